# Rows 36-49: other programs' files, and paths.

boundaries() { "$chora" import af.chora boundaries "$@" --level district --code code --name name; }
take_layer() { # take_layer TEXT FILE [OPTION...]
    text=$1
    shift
    takes "$text" "$chora" import af.chora boundaries "$@" --level district --code code --name name
}
refuse_layer() { # refuse_layer TEXT FILE [OPTION...]
    text=$1
    shift
    refuses "$text" "$chora" import af.chora boundaries "$@" --level district --code code --name name
}

# Two squares as GeoJSON, and as a shapefile or GeoPackage by another program.
squares() {
    echo '{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"X1","name":"Süd"},"geometry":{"type":"Polygon","coordinates":[[[69,34],[70,34],[70,35],[69,35],[69,34]]]}},
{"type":"Feature","properties":{"code":"X2","name":"Nord"},"geometry":{"type":"Polygon","coordinates":[[[69,35],[70,35],[70,36],[69,36],[69,35]]]}}]}' >squares.geojson
}
shapefile() {
    needs ogr2ogr
    squares
    rm -rf made
    mkdir made
    ogr2ogr -f 'ESRI Shapefile' made/squares.shp squares.geojson -lco ENCODING="${1:-UTF-8}"
}
geopackage() {
    needs ogr2ogr sqlite3
    squares
    ogr2ogr -f GPKG in/squares.gpkg squares.geojson
}
damage() { # damage FILE OFFSET HEX: bytes written over
    perl -e 'open F, "+<", $ARGV[0] or die; seek F, $ARGV[1], 0; print F pack "H*", $ARGV[2]' "$@"
}

# No coordinate system: asked for. A wrong one: coordinates that cannot be. A BOM before it: read.
fault_36() {
    shapefile
    cp made/squares.sh* made/squares.dbf made/squares.cpg in/
    refuse_layer 'states no coordinate system; say which with --crs' in/squares.shp
    take_layer 'read 2 = imported 2' in/squares.shp --crs EPSG:4326
    ogr2ogr -f 'ESRI Shapefile' made/utm.shp squares.geojson -t_srs EPSG:32642 -lco ENCODING=UTF-8
    for part in shp shx dbf cpg; do cp made/utm.$part in/; done
    cp made/squares.prj in/utm.prj
    refuse_layer 'does the layer state the wrong coordinate system?' in/utm.shp
    for part in shp shx dbf cpg; do cp made/squares.$part in/bom.$part; done
    { printf '\357\273\277'; cat made/squares.prj; } >in/bom.prj
    run 0 "$chora" import af.chora boundaries in/bom.shp --level district --code code --name name
}

# Without its table a shapefile has no columns, which must not pass for an empty one.
fault_37() {
    shapefile
    cp made/squares.shp made/squares.shx made/squares.prj in/
    refuse_layer '.dbf' in/squares.shp
}

