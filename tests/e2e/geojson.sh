#!/bin/sh
# RFC 7946, for countries that are hard: many islands, both sides of the antimeridian, holes.
. "$(dirname "$0")/common.sh"
# Shells anticlockwise, closed, 4 positions and more, bbox, at most 6 decimals, no crs.
"$checks/check_geojson" "$made/areas.geojson" 34 0
"$checks/check_geojson" "$made/incidents.geojson" 74 5

"$chora" init "$work/hard.chora" --country RUS --country FJI --country ZAF --country IDN >/dev/null
printf 'id,date,country,province\n1,2022-01-03,Fiji,\n2,2022-02-03,South Africa,Gauteng\n' >"$work/rows.csv"
"$chora" import "$work/hard.chora" "$work/rows.csv" >/dev/null
"$chora" export "$work/hard.chora" areas -o "$work/hard.geojson" >/dev/null
count=$(grep -c '"type":"Feature"' "$work/hard.geojson")
[ "$count" -gt 100 ] || fail "only $count provinces"
"$checks/check_geojson" "$work/hard.geojson" "$count" 0 incidents=1
"$chora" export "$work/hard.chora" incidents -o "$work/i.geojson" >/dev/null
"$checks/check_geojson" "$work/i.geojson" 2 2

# On standard output: the same bytes, nothing else.
"$chora" export "$work/hard.chora" areas -o - 2>/dev/null | cmp - "$work/hard.geojson" || fail "-o - differs"
if command -v ogrinfo >/dev/null; then
    ogrinfo -ro -so "$work/hard.geojson" areas 2>&1 | grep -q "Feature Count: $count" || fail "ogrinfo reads another count"
fi
