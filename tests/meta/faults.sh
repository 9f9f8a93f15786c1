#!/bin/sh
# Every row of docs/reliability.md has its test and every test its row; what the page names exists.
# usage: faults.sh SOURCE_FOLDER BUILD_FOLDER CTEST
set -eu
page=$1/docs/reliability.md
failed=0
names=$("$3" --test-dir "$2" -N | sed -n 's/^ *Test *#[0-9]*: //p')
tests=$(echo "$names" | sed -n 's/^fault_\([0-9]*\)\(_[a-z_]*\)\{0,1\}$/\1/p' | sort -u)
rows=$(sed -n 's/^| \([0-9]*\) |.*/\1/p' "$page")
[ -n "$rows" ] && [ -n "$tests" ] || { echo "no rows or no tests"; exit 1; }
[ "$(echo "$rows" | sort -n | uniq -d)" = "" ] || { echo "$page: a row stands twice"; failed=1; }

expected=1
for row in $rows; do
    [ "$row" = $expected ] || { echo "$page: row $row where $expected should be"; failed=1; }
    expected=$((row + 1))
    number=$(printf %02d "$row")
    echo "$tests" | grep -qx "$number" && continue
    grep "^| $row |" "$page" | grep -q 'not here: ' && continue
    echo "$page: row $row has no test fault_$number"
    failed=1
done
for number in $tests; do
    echo "$rows" | grep -qx "${number#0}" || { echo "fault_$number has no row in $page"; failed=1; }
done

for name in $(grep -oE '`fault_[0-9]+[a-z_]*`' "$page" | tr -d '`'); do
    echo "$names" | grep -qx "$name" || { echo "$page names $name, which is no test"; failed=1; }
done
for path in $(grep -oE '`(tests|src)/[A-Za-z0-9_./-]+`' "$page" | tr -d '`'); do
    [ -e "$1/$path" ] || { echo "$page names $path, which is not there"; failed=1; }
done
exit $failed
