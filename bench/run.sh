#!/bin/sh
# Time the main job's commands: wall milliseconds, median of five, on the embedded data.
# usage: run.sh CHORA SOURCE_FOLDER
set -eu
chora=$1 data=$2/data/incidents
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
runs=5

now() { date +%s%N; }

# median NAME BEFORE COMMAND: runs BEFORE (not timed), then COMMAND, and prints the median.
median() {
    i=0
    : >"$folder/times"
    while [ $i -lt $runs ]; do
        sh -c "$2" >/dev/null 2>&1
        start=$(now)
        sh -c "$3" >/dev/null 2>&1
        echo $((($(now) - start) / 1000)) >>"$folder/times"
        i=$((i + 1))
    done
    us=$(sort -n "$folder/times" | sed -n "$(((runs + 1) / 2))p")
    printf '%-44s %7d.%01d ms\n' "$1" $((us / 1000)) $((us % 1000 / 100))
}

cd "$folder"
c=$chora
"$c" init af.chora --country AFG >/dev/null
"$c" import af.chora "$data/documented-attacks.csv" >/dev/null 2>&1
median 'start: chora --version' true "'$c' --version"
median 'init AFG' 'rm -f new.chora' "'$c' init new.chora --country AFG"
median 'import 74 rows into a new project' "rm -f new.chora; '$c' init new.chora --country AFG" \
    "'$c' import new.chora '$data/documented-attacks.csv'"
for format in png svg pdf; do
    median "one map, $format" true "'$c' map af.chora '$data/attacks-2021-2023.yaml' -o map.$format"
done
median 'a map straight from the CSV, png' true "'$c' map '$data/documented-attacks.csv' -o map.png"
median '25 months x 3 formats, 1 thread' 'rm -rf out' \
    "'$c' batch af.chora '$data/attacks-by-month.yaml' --from 2021-08 --to 2023-08 -j 1 -o out"
one=$us
median '25 months x 3 formats, all cores' 'rm -rf out' \
    "'$c' batch af.chora '$data/attacks-by-month.yaml' --from 2021-08 --to 2023-08 -o out"
printf '%-44s %7d.%02d\n' 'ratio 1 thread / all cores' $((one / us)) $((one * 100 / us % 100))
median 'export areas by month, GeoJSON' true "'$c' export af.chora areas --by month -o areas.geojson"
