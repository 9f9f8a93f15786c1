#!/bin/sh
# Every row of docs/reliability.md has its test, or says why not.
# usage: faults.sh SOURCE_FOLDER
set -eu
cd "$1"
failed=0
row=1
while [ $row -le 72 ]; do
    line=$(grep "^| $row | " docs/reliability.md) || { echo "docs/reliability.md: no row $row"; failed=1; }
    number=$(printf %02d $row)
    if ! cat tests/fault/*.sh tests/CMakeLists.txt | grep -qE "^fault_$number\(\)|row $number\)"; then
        case $line in
        *"not here: "*) ;;
        *) echo "row $row has no fault_$number"; failed=1 ;;
        esac
    fi
    row=$((row + 1))
done
exit $failed