# Without or with a wrong index.
fault_38() {
    shapefile
    cp made/* in/
    rm in/squares.shx
    refuse_layer '.shx' in/squares.shp
    cp made/squares.shx in/
    truncate -s 104 in/squares.shx
    refuse_layer 'squares.shp' in/squares.shp
}

# Cut or lying: the whole import fails, nothing is stored.
fault_39() {
    shapefile
    size=$(stat -c %s made/squares.shp)
    for cut in 50 100 150 $((size - 8)); do
        cp made/* in/
        truncate -s "$cut" in/squares.shp
        refuse_layer 'squares.shp' in/squares.shp
    done
    cp made/* in/
    truncate -s 100 in/squares.dbf
    refuse_layer 'squares' in/squares.shp
    # Parts, points, rows and widths that cannot be.
    for lie in 'shp 144 ffffff7f' 'shp 148 ffffff7f' 'shp 144 ffffffff' 'dbf 4 00943577' 'dbf 8 ffff' 'dbf 10 ffff' 'shx 104 7fffffff' 'shp 108 00000063'; do
        cp made/* in/
        # shellcheck disable=SC2086
        set -- $lie
        damage "in/squares.$1" "$2" "$3"
        sha256sum af.chora >sum
        code=0
        run_any "$chora" import af.chora boundaries in/squares.shp --level district --code code --name name
        [ "$code" = 1 ] || grep -q 'read 2 = imported 2\|rejected' said || { cat said; fail "$lie passes in silence"; }
        [ "$code" = 0 ] || sha256sum --quiet -c sum || fail "$lie changes the project"
    done
}

# The code page of the table: what it says, what is said, never a guess.
fault_40() {
    needs iconv
    shapefile CP1252
    cp made/* in/
    take_layer 'read 2 = imported 2' in/squares.shp
    takes 'Süd' "$chora" find af.chora Süd --level district
    rm in/squares.cpg
    damage in/squares.dbf 29 00
    run_any "$chora" import af.chora boundaries in/squares.shp --level district --code code --name name
    says 'UTF-8'
    take_layer 'read 2 = imported 2' in/squares.shp --encoding CP1252
    echo KLINGON >in/squares.cpg
    refuse_layer 'KLINGON' in/squares.shp
}

# A GeoPackage that would show other files, or does things by itself.
fault_41() {
    geopackage
    cp in/squares.gpkg good.gpkg
    echo secret,of,this,computer >secret.csv
    spoil() { cp good.gpkg "in/$1.gpkg"; sqlite3 "in/$1.gpkg" "$2"; }
    spoil text "PRAGMA writable_schema=ON; INSERT INTO sqlite_master VALUES('table','leak','leak',0,'CREATE VIRTUAL TABLE leak USING VirtualText(''$PWD/secret.csv'',UTF-8,0)')"
    refuse_layer 'virtual table' in/text.gpkg
    says_not secret
    spoil lying "PRAGMA writable_schema=ON; INSERT INTO sqlite_master VALUES('index','leak','squares',0,'CREATE /**/ VIRTUAL TABLE leak USING VirtualText(''$PWD/secret.csv'',UTF-8,0)')"
    refuse_layer 'lying.gpkg' in/lying.gpkg
    spoil shape "PRAGMA writable_schema=ON; INSERT INTO sqlite_master VALUES('table','leak','leak',0,'create virtual table leak using VirtualShape(''/x'',UTF-8,4326)')"
    refuse_layer 'shape.gpkg' in/shape.gpkg
    spoil fts "PRAGMA writable_schema=ON; INSERT INTO sqlite_master VALUES('table','leak','leak',0,'CREATE VIRTUAL TABLE \"leak\" USING fts3(a)')"
    refuse_layer 'virtual table' in/fts.gpkg
    # A spatial index whose name stands without quotes, as other programs than GDAL write it.
    spoil index "CREATE VIRTUAL TABLE rtree_more_geom USING rtree(id, minx, maxx, miny, maxy)"
    take_layer 'read 2 = imported 2' in/index.gpkg
    # A layer that is a query, plainly or behind a schema that lies.
    spoil view "ALTER TABLE squares RENAME TO kept; CREATE VIEW squares AS SELECT * FROM kept"
    refuse_layer '"squares" is a view' in/view.gpkg
    spoil hidden "ALTER TABLE squares RENAME TO kept; CREATE VIEW squares AS SELECT * FROM kept; PRAGMA writable_schema=ON; UPDATE sqlite_master SET type = 'table' WHERE name = 'squares'"
    refuse_layer 'hidden.gpkg' in/hidden.gpkg
    spoil endless "DROP TABLE squares; CREATE VIEW squares AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS fid, NULL AS geom, 'n' AS name, 'c' AS code FROM c"
    refuse_layer '"squares" is a view' in/endless.gpkg
    spoil contents "ALTER TABLE gpkg_contents RENAME TO kept; CREATE VIEW gpkg_contents AS SELECT * FROM kept"
    refuse_layer 'contents.gpkg' in/contents.gpkg
    # A trigger does nothing when a file is only read, and the file stays as it is.
    spoil trigger "CREATE TRIGGER own AFTER INSERT ON gpkg_contents BEGIN DELETE FROM gpkg_contents; END"
    take_layer 'read 2 = imported 2' in/trigger.gpkg
}

