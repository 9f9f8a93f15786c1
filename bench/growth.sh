#!/bin/sh
# What grows with rows, maps and areas: CPU and peak memory of the commands, from the clock in the library.
# usage: growth.sh CHORA SOURCE_FOLDER [ROWS...]     (default: 100000 1000000 10000000, which takes 5 GB of disk)
set -eu
C=$(realpath "$1") source=$(realpath "$2")
shift 2
[ $# -gt 0 ] || set -- 100000 1000000 10000000
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export CHORA_STAGES=$folder/stages.tsv

# told NAME COUNT UNIT COMMAND...: CPU in all and for each of COUNT, peak memory.
told() {
    name=$1 count=$2 unit=$3
    shift 3
    "$C" "$@" >/dev/null 2>errors || { cat errors; exit 1; }
    awk -v name="$name" -v count="$count" -v unit="$unit" '
        { cpu += $2; if ($4 > peak) peak = $4 }
        END { printf "%-52s %9.2f s %10.2f µs per %-5s %6.0f MB\n", name, cpu / 1e3, cpu * 1e3 / count, unit, peak }' stages.tsv
}

for rows; do
    awk -v rows="$rows" -f "$source/bench/rows.awk" "$source/data/incidents/documented-attacks.csv" > rows.csv
    rm -f p.chora
    "$C" init p.chora --country AFG >/dev/null
    told "import $rows rows" "$rows" row import p.chora rows.csv
    rm rows.csv
    told "  areas by month as CSV (join, measure)" "$rows" row export p.chora areas --by month -o areas.csv
    told "  a map of its points" "$rows" row map p.chora "$source/bench/against/points.yaml" --dpi 200 -o points.png
done

awk -v rows=20000 -f "$source/bench/rows.awk" "$source/data/incidents/documented-attacks.csv" > rows.csv
rm -f p.chora
"$C" init p.chora --country AFG >/dev/null
"$C" import p.chora rows.csv >/dev/null 2>&1
for months in 6 12 24; do
    last=$(printf '%d-%02d' $((2021 + (months + 7) / 12)) $(((months + 7) % 12 + 1)))
    told "$months maps, one thread" "$months" map \
        batch p.chora "$source/bench/against/provinces.yaml" --by month --from 2021-09 --to "$last" -j 1 -o "maps$months"
done

printf 'figure: districts\ntitle: Made-up districts\nlayers:\n  - choropleth:\n      level: district\n' > districts.yaml
for side in 30 100; do
    awk -v n=$side -v steps=33 -f "$source/bench/layer.awk" > layer.geojson
    rm -f p.chora
    "$C" init p.chora --country AFG >/dev/null
    told "read $((side * side)) areas of 132 vertices" $((side * side)) area import p.chora boundaries layer.geojson --level district
    "$C" import p.chora rows.csv >/dev/null 2>&1
    told "  draw them" $((side * side)) area map p.chora districts.yaml --dpi 200 -o districts.png
done
