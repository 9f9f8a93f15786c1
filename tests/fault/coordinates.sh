# Rows 22-27: longitude and latitude.

points() { { echo id,date,province,lat,lon; cat; } >"in/${1:-points.csv}"; }

# What is no number of degrees is rejected before any library computes with it.
fault_22() {
    : >lines
    for pair in nan,69 NaN,69 inf,69 -Infinity,69 1e400,69 0x22,69 '34.5 N,69' '34°31′N,69' '1_0,69' '34.5.1,69' '--3,69' '34,1e999'; do
        echo "p$(wc -l <lines),2022-01-05,Kabul,$pair" >>lines
    done
    points <lines
    echo "good,2022-01-05,Kabul,," >>in/points.csv
    takes_rows '13 = new 1 + unchanged 0 + updated 0 + conflict 0 + rejected 12' in/points.csv --rejects rejects.csv
    # "nan" is a spreadsheet's word for an empty cell, but one coordinate alone is no point.
    rejected 2 'longitude'
    for line in 4 5 6 7 8 9 10 11 12 13; do
        rejected $line 'is no number'
    done
    [ "$(stored longitude latitude | sort -u)" = , ] || fail "a coordinate came of it"
}

# Beyond the poles: rejected, with what it looks like.
fault_23() {
    printf 'a,2022-01-05,Kabul,91,69\nb,2022-01-05,Kabul,34,181\nc,2022-01-05,Kabul,90.0001,69\nd,2022-01-05,Kabul,134.5,69\n' | points
    run 0 "$chora" import af.chora in/points.csv --rejects rejects.csv
    says 'rejected 4'
    rejected 2 'beyond 90'
    rejected 3 'beyond 180'
    rejected 5 'swapped?'
}

# Exchanged, and both legal: told, never exchanged by itself.
fault_24() {
    printf 'a,2022-01-05,Kabul,69.2,34.5\n' | points
    takes_rows '1 = new 1' in/points.csv
    run 0 "$chora" check af.chora
    says 'with latitude and longitude exchanged it would lie in Kabul'
    needs sqlite3
    [ "$(sqlite3 af.chora 'SELECT lat, lon FROM incident')" = '69.2|34.5' ] || fail "exchanged by itself"
}

# The point where there is nothing, and many rows on one point.
fault_25() {
    { printf 'z,2022-01-05,Kabul,0,0\ny,2022-01-05,Kabul,34.5,0\ne,2022-01-05,Kabul,34.5,34.5\n'
        for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do echo "p$i,2022-01-$((i + 5)),Herat,34.1234,62.1234"; done
    } | points
    takes_rows '23 = new 23' in/points.csv
    run 0 "$chora" check af.chora
    says 'points'
    [ "$(stored longitude latitude | sort -u | tr '\n' ' ')" = ', 62.1234,34.1234 ' ] || { cat stored.csv; fail "placed by 0, 0"; }
    takes '23 of 23 incidents shown' "$chora" map af.chora -o out/a.svg
}

# Metres where degrees should be.
fault_26() {
    printf 'a,2022-01-05,Kabul,3820000,515000\n' | points
    run 0 "$chora" import af.chora in/points.csv --rejects rejects.csv
    rejected 2 'coordinates must be degrees, not metres'
    needs ogr2ogr
    printf '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"x","name":"X"},"geometry":{"type":"Polygon","coordinates":[[[500000,3800000],[600000,3800000],[600000,3900000],[500000,3800000]]]}}]}' >in/metres.geojson
    refuses 'are no longitude and latitude' "$chora" import af.chora boundaries in/metres.geojson --level district --code code --name name
}

# The point lies in another province than the words say.
fault_27() {
    printf 'a,2022-01-05,Balkh,34.53,69.17\n' | points
    takes_rows '1 = new 1' in/points.csv
    run 0 "$chora" check af.chora
    says 'says Balkh, but the point lies in Kabul (243 km from Balkh)'
}
