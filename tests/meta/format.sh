#!/bin/sh
# Every C file is in the house's layout. Another version of clang-format than the one it was made with has other
# habits: then it is skipped. usage: format.sh SOURCE_FOLDER
set -eu
cd "$1"
clang-format --version 2>/dev/null | grep -q 'version 14\.' || { echo "skipped: no clang-format 14"; exit 77; }
find src include tests bench -name '*.[ch]' -exec clang-format --dry-run -Werror {} +
