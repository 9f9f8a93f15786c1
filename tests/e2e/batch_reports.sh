#!/bin/sh
# A year's reports and figures in one run: names, the page over them, the manifest, after an
# interruption, in several languages, and what stops it before anything is made.
. "$(dirname "$0")/common.sh"
figure=$incidents/attacks-by-month.yaml year=$made/year-2022
names=$(cd "$year" && ls)
cp "$made/monthly.md" "$work/monthly.md"
run() { ${run:-} "$chora" batch "$made/af.chora" "$work/monthly.md" "$figure" --from 2022-01 --to 2022-12 "$@"; }

# What the demo made: a PDF a month, one page, three formats of twelve maps, the index, the manifest.
[ "$(ls -A "$year" | wc -l)" = 51 ] || { ls -A "$year"; fail "not 51 files"; }
[ "$(ls "$year"/monthly_2022-??.pdf | wc -l)" = 12 ] || fail "not 12 reports"
for month in 2022-02 2022-11; do
    "$chora" report "$made/af.chora" "$work/monthly.md" --period $month -o "$work/alone.pdf" 2>/dev/null
    cmp "$work/alone.pdf" "$year/monthly_$month.pdf" || fail "$month alone is another PDF"
done
grep -o 'data-month="[0-9-]*"' "$year/monthly.html" | sort -u | wc -l | grep -qx 12 || fail "the page has not 12 months"
"$checks/check_manifest" "$year" 49 74 38 >"$work/sums" || fail "the manifest does not close"
(cd "$year" && sha256sum --quiet -c "$work/sums") || fail "a hash is another"
grep -q '"file": "monthly_2022-04.pdf", "report": "monthly", "period": "2022-04", "format": "pdf", .*"pages": [1-9]' \
    "$year/manifest.json" || fail "a report's entry"

# The index leads to every file, to nothing else, and needs no network.
grep -o ' href="[^"#]*' "$year/index.html" | sed 's/ href="//' | grep -v -e '^data:' -e '^$' | sort -u >"$work/linked"
(cd "$year" && ls | grep -v '^index.html$') | sort | diff - "$work/linked" || fail "the index does not lead to each file"
grep -qE '(src|href)="?(https?:)?//' "$year/index.html" && fail "the index asks for something from elsewhere"
[ "$(grep -c '<section id="2022-' "$year/index.html")" = 12 ] || fail "not 12 months in the index"
grep -q 'href="monthly.html#2022-04"' "$year/index.html" || fail "no link to a month of the page"

# Killed in the middle, it goes on and comes to the same bytes.
interrupt "$work/broken" 'monthly_.*\.pdf$' 1 3 5 7
run -o "$work/broken" >"$work/said"
grep -Eq "^49 files in .* \([0-9]+ made now, [1-9][0-9]* were there\)" "$work/said" || { cat "$work/said"; fail "all is made again"; }
# shellcheck disable=SC2086
same "$year" "$work/broken" $names
[ "$(ls -A "$work/broken" | tr '\n' ' ')" = "$(echo "$names" | tr '\n' ' ')" ] || fail "something is left behind"

# Again nothing is made; a damaged report is, and all of them when the template changes.
says "(0 made now, 49 were there)" run -o "$work/broken"
# shellcheck disable=SC2086
same "$year" "$work/broken" $names
echo damaged >>"$work/broken/monthly_2022-03.pdf"
rm "$work/broken/monthly.html"
says "(2 made now, 47 were there)" run -o "$work/broken"
# shellcheck disable=SC2086
same "$year" "$work/broken" $names
sed -i 's/^series: .*/series: Another series/' "$work/monthly.md"
says "(13 made now, 36 were there)" run -o "$work/broken"

# Quarters, and all at once; only what the front matter asks for.
sed 's/^language:/outputs: html\nlanguage:/' "$made/monthly.md" >"$work/sheet.md"
"$chora" batch "$made/af.chora" "$work/sheet.md" --by quarter --from 2022-Q1 --to 2022-Q2 -o "$work/quarters" >/dev/null
[ "$(ls "$work/quarters" | tr '\n' ' ')" = "index.html manifest.json sheet_2022-Q1.html sheet_2022-Q2.html " ] || { ls "$work/quarters"; fail quarters; }
"$chora" batch "$made/af.chora" "$work/sheet.md" --by all -o "$work/all" >/dev/null
[ -s "$work/all/sheet.html" ] || fail "no report of the whole span"

# Two languages: every file has its own name.
says "6 files" "$chora" batch "$made/af.chora" "$figure" --languages en,fa --from 2022-04 --to 2022-04 -o "$work/two"
for name in attacks-by-month_2022-04_en.svg attacks-by-month_2022-04_fa.pdf; do
    [ -s "$work/two/$name" ] || fail "no $name"
done
grep -q 'lang="fa"' "$work/two/index.html" || fail "the index does not name the language"
printf -- '---\ntitle: "گزارش"\n---\n\nدر این ماه {{ incidents.count }} رویداد.\n' >"$work/sheet.fa.md"
"$chora" batch "$made/af.chora" "$work/sheet.md" --languages en,fa --by quarter --from 2022-Q1 --to 2022-Q1 -o "$work/fa" >/dev/null
grep -q "<b dir=auto>" "$work/fa/index.html" || fail "the name of a report may turn round what stands behind it"
grep -q 'در این ماه ۲ ' "$work/fa/sheet_2022-Q1_fa.html" || fail "the Dari template is not taken"
grep -q '<html lang="en"' "$work/fa/sheet_2022-Q1_en.html" || fail "no English report"
refuses 'xx' "$chora" batch "$made/af.chora" "$figure" --languages en,xx -o "$work/none"

# What cannot be is said before anything is made.
mkdir "$work/other" "$work/empty"
cp "$work/sheet.md" "$work/other/sheet.md"
refuses 'report "sheet" and report "sheet" would both write sheet.html' \
    "$chora" batch "$made/af.chora" "$work/sheet.md" "$work/other/sheet.md" -o "$work/empty"
cp "$work/sheet.md" "$work/Index.md"
refuses 'page "index.html" would both write index.html' "$chora" batch "$made/af.chora" "$work/Index.md" -o "$work/empty"
refuses 'sheet.md: June 2021 is outside the span the dataset covers (2021-08-15 to 2023-08-15)' \
    "$chora" batch "$made/af.chora" "$work/sheet.md" --from 2021-06 --to 2022-01 -o "$work/empty"
printf -- '---\ntitle: x\noutputs: [pdf, word]\n---\n{{ incidents.count }}\n' >"$work/word.md"
refuses 'word.md:3:16: outputs takes pdf, html and docx, not "word"' "$chora" batch "$made/af.chora" "$work/word.md" -o "$work/empty"
printf 'Nothing\n\n{{ incidents.cuont }}\n' >"$work/typo.md"
refuses 'typo.md:3:14: incidents has no "cuont"; did you mean "count"?' \
    "$chora" batch "$made/af.chora" "$work/typo.md" "$figure" -o "$work/typo"
[ "$(ls "$work/empty" "$work/typo" | grep -cE 'pdf|html|png')" = 0 ] || fail "something was made"
echo mine >"$work/empty/index.html"
refuses 'index.html is there already and was not made by a batch' "$chora" batch "$made/af.chora" "$figure" -o "$work/empty"
