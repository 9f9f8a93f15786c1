#!/bin/sh
# Hostile files of the kinds that other projects' test suites hold: odd CSV, JSON that is none, tables
# of shapefiles, workbooks and their parts, archives, pictures and drawings. Made anew here.
# usage: make_kinds.sh FOLDER
set -eu
mkdir -p "$1"
cd "$1"

# ---- CSV: quotes, ends of lines, keys
csv() { printf "$2" >"$1.csv"; }
csv quote-in-number 'id,date,province,killed\na,2022-01-05,Kabul,"1""2"\n'
csv quote-at-end 'id,date,province\na,2022-01-05,"Kabul\n"'
csv quote-then-text 'id,date,province\na,2022-01-05,"Kabul" x\nb,2022-01-06,Kabul\n'
csv lone-quote '"'
csv cr-in-quotes 'id,date,province,note\r"a",2022-01-05,Kabul,"x\ry"\r'
csv cr-cr-lf 'id,date,province\r\r\na,2022-01-05,Kabul\r\r\n'
csv lf-cr 'id,date,province\n\ra,2022-01-05,Kabul\n\r'
csv form-feed 'id,date,province\fa,2022-01-05,Kabul\f'
csv next-line 'id,date,province\302\205a,2022-01-05,Kabul\342\200\250b,2022-01-05,Kabul\n'
csv two-marks '\357\273\277\357\273\277id,date,province\na,2022-01-05,Kabul\n'
csv mark-inside 'id,date,province\n\357\273\277a,2022-01-05,Kabul\n'
csv quoted-header '"id","da""te","prov\nince"\na,2022-01-05,Kabul\n'
csv own-names '__proto__,date,province,constructor,toString\na,2022-01-05,Kabul,1,2\n'
csv end-of-file 'id,date,province\na,2022-01-05,Kabul\032b,2022-01-05,Kabul\n'
csv backslash 'id,date,province,note\na,2022-01-05,Kabul,"x\\"",y\n'
csv null-words 'id,date,province,lat,lon,killed\na,NULL,nil,None,NaN,#N/A\nb,2022-01-05,Kabul,null,undefined,-\n'
csv numbers 'id,date,province,killed,lat,lon\na,2022-01-05,Kabul,1e5,0x22,69\nb,2022-01-05,Kabul,99999999999999999999,34,69\nc,2022-01-05,Kabul,1_000,3٤,69\nd,2022-01-05,Kabul,+-1,34..5,69\n'
csv dates 'id,date,province\na,0000-00-00,Kabul\nb,2022-02-30,Kabul\nc,99999-01-01,Kabul\nd,-0001-01-01,Kabul\ne,2022-W60-9,Kabul\nf,1e5,Kabul\ng,2022-01-05T99:99:99Z,Kabul\n'
csv same-columns 'id,id,date,date,province\na,b,2022-01-05,2022-01-06,Kabul\n'
csv tabs-and-commas 'id\tdate,province\na\t2022-01-05,Kabul\n'
printf 'id,date,province\n' >tags.csv
printf 'a,2022-01-05,\363\240\200\201\363\240\201\213Kabul\n' >>tags.csv
perl -e 'binmode STDOUT, ":utf8"; print "id,date,province\n"; print "$_,2022-01-05,", join("", map { chr(0x1F1E6 + $_) . chr(0x200D) } 0 .. 25) x 40, "\n" for 1 .. 20' >joined.csv
perl -e 'print "id,date,province\n", join("", map { "\"" . "\n" x 2000 . "$_\",2022-01-05,Kabul\n" } 1 .. 200)' >lines-in-ids.csv

