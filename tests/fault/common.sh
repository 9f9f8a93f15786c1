# Read by run.sh. A case puts its inputs into in/, has outputs written to out/, and asks with `run`,
# `takes` and `refuses`: these hold the part of the contract that is the same for every fault.

fail() { echo "FAILED: $*" >&2; exit 1; }

skip() { echo "skipped: $*"; exit 77; }

# needs TOOL...: without it the case is skipped.
needs() {
    for tool in "$@"; do
        command -v "$tool" >/dev/null || skip "no $tool"
    done
}

# What a folder holds: names, kinds, sizes, times, bytes.
snapshot() {
    find "$1" -printf '%p %y %s %T@ %m\n' | sort
    find "$1" -type f -exec sha256sum {} + 2>/dev/null | sort
}

# Nothing that a terminal would obey: no control character, no bidi override, valid UTF-8.
printable() {
    perl -CSD -e 'use warnings FATAL => "utf8"; local $/; my $text = <STDIN>;
        exit($text =~ /[\x00-\x08\x0B-\x1F\x7F-\x9F\x{202A}-\x{202E}\x{2066}-\x{2069}]/)' <"$1" ||
        { cat -v "$1"; fail "says what a terminal would obey"; }
}

# run CODE COMMAND...: ends with the code, in $work/said what it said; the inputs are as before.
run() {
    wanted=$1 code=0
    shift
    snapshot in >before
    timeout "${FAULT_SECONDS:-240}" "$@" >said 2>&1 </dev/null || code=$?
    snapshot in >after
    [ "$code" = "$wanted" ] || { cat said; fail "$* ended with $code, not $wanted"; }
    printable said
    cmp -s before after || { diff before after; fail "$* changes its inputs"; }
    grep -qE 'Sanitizer|runtime error' said && { cat said; fail "$* is not clean"; }
    return 0
}

says() { grep -qF -- "$1" said || { cat said; fail "does not say: $1"; }; }
says_not() { grep -qF -- "$1" said && { cat said; fail "says: $1"; }; return 0; }

# takes TEXT COMMAND...: ends well and says the text.
takes() {
    text=$1
    shift
    run 0 "$@"
    says "$text"
}

# refuses TEXT COMMAND...: ends with 1 and says the text; the project is as it was, nothing is written.
refuses() {
    text=$1
    shift
    [ ! -e af.chora ] || sha256sum af.chora >project-before
    run 1 "$@"
    says "$text"
    says "chora: "
    [ ! -e af.chora ] || sha256sum --quiet -c project-before || fail "$* changes the project"
    [ ! -e af.chora-journal ] || fail "$* leaves a journal"
    [ -z "$(ls -A out)" ] || { ls -A out; fail "$* leaves something behind"; }
}

# read_only FOLDER COMMAND...: where nobody may write to the folder. Root could all the same, unless it
# is mounted so, or gives its rights up.
read_only() {
    folder=$1
    shift
    if [ "$(id -u)" != 0 ]; then
        chmod a-w "$folder"
        "$@" || { code=$?; chmod u+w "$folder"; return $code; }
        chmod u+w "$folder"
    elif unshare -m true 2>/dev/null && unshare -m sh -c 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1"' - "$folder" 2>/dev/null; then
        unshare -m sh -c 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && shift && exec "$@"' - "$folder" "$@"
    elif command -v setpriv >/dev/null; then
        chown -R 65534 . && chown 0 "$folder" && chmod 755 "$folder" && chmod a+x .
        setpriv --reuid=65534 --regid=65534 --clear-groups "$@" || { code=$?; chown -R 0 .; return $code; }
        chown -R 0 .
    else
        return 99
    fi
}

# table NAME: the rows of standard input (printf escapes) as in/NAME below a usual header.
header='id,date,province,place,lat,lon,killed'
table() { { echo "$header"; cat; } >"in/$1"; }

import() { "$chora" import af.chora "$@"; }

# takes_rows ACCOUNT FILE [OPTION...]: an import whose last line begins with "read ACCOUNT".
takes_rows() {
    account=$1
    shift
    takes "read $account" "$chora" import af.chora "$@"
}

refuses_import() {
    text=$1
    shift
    refuses "$text" "$chora" import af.chora "$@"
}

# rejected LINE TEXT...: the list of rejects has the line with the reason.
rejected() {
    grep -q "^[^,]*,$1,.*$2" rejects.csv || { cat rejects.csv; fail "line $1 is not rejected for: $2"; }
}

# stored COLUMN...: of all incidents, as exported, without the header.
stored() {
    rm -f stored.csv
    "$chora" export af.chora incidents -o stored.csv >/dev/null 2>&1 || fail "cannot be exported"
    perl -e 'my @want = @ARGV; @ARGV = ("stored.csv"); my $head = <>; chomp $head; $head =~ s/^\xEF\xBB\xBF//;
        my %at; @at{split /,/, $head} = 0 .. 99;
        while (<>) { s/\r?\n//; my @cells = /((?:[^",]|"(?:[^"]|"")*")*)(?:,|$)/g;
            print join(",", map { $cells[$at{$_}] } @want), "\n" }' "$@"
}

# run_any COMMAND...: like run, the code (0 to 3) in $code.
run_any() {
    code=0
    snapshot in >before
    timeout "${FAULT_SECONDS:-240}" "$@" >said 2>&1 </dev/null || code=$?
    snapshot in >after
    [ "$code" -le 3 ] || { cat said; fail "$* ended with $code"; }
    printable said
    cmp -s before after || { diff before after; fail "$* changes its inputs"; }
    grep -qE 'Sanitizer|runtime error' said && { cat said; fail "$* is not clean"; }
    return 0
}
