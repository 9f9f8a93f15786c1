#!/bin/sh
# All unit tests and the transcripts of the command line, or any other tests by name, under valgrind: an invalid
# read or write, a value that was never set or a block that is lost ends a test. The helper is a process of its
# own and is not watched.
# usage: valgrind.sh BUILD_FOLDER SOURCE_FOLDER [NAME...]    (test_base_text, cli.newcomer, e2e.demo, fault_08)
set -eu
build=$(realpath "$1") source=$(realpath "$2")
shift 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM HUP
watch="valgrind -q --error-exitcode=99 --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite"
watch="$watch --suppressions=$source/tests/valgrind.supp --child-silent-after-fork=yes"

printf '#!/bin/sh\nexec %s --log-file="%s/%%p.log" "%s" "$@"\n' "$watch" "$work" "$build/bin/chora" >"$work/chora"
chmod +x "$work/chora"

# A test that fails for want of time or memory is no finding here; what counts is what valgrind wrote.
unit() {
    (cd "$build/tests" && $watch --log-file="$work/unit.log" "./$1") >"$work/said" 2>&1 || true
    [ ! -s "$work/unit.log" ]
}

cli() {
    rm -f "$work"/*.log
    sh "$source/tests/cli/transcript.sh" "$work/chora" "$source" "$source/tests/cli/$1.txt" >"$work/said" 2>&1 || true
    ! cat "$work"/*.log 2>/dev/null | grep -q .
}

# Any other test that calls the command: as ctest would, with the watched one in its place.
called() {
    rm -f "$work"/*.log
    words=$(ctest --test-dir "$build" -N -V -FA '.*' -R "^$1\$" | sed -n 's/^[0-9]*: Test command: //p')
    [ -n "$words" ] || { echo "no test is called $1" >&2; exit 2; }
    words=$(printf '%s' "$words" | sed "s,\"$build/bin/chora\",\"$work/chora\",")
    (cd "$build/tests" && FAULT_SECONDS=900 sh -c "$words") >"$work/said" 2>&1 || true
    ! cat "$work"/*.log 2>/dev/null | grep -q .
}

[ $# -gt 0 ] || set -- $(cd "$build/tests" && ls test_*) $(cd "$source/tests/cli" && ls ./*.txt | sed 's,^./,cli.,; s,\.txt$,,')
broken=0
for name; do
    case $name in
    cli.*) cli "${name#cli.}" ;;
    test_*) unit "$name" ;;
    *) called "$name" ;;
    esac && echo "clean  $name" && continue
    broken=$((broken + 1))
    echo "BROKEN $name"
    cat "$work"/*.log | head -n 60
done
echo "$# looked at, $broken broken"
[ "$broken" = 0 ]
