# Rows for the benchmarks: incidents around those of a documented table, the same for each `rows` and `seed`.
# usage: awk -v rows=N [-v seed=N] -f rows.awk documented-attacks.csv
# Only province, place and coordinates of the table are used, of rows without quotes before them.
BEGIN { FS = ","; OFS = ","; if (!seed) seed = 1; srand(seed) }
FNR == 1 {
    for (i = 1; i <= NF; i++)
        column[$i] = i
    next
}
{ quoted = 0; for (i = 1; i <= column["longitude"]; i++) quoted += $i ~ /"/ }
!quoted && $(column["latitude"]) != "" {
    place[++places] = $(column["province"]) "," $(column["place"])
    lat[places] = $(column["latitude"])
    lon[places] = $(column["longitude"])
}
END {
    print "id,date,province,place,latitude,longitude,killed"
    for (r = 1; r <= rows; r++) {
        p = 1 + int(rand() * rand() * places)
        month = int((r - 1) * 24 / rows) + 8
        printf "%d,%04d-%02d-%02d,%s,%.5f,%.5f,%d\n", r, 2021 + int(month / 12), month % 12 + 1, 1 + int(rand() * 28),
            place[p], lat[p] + (rand() - 0.5) / 5, lon[p] + (rand() - 0.5) / 5, int(rand() * 4)
    }
}