# ---- JSON that is none
json() { printf "$2" >"$1.geojson"; }
begin='{"type":"FeatureCollection","features":[' one='{"type":"Feature","properties":{"code":"X","name":"N"},"geometry":{"type":"Polygon","coordinates":[[[69,34],[70,34],[70,35],[69,34]]]}}'
json comma-at-end "$begin$one,]}"
json no-comma "$begin$one $one]}"
json single-quotes "{'type':'FeatureCollection','features':[]}"
json comment "/* x */ $begin$one]} // y"
json behind "$begin$one]}{\"type\":\"FeatureCollection\",\"features\":[$one]}"
json nan "$begin"'{"type":"Feature","properties":{"code":"X","name":NaN},"geometry":{"type":"Point","coordinates":[NaN,-Infinity]}}]}'
json leading-zero "$begin"'{"type":"Feature","properties":{"code":"X","name":"N"},"geometry":{"type":"Point","coordinates":[069,+34.]}}]}'
json lone-surrogate "$begin"'{"type":"Feature","properties":{"code":"\\ud800","name":"\\udc00\\ud800"},"geometry":null}]}'
json escaped-nul "$begin"'{"type":"Feature","properties":{"code":"a\\u0000b","name":"\\u001b[31m\\u202e"},"geometry":{"type":"Polygon","coordinates":[[[69,34],[70,34],[70,35],[69,34]]]}}]}'
json same-keys '{"type":"FeatureCollection","type":"Feature","features":[],"features":['"$one"']}'
json is-array "[$one]"
json is-text '"FeatureCollection"'
json features-object '{"type":"FeatureCollection","features":{"0":'"$one"'}}'
json numbers-as-text "$begin"'{"type":"Feature","id":1e400,"properties":{"code":1e400,"name":-0},"geometry":{"type":"Polygon","coordinates":[[["69","34"],["70","34"],["70","35"],["69","34"]]]}}]}'
printf '\377\376' >utf16.geojson
printf '{"type":"FeatureCollection","features":[]}' | perl -pe 's/(.)/$1\0/sg' >>utf16.geojson
perl -e 'print "{\"type\":\"FeatureCollection\",\"features\":[", join(",", map { "{\"type\":\"Feature\",\"properties\":{" . join(",", map { "\"k$_\":1" } $_ * 400 .. $_ * 400 + 399) . "},\"geometry\":null}" } 1 .. 100), "]}"' >many-keys.geojson
perl -e 'print "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"code\":\"X\",\"name\":\"", "\\u0627" x 3000000, "\"},\"geometry\":null}]}"' >long-name.geojson

# ---- tables of shapefiles
# dbf NAME HEX-OF-THE-HEADER ROWS: beside it points that are in order
dbf() {
    perl -e 'my ($name, $head, $rows) = @ARGV;
        my $h = sub { pack("N7", 9994, 0, 0, 0, 0, 0, $_[0]) . pack("V2 d<8", 1000, 1, 69, 34, 70, 35, 0, 0, 0, 0) };
        my $at = pack("V d<2", 1, 69.5, 34.5);
        open F, ">:raw", "$name.shp"; print F $h->(50 + 14 * 2), map({ pack("N2", $_, 10), $at } 1, 2); close F;
        open F, ">:raw", "$name.shx"; print F $h->(58), pack("N4", 50, 10, 64, 10); close F;
        open F, ">:raw", "$name.dbf"; print F pack("H*", $head), $rows; close F;
        open F, ">", "$name.prj"; print F q(GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]); close F' "$@"
}
field() { perl -e 'print unpack "H*", pack "a11 a1 x4 C C x14", @ARGV' "$@"; }
head() { perl -e 'print unpack "H*", pack "C4 V v v x20", 3, 122, 1, 1, @ARGV' "$@"; }
dbf dbf-two-billion "$(head 2147483647 65 11)$(field name C 10 0)0d" ' XXXXXXXXXX'
dbf dbf-no-length "$(head 2 65 0)$(field name C 0 0)0d" ''
dbf dbf-header-short "$(head 2 1 11)$(field name C 10 0)0d" ' XXXXXXXXXX XXXXXXXXXX'
dbf dbf-header-long "$(head 2 65535 11)$(field name C 10 0)0d" ' XXXXXXXXXX XXXXXXXXXX'
dbf dbf-no-end "$(head 2 64 11)$(field name C 10 0)" ''
dbf dbf-kinds "$(head 2 161 31)$(field name '?' 10 0)$(field name 'N' 10 255)$(field date 'D' 8 0)$(field memo 'M' 2 0)0d" ' XXXXXXXXXXnot num...20229999zz XXXXXXXXXX**********        zz'
dbf dbf-many-fields "$(head 2 16385 513)$(for i in 1 2 3 4 5 6 7 8; do for j in 1 2 3 4 5 6 7 8; do for k in 1 2 3 4 5 6 7 8; do field same C 1 0; done; done; done)0d" " $(perl -e 'print "x" x 512')"
dbf dbf-deleted "$(head 2 65 11)$(field name C 10 0)0d" '*XXXXXXXXXX*XXXXXXXXXX'
dbf dbf-wider "$(head 2 65 5)$(field name C 10 0)0d" ' XXXX XXXX'
printf 'x' >shp-tiny.shp
cp dbf-deleted.shp shp-alone.shp
perl -e 'my $w = 50 + 4 + 10; print pack("N7", 9994, 0, 0, 0, 0, 0, $w), pack("V2 d<8", 1000, 1, (0) x 8), pack("N2", 1, -10 & 0xffffffff), pack("V d<2", 1, 69, 34)' >shp-minus.shp
cp dbf-deleted.dbf shp-minus.dbf
cp dbf-deleted.prj shp-minus.prj
cp dbf-deleted.shx shp-minus.shx

