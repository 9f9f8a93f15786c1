#!/bin/sh
# Every column and key of a mapping file stands in docs/tables.md. usage: column_names.sh SOURCE_FOLDER
set -eu
cd "$1"
columns=$(sed -n 's/^ *\[CHORA_COLUMN_[A-Z_]*\] = { "\([a-z_]*\)".*/\1/p' src/intake/columns.c)
keys=$(sed -n '/top_keys\[\] = {/,/};/p' src/intake/mapping_read.c | grep -o '"[a-z-]*"' | tr -d '"')
[ -n "$columns" ] && [ -n "$keys" ] || { echo "no columns or keys were found in src/intake"; exit 1; }
missing=0
for name in $columns; do
    grep -q "\`$name\`" docs/tables.md || { echo "docs/tables.md lacks the column: $name"; missing=1; }
done
for name in $keys; do
    grep -q "^$name:" docs/tables.md || { echo "docs/tables.md lacks the key: $name"; missing=1; }
done
exit $missing