# Reading leaves the file, its times and its folder alone; a write-ahead log is not overlooked.
fault_42() {
    geopackage
    sqlite3 in/squares.gpkg 'PRAGMA journal_mode=WAL' >/dev/null
    chmod a-w in
    take_layer 'read 2 = imported 2' in/squares.gpkg
    chmod u+w in
    cp in/squares.gpkg-wal wal 2>/dev/null || echo "changes that wait" >wal
    cp wal in/squares.gpkg-wal
    [ -s in/squares.gpkg-wal ] || echo "changes that wait" >in/squares.gpkg-wal
    refuse_layer 'changes wait in squares.gpkg-wal' in/squares.gpkg
}

# Pages that were damaged.
fault_43() {
    geopackage
    perl -e 'open F, "+<", "in/squares.gpkg" or die; srand 7; my $size = -s F;
        for (1 .. 400) { seek F, 4096 + int rand($size - 4096), 0; print F chr int rand 256 }'
    refuse_layer 'squares.gpkg' in/squares.gpkg
    truncate -s 6000 in/squares.gpkg
    refuse_layer 'squares.gpkg' in/squares.gpkg
    cp af.chora in/bad.chora
    perl -e 'open F, "+<", "in/bad.chora" or die; srand 7; my $size = -s F;
        for (1 .. 4000) { seek F, 4096 + int rand($size - 4096), 0; print F chr int rand 256 }'
    printf 'id,date,province\na,2022-01-05,Kabul\n' >in/a.csv
    run 1 "$chora" import in/bad.chora in/a.csv
    says 'damaged'
}

# workbook NAME: an XLSX of the parts in the folder book/.
workbook() {
    needs zip
    (cd book && zip -qr -X "../in/$1" .)
}
book() { # book SHEET-XML [SHARED-STRINGS-XML] [WORKBOOK-ATTRIBUTES]
    rm -rf book
    mkdir -p book/_rels book/xl/_rels book/xl/worksheets
    main=http://schemas.openxmlformats.org/spreadsheetml/2006/main
    office=http://schemas.openxmlformats.org/officeDocument/2006/relationships
    package=http://schemas.openxmlformats.org/package/2006
    echo "<?xml version=\"1.0\"?><Types xmlns=\"$package/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>" >'book/[Content_Types].xml'
    echo "<?xml version=\"1.0\"?><Relationships xmlns=\"$package/relationships\"><Relationship Id=\"r1\" Type=\"$office/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>" >book/_rels/.rels
    echo "<?xml version=\"1.0\"?><workbook xmlns=\"$main\" xmlns:r=\"$office\">${3:-}<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>" >book/xl/workbook.xml
    echo "<?xml version=\"1.0\"?><Relationships xmlns=\"$package/relationships\"><Relationship Id=\"r1\" Type=\"$office/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"$office/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>" >book/xl/_rels/workbook.xml.rels
    echo "<?xml version=\"1.0\"?><worksheet xmlns=\"$main\">$1</worksheet>" >book/xl/worksheets/sheet1.xml
    echo "<?xml version=\"1.0\"?><sst xmlns=\"$main\">${2:-}</sst>" >book/xl/sharedStrings.xml
}
text_row() { # text_row NUMBER CELL...: cells given as they are
    printf '<row r="%d">' "$1"
    shift
    for cell; do printf '<c t="inlineStr"><is><t>%s</t></is></c>' "$cell"; done
    printf '</row>'
}

