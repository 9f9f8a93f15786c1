#!/bin/sh
# A batch straight from a table is that of a project of it: the same files with the same bytes, index.html and
# manifest.json among them, the same words, on one core and on two; it goes on where it stood.
. "$(dirname "$0")/common.sh"
figures=$source/tests/golden/figures
documented=$incidents/documented-attacks.csv

# both TABLE COUNTRY WORD...: from a project and from the table, with the rest of the command line.
both() {
    table=$1 country=$2
    shift 2
    rm -rf "$work/p.chora" "$work/project" "$work/table"
    "$chora" init "$work/p.chora" --country "$country" >/dev/null
    "$chora" import "$work/p.chora" "$table" --rejects "$work/project.rejects.csv" >/dev/null 2>&1 || true
    "$chora" batch "$work/p.chora" "$@" -o "$work/project" >"$work/project.said" 2>"$work/project.err" ||
        { cat "$work/project.err"; fail "from a project: $*"; }
    "$chora" batch "$table" --country "$country" --rejects "$work/table.rejects.csv" "$@" -o "$work/table" \
        >"$work/table.said" 2>"$work/table.err" || { cat "$work/table.err"; fail "from the table: $*"; }
    diff -r "$work/project" "$work/table" || fail "$* differs"
    sed "s,$work/project,$work/table," "$work/project.said" | diff - "$work/table.said" || fail "$* says something else"
}

# Held: numbers of areas, in three formats, with words beside them, by month and in two languages.
both "$documented" AFG "$incidents/attacks-by-month.yaml" --by month --from 2022-01 --to 2022-06 --alt-text -j 1
cp -r "$work/table" "$work/serial"
both "$documented" AFG "$incidents/attacks-by-month.yaml" --by month --from 2022-01 --to 2022-06 --alt-text -j 2
diff -r "$work/serial" "$work/table" || fail "two threads make other files than one"
both "$documented" AFG "$figures/whole-span.yaml" "$figures/graduated.yaml" "$figures/change.yaml" --by year --languages en,fa
# By SQL, alone and beside what is held: charts, words of a column, conditions.
mkdir "$work/figures"
cp "$figures/chart-columns.yaml" "$figures/share.yaml" "$figures/graduated.yaml" "$work/figures"
both "$documented" AFG "$work/figures" --by quarter --small
both "$documented" AFG "$figures/whole-span.yaml" --profile public
both "$cases/ukraine.csv" UKR "$figures/ukraine.yaml" --by month
both "$cases/nigeria-ged.csv" NGA "$figures/nigeria.yaml" --by year

# What was made is known again, a lost file is made anew, and so is everything of another table.
run() { ${run:-} "$chora" batch "$work/attacks.csv" "$incidents/attacks-by-month.yaml" --country AFG --from 2022-01 --to 2022-04 "$@"; }
cp "$documented" "$work/attacks.csv"
cp "${documented%.csv}.mapping.yaml" "$work/attacks.mapping.yaml"
sed 's/^data: .*//' "$incidents/attacks-by-month.yaml" >"$work/attacks-by-month.yaml"
incidents=$work
says "12 files in $work/out (12 made now, 0 were there)" run -o "$work/out"
rm "$work/out/attacks-by-month_2022-03.svg"
says "12 files in $work/out (1 made now, 11 were there)" run -o "$work/out"
interrupt "$work/broken" '\.pdf$' 1 2 3 4 5
run -o "$work/broken" >/dev/null 2>&1
diff -r "$work/out" "$work/broken" || fail "the interrupted run is not finished"
sed -i '2d' "$work/attacks.csv"
says "12 files in $work/out (12 made now, 0 were there)" run -o "$work/out"

# Rows that are left out are told, and listed beside the table.
printf 'id,date,province,killed\n1,2022-01-01,Kabul,2\n2,2022-13-01,Kabul,1\n3,2022-02-01,Nowhere,1\n' >"$work/small.csv"
says "rejected 1 (see $work/small.rejects.csv)" "$chora" batch "$work/small.csv" "$work/attacks-by-month.yaml" --country AFG -o "$work/small"
grep -q 'small.csv,3,date' "$work/small.rejects.csv" || fail "the rejected row is not listed"
code=0
"$chora" batch "$work/small.csv" "$work/attacks-by-month.yaml" --country AFG --strict -o "$work/small" >/dev/null 2>&1 || code=$?
[ $code = 3 ] || fail "--strict ended with $code"

# A report is made from a project; a list of files is none; nothing was made of either.
printf -- '---\nchora: 1\n---\n# Month\n' >"$work/monthly.md"
refuses "a report is made from a project: chora init" "$chora" batch "$work/small.csv" "$work/monthly.md" --country AFG -o "$work/none"
mkdir "$work/list"
cp "$work/small.csv" "$work/list/manifest.json"
refuses "is what is read and would be replaced" "$chora" batch "$work/list/manifest.json" "$work/attacks-by-month.yaml" --country AFG -o "$work/list"
cmp "$work/small.csv" "$work/list/manifest.json" || fail "the table is replaced"
[ ! -e "$work/none" ] || fail "a folder is left behind"
