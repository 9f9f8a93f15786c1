#!/bin/sh
# Whole figures as they were once looked at and found good: the page as text, exactly; the picture
# with a tolerance. The driver is called like those of tests/e2e.
# UPDATE=1 makes figures/*.txt and *.png anew: look at every picture then.
. "$(dirname "$0")/../e2e/common.sh"
golden=$source/tests/golden/figures
wrong=0

# Whole points, without the paths' corners; of lines that say the same, one. What is left is what the
# page says: every text, circle and area, its place, its class, its colours.
page_text() {
    awk '{
            sub(/ d=M.*/, "")
            rest = $0; out = ""
            while (match(rest, / (at|centre|clip|r)=[-0-9., ]+/)) {
                out = out substr(rest, 1, RSTART - 1)
                word = substr(rest, RSTART, RLENGTH)
                rest = substr(rest, RSTART + RLENGTH)
                while (match(word, /-?[0-9]+(\.[0-9]+)?/)) {
                    out = out substr(word, 1, RSTART - 1) sprintf("%.0f", substr(word, RSTART, RLENGTH))
                    word = substr(word, RSTART + RLENGTH)
                }
                out = out word
            }
            if (!seen[out rest]++)
                print out rest
        }'
}

# figure NAME PROJECT [--period PERIOD]
figure() {
    name=$1 project=$2
    shift 2
    "$chora" map "$project" "$golden/$name.yaml" "$@" --dpi 60 -o "$work/$name.png" 2>"$work/said" ||
        { cat "$work/said"; fail "$name"; }
    "$chora" dump "$project" scene "$golden/$name.yaml" "$@" >"$work/$name.scene"
    "$chora" map "$project" "$golden/$name.yaml" "$@" --lint >"$work/said" 2>/dev/null ||
        { cat "$work/said"; wrong=$((wrong + 1)); }
    page_text <"$work/$name.scene" >"$work/$name.txt"
    if [ -n "${UPDATE:-}" ]; then
        cp "$work/$name.png" "$work/$name.txt" "$golden"
        return
    fi
    diff -u "$golden/$name.txt" "$work/$name.txt" || wrong=$((wrong + 1))
    "$checks/compare_images" "$golden/$name.png" "$work/$name.png" 1 8 || {
        wrong=$((wrong + 1))
        mkdir -p "$made-figures"
        cp "$work/$name.png" "$made-figures"
        echo "see $made-figures/$name.png beside $golden/$name.png"
    }
}

# project NAME TABLE COUNTRY: made from one table.
project() {
    "$chora" init "$work/$1.chora" --country "$3" >/dev/null
    "$chora" import "$work/$1.chora" "$2" >"$work/said" 2>&1 || { cat "$work/said"; fail "import $2"; }
}

project ukraine "$cases/ukraine.csv" UKR
project nigeria "$cases/nigeria-ged.csv" NGA
project reports "$cases/reports-1.csv" AFG
"$chora" import "$work/reports.chora" values "$cases/people.csv" --name population --year 2021 >/dev/null
project world "$cases/world.csv" WORLD
project many "$cases/many-sites.csv" AFG
project claims "$cases/nigeria-claims.csv" NGA
"$chora" init "$work/districts.chora" --country AFG >/dev/null
"$chora" import "$work/districts.chora" boundaries "$cases/four-districts.geojson" --level district >/dev/null
"$chora" import "$work/districts.chora" "$cases/in-districts.csv" >/dev/null 2>&1

figure whole-span "$made/af.chora"
figure empty-month "$made/af.chora" --period 2023-07
figure narrow "$made/af.chora" --period 2022-08
figure mono "$made/af.chora"
figure slide "$made/af.chora"
figure change "$made/af.chora"
figure multiples "$made/af.chora"
figure multiples-column "$made/af.chora"
figure graduated "$made/af.chora"
figure hexagons "$made/af.chora"
figure rings "$made/af.chora"
figure histogram "$made/af.chora"
figure rings-narrow "$work/claims.chora"
figure twin "$made/af.chora"
figure bivariate "$made/af.chora"
figure bivariate-mono "$work/claims.chora"
figure hexagons-killed "$work/claims.chora"
figure change-narrow "$made/af.chora"
figure share "$made/af.chora"
figure ukraine "$work/ukraine.chora"
figure ukrainian "$work/ukraine.chora"
figure dari "$made/af.chora"
figure pashto "$made/af.chora" --period 2022-09
figure chart-dari "$made/af.chora" --period 1401-02
figure multiples-solar "$made/af.chora"
figure nigeria "$work/nigeria.chora"
figure rate "$work/reports.chora"
figure rate-mono "$work/reports.chora"
figure kinds-mono "$made/af.chora"
figure share-mono "$made/af.chora"
figure chart-columns "$made/af.chora" --period 2021-10
figure chart-killed "$made/af.chora"
figure chart-bars "$made/af.chora" --period 2021-10
figure chart-ranges "$made/af.chora" --period 2021-10
figure chart-blocks "$made/af.chora" --period 2021-10
figure world "$work/world.chora"
figure claims "$made/af.chora"
figure targets "$made/af.chora"
figure claims-nigeria "$work/claims.chora"
figure claims-narrow "$work/claims.chora"
figure cloud "$work/many.chora"
figure inset "$made/af.chora"
figure insets-nigeria "$work/claims.chora"
figure uncertain "$work/nigeria.chora"
figure uncertain-hatch "$work/nigeria.chora"
figure locator "$made/af.chora"
figure globe "$work/claims.chora"
figure uncertain-narrow "$work/districts.chora"
[ "$wrong" = 0 ] || fail "$wrong of the pages and pictures are not what they were; UPDATE=1 takes them as they are"
