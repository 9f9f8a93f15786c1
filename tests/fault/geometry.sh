# Rows 28-35: shapes. Layers are made as GeoJSON.

# layer NAME GEOMETRY...: areas X1, X2 ... of these GeoJSON geometries.
layer() {
    file=in/$1 number=0 between=
    shift
    printf '{"type":"FeatureCollection","features":[' >"$file"
    for geometry; do
        number=$((number + 1))
        printf '%s{"type":"Feature","properties":{"code":"X%d","name":"Area %d"},"geometry":%s}\n' "$between" $number $number "$geometry" >>"$file"
        between=,
    done
    printf ']}' >>"$file"
}
polygon() { echo "{\"type\":\"Polygon\",\"coordinates\":[$1]}"; }
boundaries() { "$chora" import af.chora boundaries "$@" --level district --code code --name name; }
take_layer() { # take_layer TEXT FILE...
    text=$1
    shift
    takes "$text" "$chora" import af.chora boundaries "$@" --level district --code code --name name
}
square='[[69,34],[70,34],[70,35],[69,35],[69,34]]'

# A bow-tie, doubled points, a spike: repaired and told.
fault_28() {
    layer bow.geojson "$(polygon '[[69,34],[70,35],[70,34],[69,35],[69,34]]')" \
        "$(polygon '[[66,34],[66,34],[67,34],[67,34],[67,35],[66,35],[66,35],[66,34]]')" \
        "$(polygon '[[64,34],[65,34],[65,35],[68.5,35],[65,35],[64,35],[64,34]]')"
    take_layer 'read 3 = imported 3 + rejected 0; repaired 2' in/bow.geojson
    says 'X1: repaired: Self-intersection'
    takes 'Area 2' "$chora" find af.chora 'Area 2' --level district
}

# A ring that is not closed is closed: there is only one way to.
fault_29() {
    layer open.geojson "$(polygon '[[69,34],[70,34],[70,35],[69,35]]')"
    take_layer 'read 1 = imported 1 + rejected 0' in/open.geojson
}

# Rings the wrong way round, a hole outside of its shell, an island in a hole.
fault_30() {
    layer rings.geojson "$(polygon '[[69,34],[69,35],[70,35],[70,34],[69,34]]')" \
        "$(polygon "[[66,34],[67,34],[67,35],[66,35],[66,34]],[[68,34.2],[68.2,34.2],[68.2,34.4],[68,34.4],[68,34.2]]")" \
        '{"type":"MultiPolygon","coordinates":[[[[62,34],[64,34],[64,36],[62,36],[62,34]],[[62.5,34.5],[62.5,35.5],[63.5,35.5],[63.5,34.5],[62.5,34.5]]],[[[62.8,34.8],[63.2,34.8],[63.2,35.2],[62.8,35.2],[62.8,34.8]]]]}'
    take_layer 'read 3 = imported 3 + rejected 0; repaired 1' in/rings.geojson
    says 'X2'
    # The island in the hole is inside, the hole is not.
    printf 'id,date,lat,lon\nin,2022-01-05,35,63\nhole,2022-01-05,34.6,62.6\nshell,2022-01-05,34.2,62.2\n' >in/points.csv
    run 0 "$chora" import af.chora in/points.csv
    "$chora" export af.chora areas --level district -o areas.csv >/dev/null
    grep -q '^X3,.*,2' areas.csv || { cat areas.csv; fail "not two points in the third area"; }
}

# Nothing, several kinds, heights: what is no area is counted, heights are dropped.
fault_31() {
    layer odd.geojson null '{"type":"Polygon","coordinates":[]}' '{"type":"Point","coordinates":[69,34]}' \
        '{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[69,34]},{"type":"Polygon","coordinates":[[[69,34],[70,34],[70,35],[69,35],[69,34]]]}]}' \
        "$(polygon '[[66,34,1800],[67,34,1800],[67,35,1800],[66,35,1800],[66,34,1800]]')"
    run 0 "$chora" import af.chora boundaries in/odd.geojson --level district --code code --name name
    says 'read 5 = imported'
    grep -q 'rejected 3' said || grep -q 'rejected 4' said || { cat said; fail "what is no area is not told"; }
    takes 'Area 5' "$chora" find af.chora 'Area 5' --level district
}

