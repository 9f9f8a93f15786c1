#!/bin/sh
# Other programs read the pictures: PDF, SVG, PNG.
. "$(dirname "$0")/common.sh"
needs qpdf pdftotext pdffonts pdfinfo xmllint rsvg-convert mutool
stem=$made/attacks-2021-2023

for pdf in "$stem.pdf" "$made/months/attacks-by-month_2022-04.pdf"; do
    qpdf --check "$pdf" >"$work/said" 2>&1 || { cat "$work/said"; fail "qpdf --check $pdf"; }
    mutool draw -q -r 30 -o "$work/page.png" "$pdf" 2>"$work/said" || fail "mutool draw $pdf"
    ! grep -v 'ICC support' "$work/said" || { fail "mutool complains about $pdf"; }
    [ "$(pdffonts "$pdf" | sed 1,2d | awk '{ print $(NF - 4) }' | sort -u)" = yes ] ||
        { pdffonts "$pdf"; fail "a font is not embedded in $pdf"; }
done
pdftotext -layout "$stem.pdf" "$work/text"
for words in "Attacks linked to ISKP by province, 15 August 2021 – 15 August 2023" Nangarhar Kandahar \
    "74 of 74 incidents shown"; do
    grep -qF "$words" "$work/text" || { cat "$work/text"; fail "no \"$words\" in the PDF"; }
done
pdfinfo "$stem.pdf" >"$work/info"
grep -q '^Title: *Attacks linked to ISKP' "$work/info" || fail "no title in the PDF's metadata"
grep -q '^Author: *[^ ]' "$work/info" || fail "no author in the PDF's metadata"
grep -q '^Page size: *481.89 x 340.1' "$work/info" || { cat "$work/info"; fail "not 170 x 120 mm"; }
grep -q '^Pages: *1$' "$work/info" || fail "not one page"

for svg in "$stem.svg" "$made/months/attacks-by-month_2022-04.svg"; do
    xmllint --noout "$svg" || fail "xmllint $svg"
    rsvg-convert -d 60 -p 60 "$svg" -o "$work/svg.png" || fail "rsvg-convert $svg"
    [ "$(wc -c <"$work/svg.png")" -gt 8000 ] || fail "rsvg-convert sees nothing in $svg"
    grep -Eq 'https?://[^ "]*\.(css|js|png|ttf)|<script|file:' "$svg" && fail "$svg asks for something outside"
done
grep -q '<title>Attacks linked to ISKP by province' "$stem.svg" || fail "no title in the SVG"

for png in "$stem.png" "$made"/months/*.png; do
    "$checks/check_png" "$png" 300 170 120
done
# Both painters draw the same picture.
"$chora" map "$made/af.chora" "$incidents/attacks-2021-2023.yaml" -o "$work/own.png" --dpi 60 2>/dev/null
# shellcheck disable=SC2046
set -- $(od -A n -j 16 -N 8 -t u4 --endian=big "$work/own.png")
rsvg-convert -w "$1" -h "$2" "$stem.svg" -o "$work/svg.png"
"$checks/compare_images" "$work/own.png" "$work/svg.png" 4 20 || fail "SVG and PNG differ"
