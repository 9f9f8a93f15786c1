#!/bin/sh
# One row of docs/reliability.md: runs the function fault_NN of a group in a fresh folder.
# usage: run.sh CHORA SOURCE_FOLDER PROJECT GROUP NN
set -eu
chora=$(realpath "$1") source=$(realpath "$2") project=$3 group=$4 row=$5
here=$source/tests/fault
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM HUP
export LC_ALL=C.UTF-8
mkdir "$work/in" "$work/out"
cd "$work"
[ "$project" = - ] || cp "$project" af.chora
. "$here/common.sh"
. "$here/$group.sh"
"fault_$row"
echo "fault_$row holds"
