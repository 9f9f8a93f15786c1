#!/bin/sh
# The house's walls: no upward include, no library header outside its room, no circle of headers.
# Prints what breaks them.
# usage: layers.sh [SOURCE_FOLDER]
set -eu
cd "${1:-$(dirname "$0")/../..}"
status=0

# Rooms, lowest first; a room may include itself and those its line names.
allowed() {
    case $1 in
    base) echo "base" ;;
    geo) echo "geo base" ;;
    style) echo "style base" ;;
    store) echo "store style geo base" ;;
    exchange) echo "exchange geo base" ;;
    place) echo "place store geo base" ;;
    intake) echo "intake place exchange store style geo base" ;;
    measure) echo "measure place store geo base" ;;
    compose) echo "compose measure place store style geo base" ;;
    paint) echo "paint compose style geo base" ;;
    report) echo "report paint compose measure place store style geo base" ;;
    publish) echo "publish report paint compose measure intake place exchange store style geo base" ;;
    cli) echo "cli" ;;
    *) echo "" ;;
    esac
}

for room in src/*/; do
    room=$(basename "$room")
    ok=" $(allowed "$room") "
    for line in $(grep -rhoE '^#include "[a-z]+/' "src/$room" --include='*.[ch]' | sed 's/.*"//; s,/,,' | sort -u); do
        case $ok in
        *" $line "*) ;;
        *)
            echo "src/$room includes $line/, which it may not:"
            grep -rn "^#include \"$line/" "src/$room"
            status=1
            ;;
        esac
    done
done

# only FILES-OR-FOLDERS may include HEADER
only() {
    header=$1
    shift
    found=$(grep -rnE "^#include <$header" src include || true)
    for place in "$@"; do
        found=$(printf '%s\n' "$found" | grep -v "^$place" || true)
    done
    [ -z "$found" ] || { echo "$header outside its room:"; echo "$found"; status=1; }
}
only 'sqlite3\.h|spatialite' src/store/ src/exchange/helper/geopackage.c
only 'ogr_|gdal|cpl_' src/exchange/
only 'csv\.h|xlsxwriter|json-c|zip\.h|seccomp' src/exchange/
only 'proj\.h|geodesic\.h|geos_c' src/geo/
only 'cairo|pango|fontconfig|png\.h|libdeflate' src/paint/
only 'libxml' src/paint/ src/report/html
only 'md4c' src/report/markdown
only 'yaml\.h' src/style/
only 'unicode/' src/base/text.c src/base/breaks.c
only 'glib' src/base/parallel.c
only 'nettle/' src/base/digest

# No header includes itself by way of others.
loops=$(find src include -name '*.h' | while read -r header; do
    sed -nE 's,^#include "([^"]+)".*,src/\1,p; s,^#include <(chora/[^>]+)>.*,include/\1,p' "$header" |
        while read -r included; do echo "$header $included"; done
done | tsort 2>&1 >/dev/null || true)
[ -z "$loops" ] || { echo "headers that include each other:"; echo "$loops"; status=1; }

exit $status
