#!/bin/sh
# An SVG to edit: text is text, areas and symbols have names, nothing is a picture.
. "$(dirname "$0")/common.sh"
needs xmllint rsvg-convert
figure=$incidents/attacks-2021-2023.yaml
"$chora" map "$made/af.chora" "$figure" --svg editable -o "$work/map.svg" -o "$work/map.png" --dpi 60 2>/dev/null
"$chora" map "$made/af.chora" "$figure" --svg print -o "$work/print.svg" 2>/dev/null
"$chora" map "$made/af.chora" "$figure" --svg editable --format svg -o - >"$work/again.svg" 2>/dev/null
cmp "$work/map.svg" "$work/again.svg" || fail "the same map has other bytes"
cmp "$work/print.svg" "$made/attacks-2021-2023.svg" || fail "--svg print is not what is made without it"
[ "$(wc -c <"$work/map.svg")" -lt $(($(wc -c <"$work/print.svg") / 3)) ] || fail "the editable SVG is not small"

xmllint --noout "$work/map.svg" || fail "no XML"
# finds HOW-MANY XPATH: that many nodes; "s:" is SVG.
finds() {
    path=$(printf '%s' "$2" | sed "s,s:\([a-z]*\),*[local-name()=\"\1\"],g")
    count=$(xmllint --xpath "count($path)" "$work/map.svg")
    [ "$count" = "$1" ] || fail "$count instead of $1: $2"
}
finds 0 '//s:image'
finds 0 '//s:use'
finds 34 '//s:g[@id="layer-areas"]/*[s:title]'
finds 1 '//s:path[@id="AF-KAB"][@class="class-5"]/s:title[.="Kabul: 41"]'
finds 1 '//s:g[@id="layer-symbols"]/s:g[@id="place-1"]/s:title[starts-with(., "Kabul: ")]'
finds 1 '//s:text[@id="area-label-outside-AF-KAB"][starts-with(., "Kabul")]/s:tspan[.="41"]'
finds 1 '/*/s:title[starts-with(., "Attacks linked to ISKP")]'
finds 1 '/*/s:desc'
finds 1 '/*/s:metadata//s:source[contains(., "SHA-256")]'
finds 0 '//*[@id][@id=preceding::*/@id or @id=ancestor::*/@id]'
xmllint --xpath '//@class' "$work/map.svg" | sed 's/.*="//; s/"//' | tr ' ' '\n' | sort -u >"$work/used"
sed -n 's/^\.\([^{]*\){.*/\1/p' "$work/map.svg" | sort -u >"$work/known"
cmp "$work/used" "$work/known" || fail "classes that are used and classes that have a rule differ"

# Drawn with the same fonts it is the same picture.
cat >"$work/fonts.conf" <<EOF
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>$source/data/fonts</dir><cachedir>$work/fonts</cachedir></fontconfig>
EOF
# shellcheck disable=SC2046
set -- $(od -A n -j 16 -N 8 -t u4 --endian=big "$work/map.png")
FONTCONFIG_FILE=$work/fonts.conf rsvg-convert -w "$1" -h "$2" "$work/map.svg" -o "$work/svg.png"
"$checks/compare_images" "$work/map.png" "$work/svg.png" 4 20 || fail "editable SVG and PNG differ"

# A figure file can ask for it; beside the printed one it has a name of its own.
cat >"$work/both.yaml" <<'EOF'
layers: [choropleth, {symbols: {at: place, by: claim}}]
locator: globe
insets: [{around: Kabul, radius_km: 60}]
page: {width: 220mm, height: 160mm}
outputs: [svg, "svg:editable"]
EOF
"$chora" batch "$made/af.chora" "$work/both.yaml" -o "$work/out" >/dev/null
mv "$work/out/both.editable.svg" "$work/map.svg"
[ -s "$work/out/both.svg" ] || fail "no printed SVG beside the editable one"
xmllint --noout "$work/map.svg" || fail "no XML: symbols, inset and locator"
finds 0 '//s:image'
finds 0 '//*[@id][@id=preceding::*/@id or @id=ancestor::*/@id]'
finds 1 '//s:g[@id="layer-locator"]//s:title[.="Afghanistan"]'
finds 0 '//s:g[@id="layer-areas"]/*[not(@id) or not(s:title)]'
sed 's/svg, //' "$work/both.yaml" >"$work/alone.yaml"
"$chora" map "$made/af.chora" "$work/alone.yaml" -o "$work/alone.svg" 2>/dev/null
sed 's/both/alone/' "$work/map.svg" | cmp - "$work/alone.svg" || fail "the map alone is not that of the batch"
