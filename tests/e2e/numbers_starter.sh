#!/bin/sh
# Every number of the starter report, in words and figures, is the one that SQL finds: the web page of all
# months, and the same texts and rows in the PDF of a busy and a quiet month and in the Word document. Then one
# number after the other is made wrong, and the walk must see it.
. "$(dirname "$0")/common.sh"
needs node sqlite3 pdftotext unzip
cd "$work"
"$chora" new report starter.md >/dev/null 2>&1
report() { "$chora" report "$made/af.chora" starter.md "$@" 2>/dev/null; }
report --period 2023-08 -o starter.html
papers=
for month in 2021-10 2022-02 2022-06; do
    report --period $month -o paper.pdf
    pdftotext -raw paper.pdf $month.pdf
    papers="$papers $month=$month.pdf"
done
if command -v pandoc >/dev/null; then
    report --period 2021-10 -o paper.docx
    unzip -p paper.docx word/document.xml | sed 's/<[^>]*>//g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g' >2021-10.docx
    papers="$papers 2021-10=2021-10.docx"
fi
walk() { node "$source/tests/numbers/starter.mjs" "$made/af.chora" "$@"; }
# shellcheck disable=SC2086
walk starter.html $papers >said 2>&1 || { cat said; fail "see above"; }

# One number is made wrong in October 2021 at a time: PATTERN=>TEXT, and WHERE the walk must notice it.
wrong() {
    node -e '
        const [script, file] = process.argv.slice(1), [from, to] = script.split("=>");
        const page = require("fs").readFileSync(file, "utf8"), part = page.indexOf("<template data-month=\"2021-10\">");
        const at = page.slice(part).search(new RegExp(from, "s"));
        if (at < 0) throw new Error("not found: " + from);
        process.stdout.write(page.slice(0, part) + page.slice(part).replace(new RegExp(from, "s"), to));' "$1" starter.html >wrong.html
    ! walk wrong.html >said 2>&1 || fail "nobody notices $1"
    grep -q "^$2: [1-9]" said || { cat said; fail "$1 is not noticed in $2"; }
}
wrong '<b>9</b>=><b>8</b>' "key numbers"
wrong '7–17 in September=>7–16 in September' "key numbers"
wrong 'Nine incidents were=>Eight incidents were' text
wrong 'between 208 and 347=>between 208 and 357' text
wrong 'in six provinces, deaths in five=>in six provinces, deaths in four' "figure's words"
wrong 'All incidents .9.</p>=>All incidents (8)</p>' "figure's words"
wrong '<title>Kabul: 3=><title>Kabul: 2' map
wrong '(Nangarhar[^<]*<tspan[^>]*>)2=>$13' "map's labels"
wrong '>3–4</text>=>>3–5</text>' "map's legend"
wrong 'Kabul saw 3 of=>Kabul saw 4 of' "map's words"
wrong '3 left out=>2 left out' "figure's note"
wrong 'All incidents .9.: 9 of=>All incidents (8): 9 of' "figure's note"
wrong '(<td class="n b" data-sort="3">)3=>$12' table
wrong 'data-sort="150"=>data-sort="15"' "table's order"
wrong '5%E2%80%9312=>5%E2%80%9313' "table's file"
wrong 'Without the incident of 1.October=>Without the incident of 2 October' "table's note"
wrong '<title>Kabul: 3 incidents, killed 5–12=><title>Kabul: 3 incidents, killed 5–13' chart
wrong '(<text class="v-number"[^>]*>)46–150=>$146–151' "chart's numbers"
wrong 'Kunduz: 1 incident, killed 46–150, injured 100–200; =>Kunduz: 2 incidents, killed 46–150, injured 100–200; ' "chart's words"
wrong '<title>November 2021: 8=><title>November 2021: 7' "chart over time"
wrong 'April 2022: 12 incidents .7 claimed, =>April 2022: 12 incidents (8 claimed, ' "chart over time's words"
wrong 'The nine incidents=>The ten incidents' "table of incidents"
wrong 'evidence: 3=>evidence: 4' "table of incidents"
wrong 'coordinates 69=>coordinates 68' methods
wrong 'data-sort="65">65=>data-sort="65">66' account
wrong 'read 74, of=>read 75, of' about

# One row less in the project: noticed everywhere, on paper as well.
cp "$made/af.chora" less.chora
sqlite3 less.chora "UPDATE incident SET withdrawn_run = 1 WHERE key = 'AFG-20211023-1'"
# shellcheck disable=SC2086
! node "$source/tests/numbers/starter.mjs" less.chora starter.html $papers >said 2>&1 || fail "the walk notices nothing"
sed 's/104 *– *232/104–233/g' 2021-10.pdf >less.pdf
! walk starter.html 2021-10=less.pdf >said 2>&1 || fail "nobody notices it in the PDF"
grep -q '^pdf: [1-9]' said || { cat said; fail "it is not noticed in the PDF"; }
