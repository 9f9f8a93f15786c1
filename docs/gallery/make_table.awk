# A made-up table of incidents: towns of the gazetteer, numbers from a generator of one's own (the same
# everywhere, whatever awk it is). Nothing in it happened.
#   awk -v rows=120 -v first=2023-01-01 -v days=365 -v seed=7 -f make_table.awk data/gazetteer/places/UA.tsv
# Half of the rows fall on the `hot` towns (by name, comma-separated), the rest on all towns, larger
# ones more often. `header` gives the columns other names, in this order.

function random(n) { # 0 .. n-1
    state = (state * 1103 + 12345) % 2147483
    return int(state / 7) % n
}
function leap(y) { return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) }
function length_of(y, m) {
    if (m == 2) return leap(y) ? 29 : 28
    return m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31
}
function day_after(date, n,    part) { # n days after
    split(date, part, "-")
    part[1] += 0; part[2] += 0; part[3] += n
    while (part[3] > length_of(part[1], part[2])) {
        part[3] -= length_of(part[1], part[2])
        if (++part[2] > 12) { part[2] = 1; part[1]++ }
    }
    return sprintf("%04d-%02d-%02d", part[1], part[2], part[3])
}
BEGIN {
    FS = "\t"
    state = seed + 1
    if (header == "")
        header = "id,date,place,latitude,longitude,place_precision,killed,injured,type,claim,verification"
    hots = split(hot, wanted, ",")
}
FNR > 1 {
    name[++towns] = $2; lat[towns] = $4; lon[towns] = $5
    for (i = 1; i <= hots; i++)
        if ($2 == wanted[i]) { hot_town[++hot_count] = towns }
}
END {
    print header
    for (row = 1; row <= rows; row++) {
        if (hot_count && random(2) == 0) {
            # The first of the list most often.
            at = hot_town[1 + int(random(hot_count) * random(hot_count) / hot_count)]
        } else {
            most = towns < 400 ? towns : 400
            at = 1 + int(random(most) * random(most) / most)
        }
        precision = "place"
        if (random(9) == 0) precision = "district"
        if (random(14) == 0) precision = "province"
        killed = random(3) ? random(4) : random(19)
        if (random(11) == 0) killed = ""
        split("attack,shelling,explosion,abduction", types, ",")
        split("claimed,attributed,suspected,none", claims, ",")
        printf "M%04d,%s,\"%s\",%.4f,%.4f,%s,%s,%d,%s,%s,%s\n", row, day_after(first, random(days)), name[at],
            lat[at], lon[at], precision, killed, random(8), types[1 + random(4)],
            claims[1 + int(random(4) * random(4) / 4)], random(3) ? "verified" : "unverified"
    }
}