# Workbooks that unpack to gigabytes; hidden rows, formulas, errors; the calendar of 1904.
fault_44() {
    needs zip
    # One long text that ten thousand cells share: small in the file, huge when handed on.
    long=$(perl -e 'print "x" x 200000')
    book "<sheetData>$(perl -e 'print "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\" t=\"s\"><v>2</v></c></row>";
        print "<row r=\"$_\"><c r=\"A$_\" t=\"s\"><v>0</v></c><c r=\"B$_\" t=\"s\"><v>0</v></c></row>" for 2 .. 20000')</sheetData>" \
        "<si><t>$long</t></si><si><t>date</t></si><si><t>province</t></si>"
    workbook shared.xlsx
    refuses_import 'shared.xlsx holds more than 512 MiB of text' in/shared.xlsx
    # A part of nothing but zeros.
    book "<sheetData>$(text_row 1 date province)</sheetData>"
    head -c 260000000 /dev/zero >book/xl/zeros.xml
    workbook zeros.xlsx
    rm -rf book
    refuses_import 'which no honest table does' in/zeros.xlsx
    # Values of formulas are taken, errors are no numbers, the first sheet's hidden row is told.
    book "<sheetData>$(text_row 1 id date province killed)<row r=\"2\"><c t=\"inlineStr\"><is><t>a</t></is></c><c t=\"inlineStr\"><is><t>2022-01-05</t></is></c><c t=\"inlineStr\"><is><t>Kabul</t></is></c><c><f>1+2</f><v>3</v></c></row><row r=\"3\"><c t=\"inlineStr\"><is><t>b</t></is></c><c t=\"inlineStr\"><is><t>2022-01-06</t></is></c><c t=\"inlineStr\"><is><t>Kabul</t></is></c><c t=\"e\"><v>#DIV/0!</v></c></row></sheetData>"
    workbook cells.xlsx
    run 0 "$chora" import af.chora in/cells.xlsx --rejects rejects.csv
    says 'read 2 = new'
    [ "$(stored killed | head -n 1)" = 3 ] || { cat stored.csv; fail "the value of a formula is lost"; }
    grep -q DIV stored.csv && fail "an error is a value"
    book "<sheetData>$(text_row 1 id date province)$(text_row 2 a 2022-01-05 Kabul)<row r=\"3\" hidden=\"1\"><c t=\"inlineStr\"><is><t>b</t></is></c><c t=\"inlineStr\"><is><t>2022-01-06</t></is></c><c t=\"inlineStr\"><is><t>Herat</t></is></c></row></sheetData>"
    workbook hidden.xlsx
    run 0 "$chora" import af.chora in/hidden.xlsx
    says '1 hidden row'
    book "<sheetData>$(text_row 1 id date province)$(text_row 2 a 2022-01-05 Kabul)</sheetData>" '' '<workbookPr date1904="1"/>'
    workbook epoch.xlsx
    refuses_import '1904' in/epoch.xlsx
}

# two_sheets STATE: a workbook of two sheets, the first in that state; title rows stand above the second's header.
two_sheets() {
    book "<sheetData>$(text_row 1 id date province)$(text_row 2 old 2022-01-05 Kabul)</sheetData>"
    perl -pi -e 's{<sheet name="S"}{<sheet name="Old &amp; gone" state="'"$1"'"}; s{</sheets>}{<sheet name="New" sheetId="2" r:id="r9"/></sheets>}' book/xl/workbook.xml
    perl -pi -e 's{</Relationships>}{<Relationship Id="r9" Type="'$office'/worksheet" Target="worksheets/sheet2.xml"/></Relationships>}' book/xl/_rels/workbook.xml.rels
    perl -pi -e 's{</Types>}{<Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>}' 'book/[Content_Types].xml'
    echo "<?xml version=\"1.0\"?><worksheet xmlns=\"$main\"><sheetData>$(text_row 1 'Incidents of the year')$(text_row 2 'Source: own')$(text_row 5 id date province)$(text_row 6 n1 2022-01-05 Kabul)$(text_row 8 n2 2022-01-06 Herat)$(text_row 9 Total '' '')</sheetData></worksheet>" >book/xl/worksheets/sheet2.xml
}

