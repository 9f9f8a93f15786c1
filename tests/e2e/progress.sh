#!/bin/sh
# Long commands show a bar on a terminal and nothing elsewhere.
. "$(dirname "$0")/common.sh"
needs script

"$chora" init "$work/p.chora" --country AFG >/dev/null
"$chora" import "$work/p.chora" "$incidents/documented-attacks.csv" >/dev/null 2>&1

# silent COMMAND...: standard error, no terminal, has no bar.
silent() {
    "$@" >/dev/null 2>"$work/err" || { cat "$work/err"; fail "$*"; }
    ! grep -q '\[[#.]*\]' "$work/err" || fail "$* draws a bar into a file"
}

# shows TEXT COMMAND: on a terminal the bar runs full.
shows() {
    script -qec "$2 >$work/out" "$work/typescript" >/dev/null </dev/null || fail "$2"
    grep -qF "[########################################] $1" "$work/typescript" || {
        cat "$work/typescript"
        fail "$2 shows no bar: $1"
    }
    ! grep -q '####' "$work/out" || fail "$2 draws a bar on standard output"
}

script -qec true "$work/typescript" >/dev/null 2>&1 </dev/null || { echo "no pseudo-terminal here: skipped"; exit 77; }

silent "$chora" match "$work/p.chora"
shows "74 of 74" "$chora match $work/p.chora"
grep -q '^placed ' "$work/out" || fail "the sum is missing on standard output"

printf 'text,decision\nKabul,AF-KAB\n' >"$work/d.csv"
shows "74 of 74" "$chora match $work/p.chora --decisions $work/d.csv"
grep -q 'new 1' "$work/out" || fail "the decision was not taken"

# A document, the 24 other months of a web page, two files.
"$chora" new report "$work/m.md" >/dev/null
silent "$chora" report "$work/p.chora" "$work/m.md" --period 2022-03 -o "$work/m.pdf"
shows "27 of 27" "$chora report $work/p.chora $work/m.md --period 2022-03 -o $work/m.pdf -o $work/m.html"
