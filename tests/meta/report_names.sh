#!/bin/sh
# Every name that a template can use stands in docs/report.md. usage: report_names.sh SOURCE_FOLDER
set -eu
cd "$1"
missing=0
for name in $(sed -n '/^const chora_member chora_members_/,/^};\|} };$/p' src/report/values*.c | grep -o '{ "[a-z_]*"' | grep -o '[a-z_][a-z_]*' | sort -u); do
    grep -qE "[\`.]$name\`|\`$name\." docs/report.md || { echo "docs/report.md lacks: $name"; missing=1; }
done
exit $missing