# A hidden sheet is not the one that is read, and is told; titles above a header are no header.
fault_82() {
    needs zip perl
    for state in hidden veryHidden; do
        two_sheets $state
        workbook $state.xlsx
        takes_rows '3 = new 2 + unchanged 0 + updated 0 + conflict 0 + rejected 1' in/$state.xlsx --rejects rejects.csv
        says 'sheet "New", hidden sheet "Old & gone" not read'
        says 'the header stands in row 5'
        rejected 9 'adds up other rows'
    done
    takes_rows '1 = new 1' in/hidden.xlsx --sheet 'Old & gone' --dataset old
    says 'sheet "Old & gone", which is hidden'
    printf 'chora-columns: 1\nheader_row: 5\ncolumns: {id: id, date: date, area: province}\n' >in/columns.yaml
    takes_rows '3 = new 2' in/hidden.xlsx --columns in/columns.yaml --dataset stated --rejects rejects.csv
    printf 'chora-columns: 1\nheader_row: 4\ncolumns: {id: id, date: date, area: province}\n' >in/columns.yaml
    refuses_import 'header_row: row 4 of the sheet holds nothing' in/hidden.xlsx --columns in/columns.yaml --dataset other
    # A cell that is too long is told, and not taken for damage.
    printf '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"%s","name":"n"},"geometry":{"type":"Polygon","coordinates":[[[69,34],[70,34],[70,35],[69,34]]]}}]}' "$(perl -e 'print "x" x 1048577')" >in/long.geojson
    refuse_layer 'a cell is longer than 1 MiB' in/long.geojson
}

# JSON that is none, and an object that is larger than a reader takes, in words without settings.
fault_45() {
    one='{"type":"Feature","properties":{"code":"X1","name":"A"},"geometry":{"type":"Polygon","coordinates":[[[69,34],[70,34],[70,35],[69,34]]]}}'
    printf '{"type":"FeatureCollection","features":[%s]} trailing' "$one" >in/trailing.geojson
    printf '{"type":"FeatureCollection","features":[%s' "$one" >in/cut.geojson
    printf '{"type":"FeatureCollection","features":[%s]}' "$(echo "$one" | sed 's/70,34/70,NaN/')" >in/nan.geojson
    printf '{"type":"FeatureCollection","features":[%s]}' "$(echo "$one" | sed 's/70,34/70,1e999/')" >in/huge.geojson
    printf '{"type":"FeatureCollection","features":[%s,]}' "$one" >in/comma.geojson
    perl -e 'print "[" x 100000' >in/deep.geojson
    printf '{"type":"FeatureCollection"}' >in/empty.geojson
    printf '{"a":' >in/torn.geojson
    for name in trailing cut nan huge comma deep empty torn; do
        refuse_layer "$name.geojson" in/$name.geojson
        says_not _
    done
    large() { perl -e 'print "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"code\":\"X1\",\"name\":\"A\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[", "[69,34],[70,34],[70,35]," x $ARGV[0], "[69,34]]]}}]}"' "$1"; }
    large 3500000 >in/large.geojson
    refuse_layer 'one of its objects is larger than 64 MB; simplify or split it' in/large.geojson
    rm in/large.geojson
    needs iconv
    printf '{"type":"FeatureCollection","features":[%s]}' "$one" | iconv -t UTF-16 >in/wide.geojson
    refuse_layer 'wide.geojson' in/wide.geojson
}

