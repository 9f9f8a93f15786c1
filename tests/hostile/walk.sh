#!/bin/sh
# Walk hostile files through every command that could open them; print per file what came of it.
# A file is accepted (rows) or refused (message). Ending by a signal, taking longer than 10 seconds of the
# processor (a minute where others use it too), a sanitizer's report, a control character in what is
# said, or a changed input fail the walk.
# With EXPECTED=FILE, a table of files, whether they are accepted, and a part of what is said, they must all be in it.
# usage: walk.sh CHORA SOURCE_FOLDER FOLDER...     (VERBOSE=1 prints every command's answer)
set -eu
chora=$(realpath "$1") source=$(realpath "$2")
shift 2
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM HUP
export LC_ALL=C.UTF-8
"$chora" init "$work/af.chora" --country AFG >/dev/null
printf 'id,date,province,lat,lon\na,2022-01-05,Kabul,34.53,69.17\n' >"$work/one.csv"
"$chora" import "$work/af.chora" "$work/one.csv" >/dev/null
printf 'frame: {areas: AFG}\nlayers: [choropleth]\noutputs: [svg]\n' >"$work/figure.yaml"
failures=0 files=0 accepted=0 seconds=${HOSTILE_SECONDS:-10}

broken() {
    echo "BROKEN $file: $*"
    failures=$((failures + 1))
}

shown() { printf '%s' "$1" | tr -c '[:print:]' '?'; }

# try WORDS... in a folder of its own, with a project of its own; sets $answer to its last words.
try() {
    verb=$1
    rm -rf "$work/try"
    mkdir "$work/try"
    cp "$work/af.chora" "$work/try/"
    code=0
    (cd "$work/try" && ulimit -v "${HOSTILE_MEMORY_KIB:-6000000}" 2>/dev/null; cd "$work/try" && ulimit -t "$seconds" && exec timeout -k 2 $((6 * seconds)) "$chora" "$@") >"$work/said" 2>&1 </dev/null || code=$?
    case $code in
    [0-3]) ;;
    124 | 137 | 152) broken "$verb hangs" ;;
    *) broken "$verb ended with $code" ;;
    esac
    ! grep -qE 'Sanitizer|runtime error' "$work/said" || broken "$verb: $(grep -E -m 1 'Sanitizer|runtime error' "$work/said")"
    ! perl -CSD -e 'use warnings FATAL => "utf8"; local $/; my $t = <STDIN>; exit($t !~ /[\x00-\x08\x0B-\x1F\x7F-\x9F\x{202A}-\x{202E}\x{2066}-\x{2069}]/)' <"$work/said" 2>/dev/null ||
        broken "$verb says what a terminal obeys"
    if [ "$code" = 0 ] || [ "$code" = 3 ]; then
        grep -E '^read |incidents shown|incident shown|No recorded' "$work/said" | tail -n 1 >"$work/answer" || true
        [ -s "$work/answer" ] || echo "done" >"$work/answer"
        good=yes
    else
        grep -m 1 '^chora: ' "$work/said" >"$work/answer" || { broken "$verb fails without a word"; echo "?" >"$work/answer"; }
    fi
    [ -z "${VERBOSE:-}" ] || echo "    $verb: $(cat "$work/answer")"
}

# What the table says of the file: one row, whose answer is this one.
compare() {
    row=$(grep -F "$(basename "$file") | " "$EXPECTED" | grep "^$(basename "$file" | sed 's/[.[\*^$]/\\&/g') | ") || true
    wanted=${row#* | }
    [ -n "$row" ] || broken "is not in $EXPECTED"
    [ -z "$row" ] || [ "${wanted%% | *}" = "$1" ] || broken "is $1"
    case $(shown "$first") in *"${wanted#* | }"*) ;; *) broken "says $(shown "$first"), not: ${wanted#* | }" ;; esac
}

walk() {
    file=$1 good=
    files=$((files + 1))
    before=$(stat -c '%s %Y' "$file")$(cksum <"$file")
    absolute=$(realpath "$file")
    extension=$(printf '%s' "${file##*.}" | tr 'A-Z' 'a-z')
    case $extension in
    yaml | yml)
        try map af.chora "$absolute" -o a.svg
        first=$(cat "$work/answer")
        try import af.chora ../one.csv --columns "$absolute"
        try batch af.chora "$absolute" --by month -o out
        try map af.chora ../figure.yaml --style "$absolute" -o a.svg
        try map af.chora --profile "$absolute" -o a.svg
        ;;
    md)
        try report af.chora "$absolute" --period 2022-01 -o a.pdf
        first=$(cat "$work/answer")
        try report af.chora "$absolute" --period 2022-01 -o a.html
        try batch af.chora "$absolute" --by month -o out
        try map af.chora "$absolute" -o a.svg
        ;;
    png | svg | pdf | html)
        try verify af.chora "$absolute" --incidents
        first=$(cat "$work/answer")
        ;;
    chora)
        cp "$absolute" "$work/p.chora"
        chmod u+w "$work/p.chora"
        try check ../p.chora
        first=$(cat "$work/answer")
        try map ../p.chora -o a.svg
        try import ../p.chora ../one.csv --dataset other
        try export ../p.chora incidents -o a.csv
        try match ../p.chora --review a.csv
        try verify ../p.chora
        try diff ../p.chora
        try link ../p.chora --claims a --verified b --id c
        try batch ../p.chora ../figure.yaml --by month -o out
        ;;
    shp | geojson | json | topojson | gpkg | fgb | kml | kmz | zip)
        try import af.chora boundaries "$absolute" --level district
        first=$(cat "$work/answer")
        # Read on with what it asks for: its first field, a coordinate system.
        field=$(sed -n "s/.*no field is known to hold the areas' codes or names; the layer has \([^,;]*\).*/\1/p" "$work/said" | head -n 1)
        [ -n "$field" ] || field=name
        try import af.chora boundaries "$absolute" --level district --code "$field" --name "$field"
        ! grep -q 'states no coordinate system' "$work/said" ||
            try import af.chora boundaries "$absolute" --level district --code "$field" --name "$field" --crs EPSG:4326
        first=$(cat "$work/answer")
        try import af.chora "$absolute"
        [ "$extension" != zip ] || try map "$absolute" -o a.svg
        ;;
    *)
        try import af.chora "$absolute"
        first=$(cat "$work/answer")
        try map "$absolute" --country AFG -o a.svg
        try import af.chora values "$absolute" --name people --year 2021 --value value --code code --level province
        case $extension in csv | tsv | txt)
            try match af.chora --decisions "$absolute"
            try import af.chora tally "$absolute"
            try link af.chora --decisions "$absolute"
            try new columns "$absolute"
            ;;
        esac
        ;;
    esac
    [ "$before" = "$(stat -c '%s %Y' "$file")$(cksum <"$file")" ] || broken "was changed"
    [ -z "$good" ] || accepted=$((accepted + 1))
    [ -z "${EXPECTED:-}" ] || compare "$([ -n "$good" ] && echo accepted || echo refused)"
    echo "$([ -n "$good" ] && echo accepted || echo refused) $(shown "$file"): $(shown "$first" | cut -c 1-160)"
}

for folder; do
    find "$folder" -type f ! -name '*.dbf' ! -name '*.shx' ! -name '*.prj' ! -name '*.cpg' ! -path '*/.*' | LC_ALL=C sort >"$work/list"
    while IFS= read -r path; do
        walk "$path"
    done <"$work/list"
done
echo "$files files: $accepted accepted, $((files - accepted)) refused; $failures broken"
[ "$failures" = 0 ]
