#!/bin/sh
# The starter report under the profile "public": what is printed is what SQL finds, no number of an area is small,
# and what is withheld leaves no sentence in pieces. Rows are invented.
. "$(dirname "$0")/common.sh"
needs node sqlite3
cd "$work"
node -e '
    const areas = ["Kabul", "Herat", "Kunduz", "Nangarhar", "Balkh"];
    const counts = [[12, 3, 7, 0, 1], [6, 6, 2, 9, 0], [0, 0, 1, 0, 0], [8, 5, 5, 2, 11], [0, 0, 0, 0, 0], [9, 14, 7, 6, 5], [3, 2, 1, 2, 3]];
    let n = 0, text = "id,date,province,type,killed_low,killed_high,injured,sensitivity\n";
    const row = (month, area) => `R${++n},2022-0${month + 1}-${String(1 + n * 7 % 27).padStart(2, "0")},${area},${["bombing", "shooting", "arson"][n % 3]},${n % 4 ? `${n % 5},${n % 5 + n % 3}` : ","},${n % 6 ? n % 9 : ""},${n % 3 ? "" : "low"}\n`;
    counts.forEach((list, month) => list.forEach((count, area) => { for (let i = 0; i < count; i++) text += row(month, areas[area]); }));
    process.stdout.write(text);' >p.csv
"$chora" init p.chora --country AFG >/dev/null
"$chora" import p.chora p.csv --accessed 2022-09-01 >/dev/null 2>&1
"$chora" new report starter.md >/dev/null
for month in 1 2 3 4 5 6 7; do
    echo "MONTH 2022-0$month"
    "$chora" dump p.chora report starter.md --period 2022-0$month 2>/dev/null
done >dumps.txt
walk() { node "$source/tests/numbers/public.mjs" p.chora 100 <"$1"; }
walk dumps.txt >said 2>&1 || { cat said; fail "see above"; }
sed 's/row Herat | 14/row Herat | 15/' dumps.txt >wrong.txt
! walk wrong.txt >said 2>&1 || fail "nobody notices a wrong number"
sed 's/^\( *\)row Herat | 14/\1row Kunduz | 2\n&/' dumps.txt >wrong.txt
! walk wrong.txt >said 2>&1 || fail "nobody notices a small number"
