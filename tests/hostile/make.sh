#!/bin/sh
# Makes the project's own hostile files: small to keep, or larger than what one would keep.
# usage: make.sh FOLDER
set -eu
mkdir -p "$1"
cd "$1"

# ---- text
printf '\377\376i\0d\0,\0d\0a\0t\0e\0\n\0\330\1\0' >torn-utf16.csv
printf 'id,date,province\n"a,2022-01-05,Kabul\n' >open-quote.csv
printf 'id,date,province\na"b"c,2022-01-05,Kabul\n"a"b,2022-01-05,Kabul\n' >stray-quote.csv
printf 'id;date,province|x\n1;2,3|4\n' >delimiters.csv
printf '\n\n\n,,,\n' >only-commas.csv
printf '\357\273\277' >only-mark.csv
printf 'sep=;\n' >only-separator.csv
head -c 3000000 /dev/zero | tr '\0' '"' >quotes.csv
head -c 20000000 /dev/zero | tr '\0' 'x' >one-line.csv
{ printf 'id,date,province\n'; head -c 3000000 /dev/zero | tr '\0' '\n'; } >blank-lines.csv
perl -e 'print join(",", map { "c$_" } 1 .. 200000), "\n"' >columns.csv
perl -e 'print "id,date,province,place\n"; print "$_,2022-01-05,", "Kabul " x 3000, ",", "\xD8\xA7" x 4000, "\n" for 1 .. 50' >long-names.csv
perl -e 'print "id,date,province\n"; print "$_,2022-01-05,", join(" / ", ("Kabul, Herat and Balkh") x 60), "\n" for 1 .. 200' >many-places.csv
perl -e 'binmode STDOUT, ":utf8"; print "id,date,province,place\n"; print "$_,2022-01-05,Ka\x{300}" . "\x{301}" x 5000 . "bul,\x{202e}x\x{2066}\n" for 1 .. 20' >marks.csv
perl -e 'print "id,date,province\n"; srand 5; print join(",", map { join "", map { chr int rand 256 } 1 .. 20 } 1 .. 3), "\n" for 1 .. 2000' >noise.csv
printf 'Title\n\n,,,\nid,date,province\n"never closed,2022-01-05,Kabul\n' >preamble-quote.csv
perl -e 'print "x\n" x 30, "id,date,province\n1,2022-01-05,Kabul\n"' >long-preamble.csv
printf 'id,date,province\na,2022-01-05,Kabul\n' | perl -pe 's/(.)/\0\0\0$1/sg' >utf32.csv
printf 'id,date,province\n\355\240\200,2022-01-05,Kabul\n' >surrogate.csv
printf 'id,date,province,killed\n=cmd|x,2022-01-05,@SUM(1),+1\n' >formula.csv

# ---- YAML
perl -e 'print "a0: &a0 [x, x]\n"; print "a$_: &a$_ [", join(", ", ("*a" . ($_ - 1)) x 9), "]\n" for 1 .. 12; print "layers: *a12\n"' >laughs.yaml
perl -e 'print "layers: ", "[" x 20000' >deep.yaml
perl -e 'print "a: " . "{b: " x 5000 . "1" . "}" x 5000' >deep-map.yaml
printf 'title: !!python/object:os.system [x]\nlayers: [symbols]\n' >tag.yaml
printf '&a [*a]\n' >itself.yaml
printf 'layers: [symbols]\nframe: {areas: [AFG, *x]}\n' >no-anchor.yaml
printf '%%YAML 9.9\n---\nlayers: [symbols]\n' >version.yaml
printf 'layers: [symbols]\n---\nlayers: [symbols]\n' >two-documents.yaml
printf 'layers: [symbols]\ntitle: "\\0\\x1b[31m\\u202e"\n' >controls.yaml
perl -e 'print "layers: [symbols]\ntitle: \"", "x" x 2000000, "\"\n"' >long-title.yaml
printf 'layers:\n  - choropleth: {classes: {method: fixed, breaks: [1e308, -1e308, nan, .inf, 1]}}\n' >breaks.yaml
printf 'page: {width: 1e300mm, height: -0mm}\nlayers: [symbols]\n' >page.yaml
printf 'data: {where: "%s"}\nlayers: [symbols]\n' "$(perl -e 'print "(" x 5000, "killed > 0", ")" x 5000')" >deep-filter.yaml
printf 'data: {where: "killed > 0; DROP TABLE incident"}\nlayers: [symbols]\n' >inject.yaml
printf 'frame: {areas: AFG, projection: "+proj=pipeline +step +proj=unitconvert +step +init=/etc/passwd:x"}\nlayers: [symbols]\n' >projection.yaml
printf 'style: ../../../../etc/passwd\nlayers: [symbols]\n' >style.yaml
head -c 100000 /dev/zero >zeros.yaml

