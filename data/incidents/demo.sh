#!/bin/sh
# The main job on the embedded data: a project, 25 monthly maps in three formats, one map of the
# whole span, one month's report, a year's reports and figures, GeoJSON. usage: demo.sh CHORA FOLDER
set -eu
chora=$(realpath "$1") out=$2
here=$(dirname "$0")
rm -rf "$out"
mkdir -p "$out"

"$chora" init "$out/af.chora" --country AFG
"$chora" import "$out/af.chora" "$here/documented-attacks.csv"
"$chora" import "$out/af.chora" tally "$here/newsletter-tally.csv"
"$chora" map "$out/af.chora" "$here/attacks-2021-2023.yaml" \
    -o "$out/attacks-2021-2023.png" -o "$out/attacks-2021-2023.svg" -o "$out/attacks-2021-2023.pdf"
"$chora" batch "$out/af.chora" "$here/attacks-by-month.yaml" --by month --from 2021-08 --to 2023-08 \
    -o "$out/months"
(cd "$out" && "$chora" new report monthly.md)
"$chora" report "$out/af.chora" "$out/monthly.md" --period 2021-10 \
    -o "$out/report-2021-10.pdf" -o "$out/report-2021-10.html"
"$chora" batch "$out/af.chora" "$out/monthly.md" "$here/attacks-by-month.yaml" --by month \
    --from 2022-01 --to 2022-12 -o "$out/year-2022"
"$chora" export "$out/af.chora" areas --by month -o "$out/areas.geojson"
"$chora" export "$out/af.chora" incidents -o "$out/incidents.geojson"

cat <<TEXT

Made in $out:
  af.chora                      the project: provinces, towns, incidents (QGIS opens it)
  attacks-2021-2023.png/svg/pdf the whole span: provinces, towns and labels
  months/                       25 monthly maps in three formats, with manifest.json
  report-2021-10.pdf/html       the report of one month, from monthly.md
  year-2022/                    reports and maps of twelve months: open index.html
  areas.geojson incidents.geojson

Your own map:    ./dev run map YOUR-INCIDENTS.csv -o map.png
The next figure: copy data/incidents/attacks-2021-2023.yaml, edit it, and
                 ./dev run map $out/af.chora YOUR-FIGURE.yaml -o map.pdf
TEXT
