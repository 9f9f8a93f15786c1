#!/bin/sh
# A command loads only the libraries it needs, and a variable in a library is never taken for a function.
# usage: late.sh CHORA SOURCE_FOLDER
set -eu
chora=$1
source=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

loaded() { LD_DEBUG=files "$@" 2>&1 >/dev/null | sed -n 's,.*calling init: .*/\(lib[a-z0-9_-]*\).*,\1,p' | sort -u; }

# expect_none NAMES COMMAND...
expect_none() {
    forbidden=$1
    shift
    loaded "$@" > "$folder/loaded"
    for library in $forbidden; do
        if grep -qx "$library" "$folder/loaded"; then
            echo "$* loads $library, which it does not need"
            exit 1
        fi
    done
}

grep -q . <<TEXT || { echo "this dynamic linker does not tell what it loads"; exit 77; }
$(loaded "$chora" --help)
TEXT
drawing="libcairo libpango-1 libproj libgeos libspatialite libxlsxwriter"
expect_none "$drawing libsqlite3 libicuuc" "$chora" --help
expect_none "$drawing libsqlite3" "$chora" classes --help
expect_none "$drawing" "$chora" find Kandahar
expect_none "libcairo libpango-1 libxlsxwriter" "$chora" init "$folder/a.chora" --country AFG

cat > "$folder/caller.c" <<'TEXT'
extern const char *const g_utf8_skip;
const void *variable(void) { return &g_utf8_skip; }
TEXT
cc -fPIC -c "$folder/caller.c" -o "$folder/caller.o"
glib=$(pkg-config --variable=libdir glib-2.0)/libglib-2.0.so
if sh "$source/cmake/late/stubs.sh" "$folder/stubs.S" "$glib" -- "$folder/caller.o" 2> "$folder/said"; then
    echo "stubs.sh takes a variable for a function"
    exit 1
fi
grep -q "variables, not functions" "$folder/said"
