#!/bin/sh
# A map straight from a table is the map of a project of it, byte for byte, and says the same: for figures that
# are made of incidents held in memory, and for those that ask for incidents in the project's tables.
. "$(dirname "$0")/common.sh"
figures=$source/tests/golden/figures
wrong=0

# both NAME TABLE COUNTRY FIGURE [OPTION...]: from a project and from the table.
both() {
    name=$1 table=$2 country=$3 figure=$4
    shift 4
    if [ ! -f "$work/$name.chora" ]; then
        "$chora" init "$work/$name.chora" --country "$country" >/dev/null
        "$chora" import "$work/$name.chora" "$table" >"$work/$name.import" 2>&1 || true
    fi
    "$chora" map "$work/$name.chora" "$figure" "$@" -o "$work/project.svg" >"$work/project.said" 2>&1 || true
    "$chora" map "$table" "$figure" --country "$country" "$@" -o "$work/table.svg" >"$work/table.said" 2>&1 ||
        { cat "$work/table.said"; fail "$name $figure"; }
    cmp "$work/project.svg" "$work/table.svg" || { echo "$name $figure $*"; wrong=$((wrong + 1)); }
    [ "$(sed -n '$p' "$work/project.said")" = "$(sed -n '$p' "$work/table.said")" ] ||
        { sed -n '$p' "$work/project.said" "$work/table.said"; wrong=$((wrong + 1)); }
}

# Held: numbers of areas, circles, hexagons, changes, series, the words of another language.
for figure in whole-span bivariate graduated hexagons-killed change multiples uncertain inset dari; do
    both attacks "$incidents/documented-attacks.csv" AFG "$figures/$figure.yaml"
done
both attacks "$incidents/documented-attacks.csv" AFG "$figures/whole-span.yaml" --period 2022-08
# By SQL: charts, words of a column, conditions; a profile is found out to need it when it is asked for.
for figure in chart-columns chart-killed targets rings share twin multiples-column; do
    both attacks "$incidents/documented-attacks.csv" AFG "$figures/$figure.yaml"
done
both attacks "$incidents/documented-attacks.csv" AFG "$figures/whole-span.yaml" --profile public
both attacks "$incidents/documented-attacks.csv" AFG "$figures/whole-span.yaml" --where "verification = 'verified'"
refuses 'chora import PROJECT boundaries FILE --level 2' "$chora" map "$incidents/documented-attacks.csv" \
    "$figures/uncertain-narrow.yaml" -o "$work/none.svg"
refuses 'did you mean "killed"?' "$chora" map "$incidents/documented-attacks.csv" --where "kild > 3" -o "$work/none.svg"

both ukraine "$cases/ukraine.csv" UKR "$figures/ukraine.yaml"
both nigeria "$cases/nigeria-ged.csv" NGA "$figures/nigeria.yaml"
both unclear "$cases/unclear.csv" AFG "$figures/dari.yaml"

# A marked row is not held: the profile that must hold hides it. (What it is hidden by is each project's own.)
printf 'id,date,province,latitude,longitude,sensitivity,killed\n' >"$work/marked.csv"
for i in 1 2 3 4 5 6; do
    printf '%d,2022-0%d-01,Kabul,34.5%d,69.1%d,%s,%d\n' $i $i $i $i "$([ $i = 3 ] && echo restricted || echo public)" $i
done >>"$work/marked.csv"
printf 'chora: 1\nfigure: killed\ntitle: "Killed, {period}"\nlayers:\n  - choropleth: {level: province, measure: {of: killed}}\n' >"$work/killed.yaml"
says "1 of 1 marked incidents shown less precisely" "$chora" map "$work/marked.csv" "$work/killed.yaml" --country AFG -o "$work/table.svg"

# Rows that repeat an id, are rejected or cannot be placed are told with the same words.
cat >"$work/odd.csv" <<'TABLE'
id,date,province,latitude,longitude,killed
7,2022-01-01,Kabul,34.5,69.1,1
7,2022-01-02,Kabul,34.5,69.1,2
8,2022-13-01,Kabul,34.5,69.1,1
9,2022-02-01,Nowhere,,,3
10,2022-02-02,Nowhere,,,
11,2022-02-03,,10,10,1
TABLE
both odd "$work/odd.csv" AFG "$work/killed.yaml"
grep -q 'rejected, 1 row (line 3), id: the same id as row 2' "$work/table.said" || { cat "$work/table.said"; fail "repeated id"; }
grep -q 'not placed, 2 incidents (the first in odd.csv line 5): ' "$work/table.said" || { cat "$work/table.said"; fail "not placed"; }
grep -q 'rejected 2 (see ' "$work/table.said" || { cat "$work/table.said"; fail "rejected"; }
[ $wrong = 0 ] || fail "$wrong maps differ"
