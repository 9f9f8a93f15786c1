#!/bin/sh
# Every row is accounted for, in every file: the sum over the provinces and what is in none of them
# make the rows read; the provinces are always all there.
. "$(dirname "$0")/common.sh"

# The demo's files.
"$checks/check_geojson" "$made/areas.geojson" 34 0 total=74 MONTHS=total
"$checks/check_geojson" "$made/incidents.geojson" 74 5
"$checks/check_manifest" "$made/months" 75 74 74 >"$work/sums"
(cd "$made/months" && sha256sum --quiet -c "$work/sums") || fail "a hash of the manifest is wrong"
[ "$(sort -u -k2 "$work/sums" | wc -l)" = 76 ] || fail "a file is listed twice"

# A table in which much is wrong: rejected, unplaced, without a date; whole, and filtered.
# closes LINE: "read 9 = new 4 + ...", "incidents 4 = in areas 3 + ..."
closes() {
    echo "$1" | sed 's/;.*//; s/(see [^)]*)//' | awk '{
        split($0, side, "="); n = split(side[2], part, "+"); split(side[1], left, " ")
        for (i = 1; i <= n; i++) { m = split(part[i], word, " "); sum += word[m] }
        exit sum != left[2] }' || fail "does not close: $1"
}
"$chora" init "$work/p.chora" --country AFG >/dev/null
for table in mistakes reports-1 persian-utf16; do
    line=$("$chora" import "$work/p.chora" "$cases/$table.csv" --rejects "$work/rejects.csv" | tail -n 1)
    closes "$line"
    for option in "" "--where=killed>1" "--from=2022-01 --to=2022-01"; do
        # shellcheck disable=SC2086
        "$chora" export "$work/p.chora" areas --dataset $table $option -o "$work/areas.csv" >"$work/said"
        line=$(sed -n 2p "$work/said")
        closes "$line"
        rows=$(sed 1d "$work/areas.csv" | wc -l)
        [ "$rows" = 34 ] || fail "$table $option: $rows provinces"
        inside=$(sed 1d "$work/areas.csv" | awk -F, '{ sum += $5 } END { print sum + 0 }')
        echo "$line" | grep -q "in areas $inside " || fail "$table $option: $inside in the file, but: $line"
    done
done

# The same in every format.
if command -v ogr2ogr >/dev/null; then
    "$chora" export "$work/p.chora" areas --dataset mistakes -o "$work/a.gpkg" >/dev/null
    ogr2ogr -f CSV "$work/gpkg.csv" "$work/a.gpkg" -sql "SELECT sum(incidents) || ' in ' || count(*) AS sum FROM areas" 2>"$work/said" ||
        { cat "$work/said"; fail "the GeoPackage"; }
    grep -q '2 in 34' "$work/gpkg.csv" || { cat "$work/gpkg.csv"; fail "the GeoPackage's sum"; }
fi
"$chora" export "$work/p.chora" areas --dataset mistakes -o "$work/a.geojson" >/dev/null
"$checks/check_geojson" "$work/a.geojson" 34 0 incidents=2 value=2

# The incidents themselves: each once; the one that is in no province has no geometry.
"$chora" export "$work/p.chora" incidents --dataset mistakes -o "$work/i.geojson" >/dev/null
"$checks/check_geojson" "$work/i.geojson" 4 1

# A batch of the table, with a filter.
sed "s/^layers:/data: {dataset: mistakes, where: killed > 1}\n&/" "$cases/small.yaml" >"$work/filtered.yaml"
"$chora" batch "$work/p.chora" "$work/filtered.yaml" --by month --from 2022-01 --to 2022-02 -o "$work/out" >/dev/null
"$checks/check_manifest" "$work/out" 2 4 1 >/dev/null
