#!/bin/sh
# Rows enough for threads, packed trees and the grid of points: a map straight from the table equals the one of
# a project of it, a project written by several threads one written by one, with and without an index.
. "$(dirname "$0")/common.sh"
needs sqlite3 awk taskset

awk 'BEGIN {
    print "id,date,province,place,latitude,longitude,type,killed,source"
    split("Kabul,Herat,Kandahar,Balkh,Nangarhar,Nowhere", province, ",")
    for (i = 1; i <= 7000; i++) {
        x = (x * 16807 + 12345 + i) % 2147483647; y = (y * 48271 + 777 + i) % 2147483647
        where = i % 50 == 0 ? "," : sprintf("%.5f,%.5f", 29.5 + 9 * y / 2147483647, 60.6 + 14 * x / 2147483647)
        printf "%s,2022-%02d-%02d,%s,town %d,%s,\"a \"\"b\"\", c\",%s,press %d\n", i % 997 == 0 ? 5 : i, i % 12 + 1,
            i % 29 + 1 - (i % 12 == 1 && i % 29 > 27), province[i % 6 + 1], i % 40, where, i % 7 ? i % 5 : "", i % 3
    }
}' >"$work/many.csv"
for how in 1 2 index; do
    "$chora" init "$work/$how.chora" --country AFG >/dev/null
    case $how in index) set -- --spatial-index ;; *) set -- -j "$how" ;; esac
    "$chora" import "$work/$how.chora" "$work/many.csv" "$@" >"$work/$how.said" 2>&1
    for table in incident match seal incident_source reject source; do
        sqlite3 "$work/$how.chora" "SELECT * FROM $table"
    done | sed 's/ in [0-9.]* s//' >"$work/$how.rows"
done
grep -q 'read 7000 = new 6993 + .* rejected 7 ' "$work/1.said" || { cat "$work/1.said"; fail "rows"; }
cmp "$work/1.rows" "$work/2.rows" || fail "two threads write other rows"
cmp "$work/1.rows" "$work/index.rows" || fail "with an index other rows are written"
[ "$(sqlite3 "$work/index.chora" "SELECT rtreecheck('idx_incident_geom'), (SELECT count(*) FROM idx_incident_geom)
    = (SELECT count(geom) FROM incident)")" = "ok|1" ] || fail "the R-tree of the incidents"

printf 'chora: 1\nfigure: provinces\ntitle: "Many, {period}"\nlayers:\n  - choropleth: {level: province}\n' >"$work/areas.yaml"
printf 'chora: 1\nfigure: points\ntitle: "Many, {period}"\nlayers:\n  - symbols: {at: incident}\n' >"$work/points.yaml"
for figure in areas points; do
    "$chora" map "$work/many.csv" "$work/$figure.yaml" --country AFG --dpi 60 -o "$work/$figure.png" >/dev/null 2>&1
    for how in 1 index; do
        "$chora" map "$work/$how.chora" "$work/$figure.yaml" --dpi 60 -o "$work/p.png" >/dev/null 2>&1
        cmp "$work/$figure.png" "$work/p.png" || fail "$figure from the table is another map than from the project"
    done
done

# Lists of incidents: formatted beside the writing, or in turns where there is one core.
one=$(taskset -cp $$ | sed 's/.*: *//; s/[-,].*//')
for format in geojson csv; do
    "$chora" export "$work/many.csv" incidents --country AFG -o "$work/table.$format" >/dev/null 2>&1
    "$chora" export "$work/1.chora" incidents -o "$work/project.$format" >/dev/null
    taskset -c "$one" "$chora" export "$work/1.chora" incidents -o "$work/turns.$format" >/dev/null
    cmp "$work/table.$format" "$work/project.$format" || fail "$format from the table is another than from the project"
    cmp "$work/table.$format" "$work/turns.$format" || fail "$format on one core is another"
done
[ "$(grep -c '"type":"Feature"' "$work/turns.geojson"),$(wc -l <"$work/turns.csv")" = 6993,6994 ] || fail "rows of an export"
"$chora" export "$work/many.csv" areas --country AFG --by month -o "$work/table.csv" >/dev/null 2>&1
"$chora" export "$work/1.chora" areas --by month -o "$work/project.csv" >/dev/null
cmp "$work/table.csv" "$work/project.csv" || fail "areas from the table are others than from the project"
"$chora" verify "$work/index.chora" >/dev/null || fail "verify"