# ---- KML, and drawings
printf '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2" xmlns:xi="http://www.w3.org/2001/XInclude"><Document><xi:include href="/etc/passwd" parse="text"/><NetworkLink><Link><href>http://127.0.0.1:9/x.kml</href></Link></NetworkLink><Placemark><name>x</name><Point><coordinates>69,34</coordinates></Point></Placemark></Document></kml>' >includes.kml
printf '<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name><![CDATA[<script>alert(1)</script>\033]31m]]></name><Polygon><outerBoundaryIs><LinearRing><coordinates>69,34 nan,inf 1e400,-1e400 70</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>' >coordinates.kml
perl -e 'print "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Placemark", map({ " a$_=\"x\"" } 1 .. 100000), "><name>x</name></Placemark></kml>"' >attributes.kml
printf '\037\213\010\0\0\0\0\0' >header.kmz

svg() { printf '<?xml version="1.0"?>%s<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" %s>%s</svg>' "$2" "$3" "$4" >"$1.part.svg"; }
svg svg-entities "<!DOCTYPE svg [$(perl -e 'print "<!ENTITY a0 \"ha\">"; print "<!ENTITY a$_ \"", ("&a" . ($_ - 1) . ";") x 10, "\">" for 1 .. 12')]>" 'width="10" height="10"' '<text>&a12;</text>'
svg svg-outside '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' 'width="90" height="30"' '<text y="20">&x;</text>'
svg svg-includes '' 'width="90" height="30" xmlns:xi="http://www.w3.org/2001/XInclude"' '<image width="90" height="30" xlink:href="/etc/passwd"/><image width="9" height="9" xlink:href="http://127.0.0.1:9/x.png"/><use xlink:href="file:///etc/passwd#x"/><text y="9"><xi:include href="/etc/passwd" parse="text"/></text>'
svg svg-script '' 'width="90" height="30" onload="alert(1)"' '<script>alert(1)</script><foreignObject width="9" height="9"><body xmlns="http://www.w3.org/1999/xhtml">x</body></foreignObject>'
svg svg-itself '' 'width="90" height="30"' '<g id="a"><use xlink:href="#b"/></g><g id="b"><use xlink:href="#a"/><use xlink:href="#a"/></g><pattern id="p" width="1" height="1"><rect width="9" height="9" fill="url(#p)"/></pattern><rect width="9" height="9" fill="url(#p)"/>'
svg svg-huge '' 'width="1e9" height="1e9" viewBox="0 0 1e-300 1e300"' '<rect width="1e308" height="1e308" stroke-dasharray="1e-9" stroke="red"/>'
svg svg-filters '' 'width="5000" height="5000"' "<filter id='f' x='-1e9' y='-1e9' width='1e10' height='1e10'>$(perl -e 'print "<feGaussianBlur stdDeviation=\"9999\"/>" x 300')</filter><rect width='9999' height='9999' filter='url(#f)'/>"
svg svg-deep '' 'width="10" height="10"' "$(perl -e 'print "<g>" x 60000, "</g>" x 60000')"
svg svg-nothing '' '' ''
printf 'not xml' >svg-text.part.svg

# ---- pictures
# png NAME WIDTH HEIGHT DEPTH COLOUR BYTES-OF-ZEROS: with sums that are right
png() {
    perl -MCompress::Zlib -e 'my ($name, $w, $h, $depth, $colour, $bytes) = @ARGV;
        my $chunk = sub { pack("N", length $_[1]) . $_[0] . $_[1] . pack("N", crc32($_[0] . $_[1])) };
        open F, ">:raw", "$name.part.png"; print F "\x89PNG\r\n\x1a\n", $chunk->("IHDR", pack("N2 C5", $w, $h, $depth, $colour, 0, 0, 0)),
            $chunk->("IDAT", compress("\0" x $bytes)), $chunk->("IEND", "")' "$@"
}
png png-bomb 30000 30000 8 6 100000000
png png-short 1000 1000 8 6 10
png png-none 0 0 8 6 1
png png-wide 2147483647 1 1 0 1000
png png-depth 10 10 7 5 1000
perl -MCompress::Zlib -e 'my $chunk = sub { pack("N", length $_[1]) . $_[0] . $_[1] . pack("N", crc32($_[0] . $_[1])) };
    print "\x89PNG\r\n\x1a\n", $chunk->("IHDR", pack("N2 C5", 1, 1, 8, 0, 0, 0, 0)), $chunk->("zTXt", "k\0\0" . compress("x" x 300000000)), $chunk->("iCCP", "p\0\0" . compress("y" x 100000000)), $chunk->("IDAT", compress("\0\0")), $chunk->("IEND", "")' >png-texts.part.png
printf '\211PNG\r\n\032\n\377\377\377\377IHDR' >png-cut.part.png
printf '\377\330\377\340\0\020JFIF\0\1\1\0\0\1\0\1\0\0\377\300\0\021\010\377\377\377\377\3\1\21\0\2\21\0\3\21\0\377\331' >jpg-size.part.jpg
printf '\377\330\377\341\377\377Exif' >jpg-cut.part.jpg
perl -e 'print "\xff\xd8", "\xff\xfe\x00\x02" x 200000, "\xff\xd9"' >jpg-comments.part.jpg
printf 'GIF89a' >gif.part.png
for picture in *.part.*; do
    printf -- '---\ntitle: T\n---\n![x](%s)\n' "$picture" >"picture-of-$picture.md"
    printf 'chora: 1\nstyle: x\nlogo: {file: %s, height: 9mm, alt: x}\n' "$picture" >"logo-$picture.yaml"
done

# ---- templates and figures that multiply
printf -- '---\ntitle: T\n---\n%s\n' "$(perl -e 'print "{{ for a in provinces }}{{ for b in provinces }}{{ for c in provinces }}{{ for d in provinces }}{{ for e in provinces }}x{{ end }}{{ end }}{{ end }}{{ end }}{{ end }}"')" >loops-of-provinces.md
printf -- '---\ntitle: T\n---\n%s\n' "$(perl -e 'print "{{ figure incidents-by-province }}\n\n" x 15')" >many-figures.md
printf -- '---\ntitle: &t [*t]\noutputs: [pdf, html, pdf]\nlanguage: ../../etc/passwd\nstyle: /dev/zero\n---\nx\n' >front.md
printf -- '---\ntitle: T\n---\n%s\n' "$(perl -e 'print "{{ table incidents columns=\"", join(",", ("place") x 5000), "\" }}"')" >columns-of-table.md
printf 'layers:\n%s' "$(perl -e 'print "  - symbols: {at: incident}\n" x 3000')" >many-layers.yaml
printf 'layers: [choropleth]\nrepeat: {by: month}\noutputs: [%s]\n' "$(perl -e 'print join ",", ("svg") x 5000')" >many-outputs.yaml
printf 'layers: [choropleth]\nframe: {areas: [%s]}\n' "$(perl -e 'print join ",", ("AFG") x 20000')" >many-areas.yaml
printf 'layers: [choropleth]\npage: {width: 5000mm, height: 5000mm}\noutputs: [png@9999dpi]\n' >pixels.yaml
printf '%s: 1\n' "$(perl -e 'print "k" x 100000')" >long-key.yaml
printf '? [a, b]\n: c\n? {x: y}\n: z\n' >keys-of-lists.yaml
printf 'layers: [choropleth]\n<<: {title: x}\ntitle: y\ntitle: z\n' >merged.yaml
printf 'layers: !!binary AAAA\ntitle: !!timestamp 2001-12-14t21:59:43.10-05:00\n' >kinds.yaml

# ---- archives and workbooks
if command -v zip >/dev/null; then
    rm -f ./*.zip ./*.xlsx
    mkdir parts
    printf 'id,date,province\na,2022-01-05,Kabul\n' >parts/a.csv
    # zipped NAME PATH...: one entry under each path, stored
    zipped() {
        perl -MCompress::Zlib -e 'my $name = shift; my $data = "id,date,province\na,2022-01-05,Kabul\n"; my ($out, $dir, $n) = ("", "", 0);
            for my $path (@ARGV) { $path =~ s/\\0/\0/g; my $crc = crc32($data); my $at = length $out; my $mode = $path =~ s/^link:// ? 0120777 : 0100644; $n++;
                my $head = pack("v5 V3 v2", 10, 0, 0, 0, 0, $crc, length $data, length $data, length $path, 0);
                $out .= "PK\3\4" . $head . $path . $data;
                $dir .= "PK\1\2" . pack("v", 0x31E) . substr($head, 0, 24) . pack("v5 V2", 0, 0, 0, 0, 0, $mode << 16, $at) . $path; }
            $dir =~ s/(PK\1\2..)(.{24})(..)/$1$2/sg if 0;
            open F, ">:raw", $name; print F $out, $dir, "PK\5\6", pack("v4 V2 v", 0, 0, $n, $n, length $dir, length $out, 0)' "$@"
    }
    zipped zip-up.zip ../../up.csv
    zipped zip-root.zip /tmp/chora-root.csv
    zipped zip-back.zip '..\..\back.csv'
    zipped zip-drive.zip 'C:\a.csv'
    zipped zip-nul.zip 'a.csv\0.txt'
    zipped zip-link.zip link:a.csv
    zipped zip-twice.zip a.csv a.csv
    zipped zip-cases.zip a.csv A.CSV
    zipped zip-control.zip "$(printf 'a\033[31m.csv')"
    zipped zip-long.zip "$(perl -e 'print "x" x 60000').csv"
    zipped zip-dots.zip ./././a.csv
    zipped zip-empty-name.zip ''
    zipped zip-folder.zip a.csv/
    perl -e 'print "PK\5\6", pack("v4 V2 v", 0, 0, 65535, 65535, 0xffffffff, 0xffffffff, 65535)' >zip-end.zip
    perl -pe 's/PK\x03\x04(.{14})(....)(....)/"PK\x03\x04" . $1 . pack("V", 9) . pack("V", 0xfffffff0)/se' zip-dots.zip >zip-sizes.zip
    cat zip-dots.zip zip-up.zip >zip-two.zip
    # the same bytes under a thousand entries
    perl -MCompress::Zlib -e 'my $raw = "id,date,province\n" . "a,2022-01-05,Kabul\n" x 500000; my $d = Compress::Zlib::memGzip($raw); my $def = substr($d, 10, -8); my $crc = crc32($raw); my ($dir, $n) = ("", 1000);
        my $local = "PK\3\4" . pack("v5 V3 v2", 20, 0, 8, 0, 0, $crc, length $def, length $raw, 5, 0) . "a.csv" . $def;
        $dir .= "PK\1\2" . pack("v6 V3 v5 V2", 20, 20, 0, 8, 0, 0, $crc, length $def, length $raw, 7, 0, 0, 0, 0, 0, 0) . sprintf("%03d.csv", $_) for 0 .. $n - 1;
        print $local, $dir, "PK\5\6", pack("v4 V2 v", 0, 0, $n, $n, length $dir, length $local, 0)' >zip-shared.zip

    main=http://schemas.openxmlformats.org/spreadsheetml/2006/main office=http://schemas.openxmlformats.org/officeDocument/2006/relationships package=http://schemas.openxmlformats.org/package/2006
    sheet=application/vnd.openxmlformats-officedocument.spreadsheetml
    # book NAME: what stands in parts; start: a workbook in order
    start() {
        rm -rf parts
        mkdir -p parts/xl/worksheets parts/xl/_rels parts/_rels
        printf '<Types xmlns="%s/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="%s.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="%s.worksheet+xml"/></Types>' $package $sheet $sheet >'parts/[Content_Types].xml'
        printf '<Relationships xmlns="%s/relationships"><Relationship Id="r1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>' $package $office >parts/_rels/.rels
        printf '<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>' $main $office >parts/xl/workbook.xml
        relations 'worksheets/sheet1.xml' ''
        cells '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="inlineStr"><is><t>date</t></is></c><c r="C1" t="inlineStr"><is><t>province</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>a</t></is></c><c r="B2" t="inlineStr"><is><t>2022-01-05</t></is></c><c r="C2" t="inlineStr"><is><t>Kabul</t></is></c></row>'
    }
    relations() { printf '<Relationships xmlns="%s/relationships"><Relationship Id="r1" Type="%s/worksheet" Target="%s"%s/><Relationship Id="r2" Type="%s/sharedStrings" Target="sharedStrings.xml"/></Relationships>' $package $office "$1" "$2" $office >parts/xl/_rels/workbook.xml.rels; }
    cells() { printf '<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' $main "$1" >parts/xl/worksheets/sheet1.xml; }
    strings() { printf '<sst xmlns="%s">%s</sst>' $main "$1" >parts/xl/sharedStrings.xml; }
    book() { (cd parts && zip -q -r -X -D "../xlsx-$1.xlsx" .); }
    start; book in-order
    start; relations '../../../../etc/passwd' ''; book target-up
    start; relations 'http://127.0.0.1:9/x.xml' ' TargetMode="External"'; book target-outside
    start; relations 'nothing.xml' ''; book target-none
    start; relations 'workbook.xml' ''; book target-itself
    start; printf '<Relationships' >parts/xl/_rels/workbook.xml.rels; book relations-cut
    start; rm parts/xl/_rels/workbook.xml.rels; book relations-none
    start; rm 'parts/[Content_Types].xml'; book types-none
    start; rm parts/xl/worksheets/sheet1.xml; book sheet-none
    start; printf '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet xmlns="%s"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>' $main >parts/xl/worksheets/sheet1.xml; book outside
    start; printf '<!DOCTYPE sst [<!ENTITY a0 "ha">%s]><sst xmlns="%s"><si><t>&a12;</t></si></sst>' "$(perl -e 'print "<!ENTITY a$_ \"", ("&a" . ($_ - 1) . ";") x 10, "\">" for 1 .. 12')" $main >parts/xl/sharedStrings.xml; book laughing-strings
    # many shared texts in little space, as in a bomb that is known well: 18 times its size, not more
    start; perl -e 'srand 2; print "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"; print "<si><t>", join("", map { chr 97 + rand 26 } 1 .. 12), "</t></si>" for 1 .. 60000; print "</sst>"' >parts/xl/sharedStrings.xml
    cells "$(perl -e 'srand 4; print "<row r=\"1\"><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c></row>"; for my $r (2 .. 3000) { print "<row r=\"$r\">", map({ "<c t=\"s\"><v>" . int(rand 60000) . "</v></c>" } 1 .. 10), "</row>" }')"; book many-strings
    start; strings '<si/><si><r><t/></r></si>'; cells '<row r="1"><c t="s"><v>-1</v></c><c t="s"><v>99999999999999999999</v></c><c t="s"><v>1.5</v></c><c t="s"><v/></c></row>'; book string-numbers
    start; cells '<row r="4294967296"><c r="ZZZZZZ4294967296"><v>1</v></c></row><row r="0"><c r="A0"><v>2</v></c></row><row><c r="1A"><v>3</v></c></row>'; book cell-names
    start; cells '<row r="1"><c t="e"><v>#REF!</v></c><c t="b"><v>7</v></c><c t="d"><v>2022-99-99</v></c><c t="x"><v>1</v></c><c><f>WEBSERVICE("http://127.0.0.1:9")</f></c></row>'; book cell-kinds
    start; cells "$(perl -e 'print "<row r=\"$_\" hidden=\"1\"/>" for 1 .. 200000')"; book hidden-rows
    start; printf '<worksheet xmlns="%s"><sheetData/><mergeCells>%s</mergeCells></worksheet>' $main "$(perl -e 'print "<mergeCell ref=\"A1:XFD1048576\"/>" x 20000')" >parts/xl/worksheets/sheet1.xml; book merged
    start; printf '<workbook xmlns="%s" xmlns:r="%s"><workbookPr date1904="1"/><sheets>%s</sheets></workbook>' $main $office "$(perl -e 'print "<sheet name=\"S$_\" sheetId=\"$_\" r:id=\"r1\"/>" for 1 .. 5000')" >parts/xl/workbook.xml; book many-sheets
    start; printf '<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="../../x&#27;\033[31m" sheetId="1" r:id="r1"/></sheets></workbook>' $main $office >parts/xl/workbook.xml; book sheet-name
    start; (cd parts && zip -q -X ../xlsx-inside.zip xl/worksheets/sheet1.xml && mv ../xlsx-inside.zip xl/embedded.zip); book with-archive
    start; mkdir -p parts/xl; printf 'MZ' >parts/xl/vbaProject.bin; book with-macro
    cp xlsx-in-order.xlsx xlsx-cut.xlsx && truncate -s -40 xlsx-cut.xlsx
    printf '\320\317\021\340\241\261\032\341' >xlsx-encrypted.xlsx
    perl -e 'print "\0" x 5000' >>xlsx-encrypted.xlsx
    cp xlsx-in-order.xlsx xlsx-as.csv
    rm -rf parts
fi

# ---- databases
if command -v sqlite3 >/dev/null; then
    rm -f ./*.gpkg
    gpkg() { # gpkg NAME SQL: a layer "a" with one area, then the SQL
        sqlite3 "$1.gpkg" "PRAGMA application_id=0x47504b47; PRAGMA user_version=10300;
            CREATE TABLE gpkg_spatial_ref_sys(srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
            INSERT INTO gpkg_spatial_ref_sys VALUES('WGS 84',4326,'EPSG',4326,'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]','');
            CREATE TABLE gpkg_contents(table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT, description TEXT, last_change DATETIME NOT NULL DEFAULT '2020-01-01T00:00:00Z', min_x, min_y, max_x, max_y, srs_id INTEGER);
            CREATE TABLE gpkg_geometry_columns(table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL);
            CREATE TABLE a(fid INTEGER PRIMARY KEY, geom BLOB, name TEXT, code TEXT);
            INSERT INTO gpkg_contents(table_name, data_type, srs_id) VALUES('a','features',4326);
            INSERT INTO gpkg_geometry_columns VALUES('a','geom','POLYGON',4326,0,0);
            INSERT INTO a VALUES(1, x'47500001E6100000010300000001000000040000000000000000405140000000000000414000000000008051400000000000004140000000000080514000000000008041400000000000405140' || x'0000000000004140', 'N', 'X'); $2"
    }
    gpkg gpkg-trigger "CREATE TABLE log(x); CREATE TRIGGER t AFTER UPDATE ON a BEGIN INSERT INTO log VALUES(load_extension('/tmp/x')); END"
    gpkg gpkg-spelled "CREATE VIEW b AS SELECT fid, geom, (SELECT group_concat(name) FROM pragma_database_list) AS name, 'c' AS code FROM a; INSERT INTO gpkg_contents(table_name, data_type, srs_id) VALUES('b','features',4326); INSERT INTO gpkg_geometry_columns VALUES('b','geom','POLYGON',4326,0,0)"
    gpkg gpkg-recursive "DROP TABLE a; CREATE TABLE a(fid INTEGER PRIMARY KEY, geom BLOB, name TEXT DEFAULT (printf('%*c', 30000000, 'x')), code TEXT); INSERT INTO a(fid, code) VALUES(1, 'x')"
    gpkg gpkg-srs "UPDATE gpkg_spatial_ref_sys SET definition = '/etc/passwd'; UPDATE gpkg_contents SET srs_id = -99; UPDATE gpkg_geometry_columns SET srs_id = 99999999"
    gpkg gpkg-names "ALTER TABLE a RENAME TO \"a'; DROP TABLE gpkg_contents; --\"; UPDATE gpkg_contents SET table_name = 'a''; DROP TABLE gpkg_contents; --'; UPDATE gpkg_geometry_columns SET table_name = 'a''; DROP TABLE gpkg_contents; --'"
    gpkg gpkg-extensions "CREATE TABLE gpkg_extensions(table_name, column_name, extension_name, definition, scope); INSERT INTO gpkg_extensions VALUES('a', 'geom', 'gpkg_rtree_index', 'http://127.0.0.1:9', 'write-only'); CREATE VIRTUAL TABLE rtree_a_geom USING rtree(id, minx, maxx, miny, maxy); INSERT INTO rtree_a_geom VALUES(7, 0, 1e30, 0, 1e30)"
    gpkg gpkg-kinds "UPDATE a SET geom = 'text', name = x'00ff', code = 1e999"
fi
