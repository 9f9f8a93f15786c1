#!/bin/sh
# Replay a transcript: run its "$ " lines in a fresh folder and compare what they print.
# Lines of standard error begin with "! ", an exit code that is not 0 is "? CODE".
# "# needs: TOOL..." skips the transcript (77) where such a tool is missing.
# usage: transcript.sh CHORA SOURCE_FOLDER TRANSCRIPT    (UPDATE=1 rewrites the transcript)
set -eu
chora=$(realpath "$1") source=$(realpath "$2") transcript=$(realpath "$3")
for tool in $(sed -n 's/^# needs: //p' "$transcript"); do
    command -v "$tool" >/dev/null || { echo "skipped: no $tool"; exit 77; }
done
folder=$(mktemp -d)
trap 'chmod -R u+w "$folder"; rm -rf "$folder"' EXIT
trap 'exit 1' INT TERM HUP
mkdir "$folder/bin" "$folder/work"
ln -s "$chora" "$folder/bin/chora"
PATH=$folder/bin:$PATH
cases=$source/tests/cli/files
data=$source/data
export PATH cases data LC_ALL=C.UTF-8
cd "$folder/work"

grep -E '^(\$|#)' "$transcript" | while IFS= read -r line; do
    case $line in
    '#'*) printf '%s\n' "$line"; continue ;;
    esac
    printf '%s\n' "$line"
    code=0
    sh -c "${line#\$ }" >"$folder/out" 2>"$folder/err" </dev/null || code=$?
    cat "$folder/out"
    sed 's/^/! /' "$folder/err"
    [ "$code" = 0 ] || printf '? %s\n' "$code"
done | sed "s,$source/,,g; s,$folder/work/,,g" >"$folder/actual"

if [ -n "${UPDATE:-}" ]; then
    cp "$folder/actual" "$transcript"
    exit 0
fi
diff -u "$transcript" "$folder/actual"
