#!/bin/sh
# Other programs open the project file: its layers are there, with features of the right kind.
. "$(dirname "$0")/common.sh"
needs ogrinfo
cp "$made/af.chora" "$work/af.chora"
sha256sum "$work/af.chora" >"$work/before"
ogrinfo -ro -so -al "$work/af.chora" >"$work/layers" 2>"$work/complaints" || fail "ogrinfo"
[ ! -s "$work/complaints" ] || { cat "$work/complaints"; fail "ogrinfo complains"; }

has() { # has LAYER GEOMETRY LEAST_FEATURES
    awk -v layer="$1" -v kind="$2" -v least="$3" '
        /^Layer name: / { here = $3 == layer }
        here && /^Geometry: / { sub("Geometry: ", ""); ok_kind = $0 == kind }
        here && /^Feature Count: / { ok_count = $3 >= least }
        here && /ID\["EPSG",4326\]/ { ok_crs = 1 }
        END { exit !(ok_kind && ok_count && ok_crs) }' "$work/layers" || {
        cat "$work/layers"
        fail "no layer $1 of $2 with $3 features in EPSG:4326"
    }
}
has area "Multi Polygon" 35
has place Point 100
has line "Multi Line String" 10
has incident Point 74
[ "$(grep -c '^Layer name: ' "$work/layers")" = 4 ] || fail "other layers than these four"

provinces=$(ogrinfo -ro -q "$work/af.chora" -sql "SELECT count(*) FROM area WHERE level = 1 AND
    country = 'AFG'" | sed -n 's/.*= //p')
[ "$provinces" = 34 ] || fail "$provinces provinces"
invalid=$(ogrinfo -ro -q "$work/af.chora" -dialect sqlite \
    -sql "SELECT count(*) FROM area WHERE NOT ST_IsValid(geom)" | sed -n 's/.*= //p')
[ "$invalid" = 0 ] || fail "$invalid invalid areas"
sha256sum --quiet -c "$work/before" || fail "looking at it changed the file"
[ "$(ls -A "$work" | grep -c '^af.chora')" = 1 ] || fail "a journal stays beside the project"