# ---- JSON
perl -e 'print "[" x 300000' >deep.geojson
perl -e 'print "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"a\":" . "[" x 20000 . "]" x 20000 . "},\"geometry\":null}]}"' >deep-property.geojson
area='{"type":"Polygon","coordinates":[[[69,34],[70,34],[70,35],[69,34]]]}'
feature() { printf '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"X","name":"N"},"geometry":%s}]}' "$1"; }
feature '{"type":"Polygon","coordinates":[[[1e308,34],[-1e308,34],[70,35],[1e308,34]]]}' >huge.geojson
feature '{"type":"Polygon","coordinates":[[["a","b"],[null],[],{}]]}' >words.geojson
feature '{"type":"Polygon","coordinates":[]}' >nothing.geojson
feature '{"type":"Polygon","coordinates":[[[69,34]]]}' >one-point.geojson
feature '{"type":"Circle","coordinates":[69,34],"radius":1e9}' >circle.geojson
feature "$area,\"geometry\":null,\"type\":\"Point\"" >twice.geojson
feature "$(perl -e 'print "{\"type\":\"GeometryCollection\",\"geometries\":[" x 3000, "]}" x 3000')" >nested.geojson
feature "$(perl -e 'srand 3; print "{\"type\":\"Polygon\",\"coordinates\":[[", join(",", map { sprintf "[%f,%f]", 60 + rand 15, 29 + rand 9 } 1 .. 3000), "]]}"')" >scribble.geojson
printf '{"type":"FeatureCollection","crs":{"type":"link","properties":{"href":"http://127.0.0.1:9/"}},"features":[{"type":"Feature","properties":{},"geometry":%s}]}' "$area" >crs-link.geojson
printf '{"type":"Topology","objects":{"a":{"type":"Polygon","arcs":[[999999999]]}},"arcs":[]}' >arcs.topojson
printf '{"type":"Topology","transform":{"scale":[1e300,1e300],"translate":[0,0]},"objects":{"a":{"type":"Polygon","arcs":[[0]]}},"arcs":[[[1,1],[1e300,1],[1,1]]]}' >scale.topojson
printf '\0\0\0\0' >zeros.geojson

# ---- KML
kml() { printf '<?xml version="1.0"?><!DOCTYPE kml [%s]><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>%s</name><Point><coordinates>69,34</coordinates></Point></Placemark></Document></kml>' "$1" "$2"; }
kml "$(perl -e 'print "<!ENTITY a0 \"ha\">"; print "<!ENTITY a$_ \"", ("&a" . ($_ - 1) . ";") x 10, "\">" for 1 .. 12')" '&a12;' >laughs.kml
kml '<!ENTITY x SYSTEM "file:///etc/passwd">' '&x;' >outside.kml
perl -e 'print "<kml xmlns=\"http://www.opengis.net/kml/2.2\">", "<Folder>" x 100000' >deep.kml

# ---- shapefiles: headers that lie
shape() { # shape NAME RECORD-BYTES-HEX: a polygon file with one record
    perl -e 'my ($name, $hex) = @ARGV; my $content = pack "H*", $hex; my $words = length($content) / 2;
        my $head = sub { pack("N7", 9994, 0, 0, 0, 0, 0, $_[0]) . pack("V2 d<8", 1000, 5, 69, 34, 70, 35, 0, 0, 0, 0) };
        open F, ">:raw", "$name.shp"; print F $head->(50 + 4 + $words), pack("N2", 1, $words), $content; close F;
        open F, ">:raw", "$name.shx"; print F $head->(54), pack("N2", 50, $words); close F;
        open F, ">:raw", "$name.dbf"; print F pack("C4 V v v x17 C x2", 3, 122, 1, 1, 1, 65, 11, 0), pack("a11 a1 x4 C C x14", "name", "C", 10, 0), "\r", " ", "X" x 10, "\x1a"; close F;
        open F, ">", "$name.prj"; print F q(GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]); close F' "$@"
}
box=0000000000405140000000000000414000000000008051400000000000804140
shape parts "05000000${box}ffffff7f0400000000000000"
shape points "05000000${box}01000000ffffff7f00000000"
shape negative "05000000${box}ffffffffffffffff00000000"
shape offsets "05000000${box}0200000004000000ffffff7f00000080$(perl -e 'print unpack("H*", pack("d<8", 69, 34, 70, 34, 70, 35, 69, 34))')"
shape numbers "05000000${box}010000000400000000000000$(perl -e 'print unpack("H*", pack("d<4", 69, 34, 9**9**9, -sin 9**9**9)), unpack("H*", pack("d<4", 1e308, 35, 69, 34))')"
shape kind "ff000000${box}"

# ---- templates of reports
front() { printf -- '---\ntitle: T\n---\n'; }
{ front; perl -e 'print "{{ for i in incidents }}" x 40, "x", "{{ end }}" x 40, "\n"'; } >loops.md
{ front; perl -e 'print "{{ if incidents }}" x 3000, "x", "{{ end }}" x 3000, "\n"'; } >conditions.md
{ front; perl -e 'print "> " x 3000, "x\n\n", "* " x 3000, "y\n\n", "[" x 20000, "](" x 20000, "\n"'; } >deep.md
{ front; printf '![a](/etc/passwd)\n\n![b](../../../../etc/passwd)\n\n![c](/dev/zero)\n\n![d](http://127.0.0.1:9/x.png)\n'; } >pictures.md
{ front; printf '{{ figure ../../../../etc/passwd }}\n\n{{ table nothing }}\n'; } >figures.md
{ front; printf '{{ incidents.count + }}\n{{ }}\n{{ end }}\n{{ for }}\n'; } >torn.md
{ front; perl -e 'print "|", " a |" x 500, "\n|", " - |" x 500, "\n|", " b |" x 500, "\n"'; } >wide-table.md
{ front; perl -e 'print "x" x 900000, "\n"'; } >long-word.md
printf -- '---\ntitle: "\\0\\x1b[31m\\u202e"\nwhere: "1) OR (1=1"\n---\n<script>alert(1)</script>\n\n[x](https://ex.org/a\\)\\(b)\n' >markup.md
printf 'no front matter \377\376\n' >bytes.md

# ---- outputs whose notes lie
printf 'chora-made:data=00;period=%%zz;where=%%27;profile=..%%2F..%%2Fetc%%2Fpasswd' >note.svg
perl -e 'print "chora-made:data=00;where=", "(" x 50000' >long-note.png
perl -e 'print "00630068006F00720061002D006D006100640065003A" x 3000' >notes.pdf

# ---- archives and workbooks
if command -v zip >/dev/null; then
    rm -f ./*.zip ./*.xlsx ./*.ods
    mkdir -p parts/xl/worksheets parts/xl/_rels parts/_rels
    head -c 300000000 /dev/zero >parts/a.csv
    (cd parts && zip -q -X ../bomb.zip a.csv)
    printf 'id,date,province\na,2022-01-05,Kabul\n' >parts/a.csv
    (cd parts/xl && zip -q -X ../../climbing.zip ../a.csv)
    (cd parts && for i in 1 2 3; do cp a.csv "$i.csv"; done && zip -q -X ../several.zip 1.csv 2.csv 3.csv && zip -q -X inner.zip a.csv && zip -q -X ../nested.zip inner.zip)
    head -c 60 bomb.zip >cut.zip
    perl -e 'open F, "several.zip"; local $/; $_ = <F>; s/PK\x01\x02/PK\x01\x03/g; print' >directory.zip
    # One text of 30,000 letters, which two million cells would share.
    main=http://schemas.openxmlformats.org/spreadsheetml/2006/main office=http://schemas.openxmlformats.org/officeDocument/2006/relationships package=http://schemas.openxmlformats.org/package/2006
    sheet=application/vnd.openxmlformats-officedocument.spreadsheetml
    printf '<Types xmlns="%s/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="%s.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="%s.worksheet+xml"/></Types>' $package $sheet $sheet >'parts/[Content_Types].xml'
    printf '<Relationships xmlns="%s/relationships"><Relationship Id="r1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>' $package $office >parts/_rels/.rels
    printf '<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>' $main $office >parts/xl/workbook.xml
    printf '<Relationships xmlns="%s/relationships"><Relationship Id="r1" Type="%s/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="%s/sharedStrings" Target="sharedStrings.xml"/></Relationships>' $package $office $office >parts/xl/_rels/workbook.xml.rels
    perl -e 'print "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>", "x" x 30000, "</t></si><si><t>date</t></si><si><t>province</t></si></sst>"' >parts/xl/sharedStrings.xml
    perl -e 'print "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\" t=\"s\"><v>2</v></c></row>";
        print "<row r=\"$_\">", "<c t=\"s\"><v>0</v></c>" x 20, "</row>" for 2 .. 60000; print "</sheetData></worksheet>"' >parts/xl/worksheets/sheet1.xml
    (cd parts && zip -q -r -X -D ../shared-strings.xlsx '[Content_Types].xml' _rels xl)
    perl -e 'print "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\" t=\"s\"><v>99999999</v></c></row><row r=\"-5\"><c r=\"A\"><v>nan</v></c></row></sheetData></worksheet>"' >parts/xl/worksheets/sheet1.xml
    (cd parts && zip -q -r -X -D ../far-cells.xlsx '[Content_Types].xml' _rels xl)
    perl -e 'print "<!DOCTYPE x [<!ENTITY a \"", "x" x 10000, "\">]><worksheet><sheetData>", "&a;" x 10000, "</sheetData></worksheet>"' >parts/xl/worksheets/sheet1.xml
    (cd parts && zip -q -r -X -D ../entities.xlsx '[Content_Types].xml' _rels xl)
    rm -rf parts
    # Cells and rows that say they are repeated.
    mkdir -p parts/META-INF
    printf 'application/vnd.oasis.opendocument.spreadsheet' >parts/mimetype
    ods=urn:oasis:names:tc:opendocument:xmlns
    printf '<manifest:manifest xmlns:manifest="%s:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>' $ods >parts/META-INF/manifest.xml
    sheet() { # sheet COLUMNS ROWS TEXT
        printf '<office:document-content xmlns:office="%s:office:1.0" xmlns:table="%s:table:1.0" xmlns:text="%s:text:1.0" office:version="1.2"><office:body><office:spreadsheet><table:table table:name="S"><table:table-row><table:table-cell office:value-type="string"><text:p>date</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>province</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="%s"><table:table-cell office:value-type="string" table:number-columns-repeated="%s"><text:p>%s</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>' $ods $ods $ods "$2" "$1" "$3" >parts/content.xml
    }
    sheet 2 1048576 "$(perl -e 'print "x" x 20000')"
    (cd parts && zip -q -X -0 ../rows.ods mimetype && zip -q -r -X -D ../rows.ods META-INF content.xml)
    sheet 16384 1000000 x
    (cd parts && zip -q -X -0 ../columns.ods mimetype && zip -q -r -X -D ../columns.ods META-INF content.xml)
    sheet 2147483647 -1 x
    (cd parts && zip -q -X -0 ../wrapped.ods mimetype && zip -q -r -X -D ../wrapped.ods META-INF content.xml)
    rm -rf parts
fi

# ---- databases
if command -v sqlite3 >/dev/null; then
    rm -f ./*.gpkg ./*.chora
    for name in views.chora vtab.chora empty.chora; do
        sqlite3 $name 'PRAGMA application_id=0x43484f52; PRAGMA user_version=1; CREATE TABLE incident(id INTEGER PRIMARY KEY, key TEXT)'
    done
    sqlite3 views.chora "CREATE TABLE meta(key, value); CREATE TRIGGER t AFTER INSERT ON meta BEGIN DELETE FROM incident; END; CREATE VIEW dataset AS SELECT 1"
    sqlite3 vtab.chora "PRAGMA writable_schema=ON; INSERT INTO sqlite_master VALUES('table','x','x',0,'CREATE VIRTUAL TABLE x USING VirtualText(''/etc/passwd'',UTF-8,0)')"
    sqlite3 counts.gpkg "PRAGMA application_id=0x47504b47; PRAGMA user_version=10300;
        CREATE TABLE gpkg_spatial_ref_sys(srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
        INSERT INTO gpkg_spatial_ref_sys VALUES('WGS 84',4326,'EPSG',4326,'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]','');
        CREATE TABLE gpkg_contents(table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT, description TEXT, last_change DATETIME NOT NULL DEFAULT '2020-01-01T00:00:00Z', min_x, min_y, max_x, max_y, srs_id INTEGER);
        CREATE TABLE gpkg_geometry_columns(table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL);
        CREATE TABLE a(fid INTEGER PRIMARY KEY, geom BLOB, name TEXT, code TEXT);
        INSERT INTO gpkg_contents(table_name, data_type, srs_id) VALUES('a','features',4326);
        INSERT INTO gpkg_geometry_columns VALUES('a','geom','GEOMETRY',4326,0,0);
        INSERT INTO a VALUES(1, x'4750000100000000' || x'0103000000ffffff7f', 'rings', 'A');
        INSERT INTO a VALUES(2, x'4750000100000000' || x'010300000001000000ffffffff', 'points', 'B');
        INSERT INTO a VALUES(3, x'47500001', 'short', 'C');
        INSERT INTO a VALUES(4, zeroblob(1000000), 'zeros', 'D')"
    cp counts.gpkg view.gpkg
    sqlite3 view.gpkg "DROP TABLE a; CREATE VIEW a AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS fid, NULL AS geom, 'n' AS name, 'c' AS code FROM c"
    head -c 3000 counts.gpkg >cut.gpkg
    cp counts.gpkg generated.gpkg
    sqlite3 generated.gpkg "DELETE FROM a; INSERT INTO a VALUES(1, NULL, 'x', 'y'); ALTER TABLE a ADD COLUMN b TEXT GENERATED ALWAYS AS (hex(zeroblob(100000000))) VIRTUAL"
    cp counts.gpkg contents.gpkg
    sqlite3 contents.gpkg "ALTER TABLE gpkg_contents RENAME TO kept; CREATE VIEW gpkg_contents AS SELECT * FROM kept"
fi
printf 'fgb\3fgb\0\377\377\377\177' >header.fgb
perl -e 'srand 9; print "fgb\x03fgb\x00", map { chr int rand 256 } 1 .. 5000' >noise.fgb
mkdir -p empty.gdb