# Over the date line: the area is small, and does not hold what lies on the other side of the earth.
fault_32() {
    layer fiji.geojson "$(polygon '[[179,-17],[-179,-17],[-179,-16],[179,-16],[179,-17]]')"
    take_layer 'read 1 = imported 1' in/fiji.geojson
    needs sqlite3
    km2=$(sqlite3 af.chora "SELECT CAST(area_km2 AS INTEGER) FROM area WHERE code = 'X1'")
    [ "$km2" -gt 20000 ] && [ "$km2" -lt 30000 ] || fail "$km2 square kilometres"
    printf 'id,date,lat,lon\neast,2022-01-05,-16.5,-179.5\nwest,2022-01-05,-16.5,179.5\naway,2022-01-05,-16.5,30\n' >in/points.csv
    run 0 "$chora" import af.chora in/points.csv
    "$chora" export af.chora areas --level district -o areas.csv >/dev/null
    grep -q '^X1,.*,2' areas.csv || { cat areas.csv; fail "not two points in the area"; }
}

# A pole, and a projection that has none.
fault_33() {
    printf 'id,date,province,lat,lon\na,2022-01-05,Kabul,90,0\nb,2022-01-05,Kabul,-90,180\nc,2022-01-05,Kabul,34.53,69.17\n' >in/poles.csv
    run 0 "$chora" import af.chora in/poles.csv
    printf 'frame: {areas: AFG, projection: "EPSG:3857"}\nlayers: [symbols]\n' >in/web.yaml
    run 0 "$chora" map af.chora in/web.yaml -o out/a.svg
    ! grep -qiE 'nan|inf[" ,]|e\+' out/a.svg || fail "a coordinate that is none"
    layer cap.geojson "$(polygon '[[-180,80],[-90,80],[0,80],[90,80],[180,80],[180,90],[-180,90],[-180,80]]')"
    code=0
    timeout "${FAULT_SECONDS:-240}" "$chora" import af.chora boundaries in/cap.geojson --level district --code code --name name >said 2>&1 || code=$?
    [ "$code" -le 1 ] || { cat said; fail "ended with $code"; }
}

# A million vertices: a limit, told; a hundred thousand are drawn.
fault_34() {
    many() { perl -e 'my $n = $ARGV[0]; print "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"code\":\"M\",\"name\":\"Many\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[";
        for my $i (0 .. $n - 1) { my $a = 6.283185307 * $i / $n; my $r = 1 + 0.00001 * ($i % 2);
            printf "[%.7f,%.7f],", 68 + $r * cos $a, 34 + $r * sin $a } print "[69,34]]]}}]}"' "$1"; }
    many 100000 >in/many.geojson
    take_layer 'read 1 = imported 1' in/many.geojson
    printf 'frame: {areas: AFG}\nlayers:\n  - choropleth: {level: district}\n' >in/figure.yaml
    printf 'id,date,lat,lon\nin,2022-01-05,34,68\n' >in/points.csv
    run 0 "$chora" import af.chora in/points.csv
    takes '1 of 1 incident shown' "$chora" map af.chora in/figure.yaml -o out/a.svg
    [ "$(wc -c <out/a.svg)" -lt 3000000 ] || fail "every vertex is in the picture"
}

# Curves become lines; what is nested too deep is refused.
fault_35() {
    needs ogr2ogr
    printf 'code;name;WKT\nC;Curve;CURVEPOLYGON(CIRCULARSTRING(69 34, 70 35, 69 34))\n' >curve.csv
    ogr2ogr -f GPKG in/curve.gpkg curve.csv -oo GEOM_POSSIBLE_NAMES=WKT -oo KEEP_GEOM_COLUMNS=NO -a_srs EPSG:4326 -nln curve 2>/dev/null ||
        skip "no curves"
    take_layer 'read 1 = imported 1' in/curve.gpkg
    nested() { perl -e 'my $n = $ARGV[0]; print "{\"type\":\"GeometryCollection\",\"geometries\":[" x $n, "{\"type\":\"Point\",\"coordinates\":[69,34]}", "]}" x $n' "$1"; }
    for depth in 40 100000; do
        layer deep$depth.geojson "$(polygon "$square")" null
        perl -pi -e 'BEGIN { local @ARGV = ("nested"); $g = <> } s/"geometry":null/"geometry":$g/' in/deep$depth.geojson 2>/dev/null || true
        nested $depth >nested
        perl -e 'open F, "nested"; my $g = <F>; local $/; my $t = <STDIN>; $t =~ s/"geometry":null/"geometry":$g/; print $t' <in/deep$depth.geojson >deep
        mv deep in/deep$depth.geojson
        code=0
        timeout "${FAULT_SECONDS:-240}" "$chora" import af.chora boundaries in/deep$depth.geojson --level district --code code --name name >said 2>&1 || code=$?
        [ "$code" -le 1 ] || { cat said; fail "ended with $code"; }
        printable said
    done
}