# Entities in KML: neither a bomb nor a way to other files.
fault_46() {
    echo secret-of-this-computer >secret
    kml() { printf '<?xml version="1.0"?><!DOCTYPE kml [%s]><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>%s</name><Point><coordinates>69,34</coordinates></Point></Placemark></Document></kml>' "$1" "$2"; }
    kml "<!ENTITY x SYSTEM \"file://$PWD/secret\">" '&x;' >in/outside.kml
    run_any "$chora" import af.chora boundaries in/outside.kml --level district --code Name --name Name
    [ "$code" = 1 ] || fail "taken"
    says_not secret-of
    kml "$(perl -e 'print "<!ENTITY a0 \"ha\">"; print "<!ENTITY a$_ \"", ("&a" . ($_ - 1) . ";") x 10, "\">" for 1 .. 12')" '&a12;' >in/laughs.kml
    run_any "$chora" import af.chora boundaries in/laughs.kml --level district --code Name --name Name
    [ "$code" = 1 ] || fail "taken"
    # In a workbook they would be read as nothing, without a word.
    command -v zip >/dev/null && command -v unzip >/dev/null || return 0
    printf 'id,date,province\na,2022-01-05,Kabul\n' >a.csv
    import a.csv >/dev/null 2>&1 || fail "the import"
    "$chora" export af.chora areas -o in/book.xlsx >/dev/null 2>&1 || fail "no workbook"
    mkdir book && (cd book && unzip -q ../in/book.xlsx && perl -i -pe 's/<worksheet/<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:\/\/\/etc\/passwd">]><worksheet/' xl/worksheets/sheet1.xml && zip -q -r -X ../in/entities.xlsx .)
    refuses_import 'entities.xlsx declares XML entities (DOCTYPE)' in/entities.xlsx
}

# A database server: Chora names no such driver, so nothing is asked of one.
fault_47() {
    refuses_import 'there is no such file' 'PG:host=localhost user=x'
    refuses_import 'there is no such file' 'postgresql://x:secret@localhost/x'
}

# Only regular files are read; a link to one is followed.
fault_48() {
    printf 'id,date,province\na,2022-01-05,Kabul\n' >in/a.csv
    mkdir in/folder.csv
    mkfifo in/pipe.csv
    ln -s /dev/zero in/zero.csv
    ln -s a.csv in/link.csv
    ln -s nowhere.csv in/loose.csv
    perl -MSocket -e 'socket S, AF_UNIX, SOCK_STREAM, 0; bind S, sockaddr_un("in/socket.csv") or die'
    for name in folder pipe zero loose socket; do
        refuses_import "$name.csv" in/$name.csv
    done
    refuses_import 'zero' /dev/zero
    takes_rows '1 = new 1' in/link.csv
    for name in pipe zero; do
        refuses "$name" "$chora" map "in/$name.csv" -o out/a.svg
        refuses "$name" "$chora" map af.chora "in/$name.csv" -o out/a.svg
        refuses "$name" "$chora" import af.chora in/a.csv --columns "in/$name.csv"
    done
    ln -s ../in/pipe.csv in/pipe.chora
    run_any "$chora" check in/pipe.chora
    [ "$code" = 1 ] || fail "a pipe is a project"
}

# Names that look like something else are names.
fault_49() {
    odd() { printf 'id,date,province\na,2022-01-05,Kabul\n' >"$1"; }
    for name in 'in/with space.csv' "in/new
line.csv" "in/$(printf 'latin\351.csv')" 'in/a?b#c%.csv' "in/it's.csv" 'in/"quoted".csv' 'in/-dash.csv'; do
        odd "$name"
        takes_rows '1 = new 1' "$name" --dataset "d$(echo "$name" | cksum | cut -d' ' -f1)"
    done
    cd in
    odd file:memory.csv
    odd ./-o.csv
    ln -s ../af.chora af.chora
    for name in file:memory.csv ./-o.csv; do
        "$chora" import af.chora "$name" --dataset "x$(echo "$name" | cksum | cut -d' ' -f1)" >../said 2>&1 || { cat ../said; fail "$name"; }
    done
    cp ../af.chora 'file:p?mode=memory&x=.chora'
    "$chora" check 'file:p?mode=memory&x=.chora' >../said 2>&1 || [ $? = 3 ] || { cat ../said; fail "a project called file:"; }
    cd ..
    for name in /vsizip/in/a.zip /vsicurl/http://127.0.0.1/a.geojson http://127.0.0.1/a.geojson '{"type":"Point","coordinates":[1,2]}' ':memory:'; do
        refuses 'chora: ' "$chora" import af.chora boundaries "$name" --level district
    done
    geopackage
    mv in/squares.gpkg 'in/GPKG:squares.gpkg'
    take_layer 'read 2 = imported 2' 'in/GPKG:squares.gpkg'
}
