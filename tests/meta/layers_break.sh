#!/bin/sh
# Break each wall once and see layers.sh complain; an unbroken copy must pass.
set -eu
here=$(cd "$(dirname "$0")" && pwd) source=$(cd "$here/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

fresh() {
    rm -rf "$folder/copy"
    mkdir "$folder/copy"
    cp -r "$source/src" "$source/include" "$folder/copy/"
}

# expect_failure FILE LINE: adding that line to that file must be noticed.
expect_failure() {
    fresh
    printf '%s\n' "$2" >>"$folder/copy/$1"
    if sh "$here/layers.sh" "$folder/copy" >"$folder/said"; then
        echo "not noticed: $2 in $1" >&2
        exit 1
    fi
}

fresh
sh "$here/layers.sh" "$folder/copy"
expect_failure src/geo/shape.c '#include "store/query.h"'
expect_failure src/measure/table.c '#include "compose/scene.h"'
expect_failure src/cli/main.c '#include "base/file.h"'
expect_failure src/compose/scene.h '#include <cairo.h>'
expect_failure src/intake/row.c '#include <sqlite3.h>'
expect_failure src/measure/table.c '#include <ogr_api.h>'
expect_failure src/compose/view.c '#include <proj.h>'
expect_failure src/base/words.c '#include <glib.h>'
expect_failure include/chora/store.h '#include <yaml.h>'
expect_failure src/geo/shape.h '#include "geo/locate.h"'
echo "11 passed, 0 failed"
