#!/bin/sh
# The checkers themselves: each fault put into a good file is seen.
. "$(dirname "$0")/common.sh"
wrong() { ! "$@" >/dev/null 2>&1 || fail "not seen: $*"; }

geojson() { # geojson SED_SCRIPT: the areas with one fault
    sed "$1" "$made/areas.geojson" >"$work/a.geojson"
    ! cmp -s "$made/areas.geojson" "$work/a.geojson" || fail "no fault made by $1"
    wrong "$checks/check_geojson" "$work/a.geojson" 34 0 total=74 MONTHS=total
}
"$checks/check_geojson" "$made/areas.geojson" 34 0 total=74 MONTHS=total
geojson '5s/"coordinates":.*\]\]\]/"coordinates":[[[60,30],[60,31],[61,31],[60,30]]]/'
geojson '5s/"coordinates":\[\[\[[^]]*\],/"coordinates":[[[/'
geojson '5s/"coordinates":\[\[\[\([0-9.]*\),/"coordinates":[[[\11234567,/'
geojson '5s/"bbox":\[[^]]*\],//'
geojson '5s/"bbox":\[\([0-9]\)/"bbox":[-\1/'
geojson '5s/"geometry":{.*]]]}/"geometry":null/'
geojson '5s/"total":[0-9]*/"total":99/'
geojson '5d'
geojson '1s/{/{"crs":{"type":"name"},/'

mkdir "$work/months"
cp "$made"/months/* "$work/months"
"$checks/check_manifest" "$work/months" 75 74 74 >/dev/null
wrong "$checks/check_manifest" "$work/months" 75 75 74
wrong "$checks/check_manifest" "$work/months" 74 74 74
wrong "$checks/check_manifest" "$work/months" 75 74 73
rm "$work/months/attacks-by-month_2022-03.svg"
wrong "$checks/check_manifest" "$work/months" 75 74 74

png=$made/attacks-2021-2023.png
"$checks/check_png" "$png" 300 170 120
wrong "$checks/check_png" "$png" 299 170 120
wrong "$checks/check_png" "$png" 300 171 120
head -c 50000 "$png" >"$work/cut.png"
wrong "$checks/check_png" "$work/cut.png" 300 170 120
{ head -c 50000 "$png"; printf '!'; tail -c +50002 "$png"; } >"$work/bent.png"
wrong "$checks/check_png" "$work/bent.png" 300 170 120

for month in 2021-08 2021-11; do
    "$chora" map "$made/af.chora" "$incidents/attacks-by-month.yaml" --period $month --dpi 60 \
        -o "$work/$month.png" 2>/dev/null
done
"$checks/compare_images" "$work/2021-08.png" "$work/2021-08.png" 0 0
wrong "$checks/compare_images" "$work/2021-08.png" "$work/2021-11.png" 1 8
