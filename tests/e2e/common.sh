# Read by every driver: . common.sh CHORA SOURCE_FOLDER CHECKS MADE
# MADE is the folder of the demo's run; `work` is a fresh folder, removed at the end.
set -eu
chora=$(realpath "$1") source=$(realpath "$2") checks=$(realpath "$3") made=$4
cases=$source/tests/cli/files
incidents=$source/data/incidents
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM HUP
export LC_ALL=C.UTF-8

fail() { echo "FAILED: $*" >&2; exit 1; }

# needs TOOL...: without it the driver is skipped.
needs() {
    for tool in "$@"; do
        command -v "$tool" >/dev/null || { echo "skipped: no $tool"; exit 77; }
    done
}

# same FOLDER FOLDER NAME...: the files of these names have the same bytes.
same() {
    one=$1 other=$2
    shift 2
    for name in "$@"; do
        cmp "$one/$name" "$other/$name" || fail "$name differs between $one and $other"
    done
}

# says TEXT COMMAND...: the command ends well and prints the text.
says() {
    wanted=$1
    shift
    "$@" >"$work/said" 2>&1 || { cat "$work/said"; fail "$*"; }
    grep -qF -- "$wanted" "$work/said" || { cat "$work/said"; fail "$* does not say: $wanted"; }
}

# refuses TEXT COMMAND...: the command ends with 1 and prints the text.
refuses() {
    wanted=$1 code=0
    shift
    "$@" >"$work/said" 2>&1 || code=$?
    [ "$code" = 1 ] || { cat "$work/said"; fail "$* ended with $code, not 1"; }
    grep -qF -- "$wanted" "$work/said" || { cat "$work/said"; fail "$* does not say: $wanted"; }
}

# interrupt FOLDER PATTERN COUNT...: `run -o FOLDER` is killed when COUNT files match, tried in turn until
# it is killed before its manifest is there.
interrupt() {
    broken=$1 pattern=$2
    shift 2
    for count in "$@"; do
        rm -rf "$broken"
        (run=exec; run -o "$broken" -j 1 >/dev/null 2>&1) &
        batch=$!
        until [ "$(ls "$broken" 2>/dev/null | grep -c "$pattern")" -ge "$count" ]; do
            kill -0 $batch 2>/dev/null || break
        done
        kill -9 $batch 2>/dev/null || true
        wait $batch 2>/dev/null || true
        [ -e "$broken/manifest.json" ] || return 0
    done
    fail "the batch could not be interrupted"
}
