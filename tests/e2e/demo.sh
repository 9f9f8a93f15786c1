#!/bin/sh
# The demo ends well, makes what it says, and says it on a terminal's page.
. "$(dirname "$0")/common.sh"
rm -rf "$made"
sh "$source/data/incidents/demo.sh" "$chora" "$made" >"$work/printed" 2>&1 || { cat "$work/printed"; fail demo; }
for format in png svg pdf; do
    [ "$(find "$made/months" -name "attacks-by-month_*.$format" -size +1k | wc -l)" = 25 ] ||
        fail "not 25 maps in $format"
    [ -s "$made/attacks-2021-2023.$format" ] || fail "no map of the whole span in $format"
done
[ "$(ls -A "$made" | tr '\n' ' ')" = "af.chora areas.geojson attacks-2021-2023.pdf attacks-2021-2023.png \
attacks-2021-2023.svg incidents.geojson monthly.md months report-2021-10.html report-2021-10.pdf year-2022 " ] || { ls -A "$made"; fail "something else is there"; }
[ "$(ls -A "$made/months" | wc -l)" = 77 ] || fail "months/ holds more than 75 maps, the index and the manifest"
qpdf --check "$made/report-2021-10.pdf" >/dev/null || fail "the report is no sound PDF"
pdftotext "$made/report-2021-10.pdf" - | grep -q 'Nine incidents were recorded in October 2021' ||
    fail "the report does not say what the month held"
grep -q 'Nine incidents were recorded in October 2021' "$made/report-2021-10.html" || fail "nor does the page"
grep -q 'read 74 = new 74 ' "$work/printed" || fail "the account is not printed"
grep -q 'Your own map:' "$work/printed" || fail "the next step is not printed"
