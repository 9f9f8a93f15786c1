#!/usr/bin/perl
# Hostile files format by format, each wrong in one thing: archives, workbooks, shapefiles, layers,
# tables, YAML. tests/hostile/expected.txt says what becomes of each.
# usage: make_formats.pl FOLDER
use strict;
use warnings;
use Compress::Zlib;
use Encode qw(encode);
-d $ARGV[0] or mkdir $ARGV[0] or die "$ARGV[0]: $!";
chdir $ARGV[0] or die "$ARGV[0]: $!";

sub put {
    my ($name, $bytes) = @_;
    open my $file, '>:raw', $name or die "$name: $!";
    print $file $bytes;
    close $file;
}

# ---- archives
sub deflated { my $d = Compress::Zlib::memGzip($_[0]); return substr $d, 10, -8 }

# One entry: name, data, method (8 deflates), flags; sizes, sum and the place may be lied about.
sub entry {
    my ($name, $data, %lie) = @_;
    return { name => $name, data => $data, method => 8, flags => 0, %lie };
}

# The bytes of an archive; lies: count, start, comment, disk, before and behind.
sub zip {
    my ($entries, %lie) = @_;
    my ($out, $directory, $at) = ($lie{before} // '', '', 0);
    for my $e (@$entries) {
        my $packed = $e->{method} == 8 ? deflated($e->{data}) : $e->{data};
        my @sums = ($e->{crc} // crc32($e->{data}), $e->{packed} // length $packed, $e->{size} // length $e->{data});
        my $large = $e->{zip64} ? pack('v2 Q<2', 1, 16, $sums[2], $sums[1]) : '';
        my $head = sub { pack 'v5 V3 v2', 20, $e->{flags}, $e->{method}, 0, 0, @_, length $e->{name}, length $large };
        my @told = $e->{zip64} ? ($sums[0], 0xffffffff, 0xffffffff) : @sums;
        $at = length $out;
        $out .= "PK\3\4" . $head->($e->{flags} & 8 ? (0, 0, 0) : @told) . $e->{name} . $large . $packed;
        $out .= "PK\7\10" . pack 'V3', @sums if $e->{flags} & 8;
        $directory .= "PK\1\2" . pack('v', 20) . $head->(@told) . pack('v3 V2', 0, 0, 0, 0, $e->{at} // $at) . $e->{name} . $large;
    }
    my $comment = $lie{comment} // '';
    my $start = $lie{start} // length $out;
    return $out . $directory . "PK\5\6" . pack('v4 V2 v', $lie{disk} // 0, 0, ($lie{count} // scalar @$entries) x 2, length $directory, $start, $lie{comment_length} // length $comment)
        . $comment . ($lie{behind} // '');
}

my $csv = "id,date,province\na,2022-01-05,Kabul\n";
put 'zip-sum.zip', zip [entry 'a.csv', $csv, crc => 1];
put 'zip-comment-lies.zip', zip [entry 'a.csv', $csv], comment_length => 65535;
put 'zip-comment-signature.zip', zip [entry 'a.csv', $csv], comment => "PK\5\6" . "\0" x 18;
put 'zip-descriptor.zip', zip [entry 'a.csv', $csv, flags => 8];
put 'zip-password.zip', zip [entry 'a.csv', $csv, flags => 1];
put 'zip-method.zip', zip [entry 'a.csv', $csv, method => 99];
put 'zip-64.zip', zip [entry 'a.csv', $csv, zip64 => 1];
put 'zip-64-lies.zip', zip [entry 'a.csv', $csv, zip64 => 1, size => 2**62, packed => 2**62];
put 'zip-size-lies.zip', zip [entry 'a.csv', $csv x 1000, size => 10];
put 'zip-size-more.zip', zip [entry 'a.csv', $csv, size => 1_000_000];
put 'zip-place.zip', zip [entry 'a.csv', $csv, at => 0x7fffffff];
put 'zip-count-lies.zip', zip [entry 'a.csv', $csv], count => 60000;
put 'zip-count-none.zip', zip [entry 'a.csv', $csv], count => 0;
put 'zip-start-lies.zip', zip [entry 'a.csv', $csv], start => 5;
put 'zip-disk.zip', zip [entry 'a.csv', $csv], disk => 7;
put 'zip-before.zip', zip [entry 'a.csv', $csv], before => "#!/bin/sh\nexit\n" x 10;
put 'zip-behind.zip', zip([entry 'a.csv', $csv], behind => 'x' x 70000);
put 'zip-overlap.zip', zip [map { entry "a$_.csv", $csv, at => 0 } 1 .. 30];
put 'zip-many.zip', zip [map { entry "$_.csv", $csv } 1 .. 5000];
put 'zip-names.zip', zip [entry('a.csv', $csv), entry('__MACOSX/._a.csv', "\0\5\26\7"), entry('.DS_Store', 'x')];

# ---- workbooks
my $main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
my $office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
my $package = 'http://schemas.openxmlformats.org/package/2006';
my $sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
sub text { my $n = 0; return map { qq(<c r=") . chr(65 + $n++) . qq($_[0]" t="inlineStr"><is><t>$_</t></is></c>) } @_[1 .. $#_] }
my $rows = '<row r="1">' . join('', text 1, 'id', 'date', 'province') . '</row><row r="2">' . join('', text 2, 'a', '2022-01-05', 'Kabul') . '</row>';

# A workbook; parts are replaced (undef: left out) or added.
sub xlsx {
    my ($name, %part) = @_;
    my %all = (
        '[Content_Types].xml' => qq(<Types xmlns="$package/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="$sheet.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="$sheet.worksheet+xml"/></Types>),
        '_rels/.rels' => qq(<Relationships xmlns="$package/relationships"><Relationship Id="r1" Type="$office/officeDocument" Target="xl/workbook.xml"/></Relationships>),
        'xl/workbook.xml' => qq(<workbook xmlns="$main" xmlns:r="$office"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>),
        'xl/_rels/workbook.xml.rels' => qq(<Relationships xmlns="$package/relationships"><Relationship Id="r1" Type="$office/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="$office/sharedStrings" Target="sharedStrings.xml"/></Relationships>),
        'xl/worksheets/sheet1.xml' => sheet($rows),
        %part);
    put "xlsx-$name.xlsx", zip [map { entry $_, $all{$_} } grep { defined $all{$_} } sort keys %all];
}
sub sheet { return ($_[1] // '') . qq(<worksheet xmlns="$main">) . ($_[2] // '') . "<sheetData>$_[0]</sheetData></worksheet>" }
sub cells { my ($name, $more, @rest) = @_; xlsx $name, 'xl/worksheets/sheet1.xml' => sheet($rows . $more, @rest) }
sub strings { return qq(<sst xmlns="$main">$_[0]</sst>) }

cells 'plain', '';
cells 'row-beyond', '<row r="4294967295"><c r="A4294967295"><v>1</v></c></row>';
cells 'row-far', '<row r="1048576"><c r="A1048576"><v>1</v></c></row>';
cells 'row-minus', '<row r="-5"><c r="A-5"><v>1</v></c></row>';
cells 'rows-back', '<row r="2">' . join('', text 2, 'b', '2022-01-06', 'Herat') . '</row>';
cells 'column-far', '<row r="3"><c r="XFD3"><v>1</v></c></row>';
cells 'column-beyond', '<row r="3"><c r="ZZZZZZZ3"><v>1</v></c></row>';
cells 'same-cell', '<row r="3">' . '<c r="A3"><v>1</v></c>' x 2000 . '</row>';
cells 'dimension', '', '', '<dimension ref="A1:XFD1048576"/>';
cells 'dimension-odd', '', '', '<dimension ref="ZZZZZZ99999999999:A0"/>';
my @days = ('1e308', '-1', '2958466', '99999999999999999999', '1e9999', 'nan', '44566.5');
cells 'serial-days', join '', map { my $r = $_ + 3; qq(<row r="$r"><c r="A$r"><v>$_</v></c><c r="B$r"><v>$days[$_]</v></c>) . (text $r, 'x', 'y', 'Kabul')[2] . '</row>' } 0 .. $#days;
cells 'formula', '<row r="3">' . join('', text 3, 'b') . '<c r="B3" t="str"><f>WEBSERVICE("http://127.0.0.1:9/")</f><v>2022-01-07</v></c>' . (text 3, '', '', 'Kabul')[2] . '</row>';
cells 'formula-empty', '<row r="3">' . join('', text 3, 'b') . '<c r="B3"><f>TODAY()</f></c>' . (text 3, '', '', 'Kabul')[2] . '</row>';
cells 'dtd', '', '<!DOCTYPE worksheet SYSTEM "file:///etc/passwd">';
cells 'entity-outside', '<row r="3"><c r="A3" t="inlineStr"><is><t>&x;</t></is></c></row>', '<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
cells 'entity-parameter', '', '<!DOCTYPE worksheet [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>';
cells 'entity-squared', '<row r="3"><c r="A3" t="inlineStr"><is><t>' . '&a;' x 5000 . '</t></is></c></row>', '<!DOCTYPE worksheet [<!ENTITY a "' . 'x' x 5000 . '">]>';
xlsx 'utf16', 'xl/worksheets/sheet1.xml' => "\xff\xfe" . encode 'UTF-16LE', '<?xml version="1.0" encoding="UTF-16"?>' . sheet $rows;
xlsx 'deep', 'xl/worksheets/sheet1.xml' => sheet '<row>' x 50000;
xlsx 'deep-text', 'xl/worksheets/sheet1.xml' => sheet $rows . '<row r="3"><c r="A3" t="inlineStr"><is>' . '<r>' x 20000 . '<t>x</t>' . '</r>' x 20000 . '</is></c></row>';
xlsx 'no-row', 'xl/worksheets/sheet1.xml' => sheet '';
xlsx 'twice-same-part', 'xl/Worksheets/Sheet1.xml' => sheet '<row r="1"/>';
xlsx 'link', 'xl/externalLinks/externalLink1.xml' => qq(<externalLink xmlns="$main"><externalBook r:id="r1" xmlns:r="$office"/></externalLink>), 'xl/externalLinks/_rels/externalLink1.xml.rels' => qq(<Relationships xmlns="$package/relationships"><Relationship Id="r1" Type="$office/externalLinkPath" Target="http://127.0.0.1:9/x.xlsx" TargetMode="External"/></Relationships>);
my $shared = join '', map { qq(<row r="$_">) . join('', map { '<c t="s"><v>0</v></c>' } 1 .. 20) . '</row>' } 2 .. 40000;
# what the POI project's bomb does: texts of a few bytes each, very many; and one long text shared by all cells
xlsx 'shared-long', 'xl/sharedStrings.xml' => strings('<si><t>' . join('', map { chr 97 + $_ % 26 } 1 .. 30000) . '</t></si>'), 'xl/worksheets/sheet1.xml' => sheet '<row r="1">' . join('', text 1, 'id', 'date') . "</row>$shared";
xlsx 'shared-many', 'xl/sharedStrings.xml' => strings '<si><t>x</t></si>' x 3_000_000;
xlsx 'shared-runs', 'xl/sharedStrings.xml' => strings '<si>' . '<r><rPr/><t>x</t></r>' x 500_000 . '</si>';
xlsx 'shared-index', 'xl/sharedStrings.xml' => strings('<si><t>only</t></si>'), 'xl/worksheets/sheet1.xml' => sheet "$rows<row r=\"3\">" . join('', map { qq(<c t="s"><v>$_</v></c>) } '4294967296', '-1', 'x') . '</row>';
xlsx 'shared-count', 'xl/sharedStrings.xml' => qq(<sst xmlns="$main" count="4294967295" uniqueCount="2147483647"><si><t>x</t></si></sst>);
xlsx 'styles-bad', 'xl/styles.xml' => qq(<styleSheet xmlns="$main"><numFmts count="4294967295"><numFmt numFmtId="99999999999" formatCode="yyyy-mm-dd"/></numFmts><cellXfs><xf numFmtId="-1"/></cellXfs></styleSheet>);
xlsx 'prefixed', 'xl/worksheets/sheet1.xml' => qq(<x:worksheet xmlns:x="$main"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>);
xlsx 'cut-xml', 'xl/worksheets/sheet1.xml' => substr sheet($rows), 0, 300;
xlsx 'controls', 'xl/worksheets/sheet1.xml' => sheet $rows . '<row r="3">' . join('', text 3, 'b&#x1B;[31m', '2022-01-07', 'Kabul') . '</row>';

# ---- shapefiles
my $wgs84 = 'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';
my @ring = (69, 34, 69, 35, 70, 35, 70, 34, 69, 34);
sub polygon { my %p = (kind => 5, parts => 1, points => 5, start => 0, xy => \@ring, box => [69, 34, 70, 35], @_); return pack('V d<4 V2 V', $p{kind}, @{ $p{box} }, $p{parts}, $p{points}, $p{start}) . pack 'd<*', @{ $p{xy} } }
sub field { return pack 'a11 a1 x4 C C x14', @_ }
sub dbf { my %d = (records => 1, header => 97, length => 21, fields => field('code', 'C', 10, 0) . field('name', 'C', 10, 0), rows => ' X         N         ', language => 0, @_); return pack('C4 V v v x17 C x2', 3, 122, 1, 1, $d{records}, $d{header}, $d{length}, $d{language}) . "$d{fields}\r$d{rows}\x1a" }

# A shapefile of one record; lies: shape, number, words (of the record), file (words), kind, box, index and the other files.
sub shp {
    my ($name, %lie) = @_;
    my $shape = $lie{shape} // polygon();
    my $words = $lie{words} // length($shape) / 2;
    my $head = sub { pack('N7', 9994, 0, 0, 0, 0, 0, $_[0]) . pack 'V2 d<8', 1000, $lie{kind} // 5, @{ $lie{box} // [69, 34, 70, 35] }, 0, 0, 0, 0 };
    put "shp-$name.shp", $head->($lie{file} // 50 + 4 + length($shape) / 2) . pack('N2', $lie{number} // 1, $words) . $shape;
    put "shp-$name.shx", $head->(54) . pack 'N2', @{ $lie{index} // [50, $words] };
    put "shp-$name.dbf", $lie{dbf} // dbf();
    put "shp-$name.prj", $lie{prj} // $wgs84;
    put "shp-$name.cpg", $lie{cpg} if defined $lie{cpg};
}
my $endless = 9**9**9;
shp 'in-order';
shp 'parts', shape => polygon parts => 0x7fffffff;
shp 'part-minus', shape => polygon start => 0xffffffff;
shp 'part-past', shape => polygon start => 1000;
shp 'points', shape => polygon points => 0x7fffffff;
shp 'points-none', shape => polygon points => 0, xy => [];
shp 'nan', shape => polygon xy => [69, 34, 69, -sin $endless, 70, 35, 70, 34, 69, 34];
shp 'nan-box', box => [(-sin $endless) x 4];
shp 'record-short', words => 10;
shp 'record-long', words => 5000;
shp 'record-minus', words => 0xfffffff0;
shp 'record-number', number => 77;
shp 'file-length', file => 7;
shp 'index-past', index => [0x3fffffff, 64];
shp 'index-itself', index => [0, 64];
shp 'multipatch', kind => 31, shape => polygon kind => 31;
shp 'other-kind', shape => pack 'V d<2', 1, 69, 34;
shp 'dbf-records', dbf => dbf records => 0x7fffffff;
shp 'dbf-none', dbf => dbf records => 0;
shp 'dbf-header', dbf => dbf header => 65535;
shp 'dbf-length', dbf => dbf length => 65535;
shp 'dbf-length-none', dbf => dbf length => 0;
shp 'dbf-field-past', dbf => dbf fields => field('code', 'C', 255, 0) . field('name', 'C', 255, 0);
shp 'dbf-no-field', dbf => dbf header => 33, length => 1, fields => '', rows => ' ';
shp 'dbf-numbers', dbf => dbf fields => field('code', 'C', 10, 0) . field('name', 'N', 10, 5), rows => ' X         1e999999  ';
shp 'dbf-names', dbf => dbf fields => field("co\x1b[31", 'C', 10, 0) . field('', 'C', 10, 0);
shp 'cpg-lies', cpg => 'UTF-8', dbf => dbf rows => " X         \xd8\xff\xfe       ";
shp 'cpg-unknown', cpg => '../../etc/passwd';
shp 'cpg-long', cpg => 'A' x 100000;
shp 'prj-long', prj => 'GEOGCS[' x 20000;
shp 'prj-file', prj => 'PROJCS["x",GEOGCS["y",DATUM["z",SPHEROID["s",1,0]],PRIMEM["p",0],UNIT["u",1],EXTENSION["PROJ4_GRIDS","/etc/passwd"]]]';

# ---- GeoJSON
my $area = '{"type":"Polygon","coordinates":[[[69,34],[70,34],[70,35],[69,34]]]}';
sub feature { return qq({"type":"Feature","properties":) . ($_[1] // '{"code":"X","name":"N"}') . qq(,"geometry":) . ($_[0] // $area) . '}' }
sub layer { return '{"type":"FeatureCollection",' . ($_[1] // '') . '"features":[' . $_[0] . ']}' }
sub json { put "json-$_[0].geojson", $_[1] }
my $crs = sub { layer feature(), qq("crs":{"type":"$_[0]","properties":{"$_[1]":"$_[2]"}},) };
json 'crs-file', $crs->('link', 'href', 'file:///etc/passwd');
json 'crs-address', $crs->('name', 'name', 'http://127.0.0.1:9/x');
json 'crs-long', $crs->('name', 'name', 'urn:ogc:def:crs:' . 'EPSG::4326+' x 50000);
json 'crs-metres', layer feature('{"type":"Polygon","coordinates":[[[500000,3800000],[600000,3800000],[600000,3900000],[500000,3800000]]]}');
json 'deep-array', layer feature($area, '{"code":' . '[' x 3000 . ']' x 3000 . '}');
json 'deep-positions', layer feature '{"type":"Polygon","coordinates":' . '[' x 2000 . ']' x 2000 . '}';
json 'keys-twice', layer feature $area, '{"code":"X","code":"Y","name":"N","name":"M"}';
json 'esri', '{"geometryType":"esriGeometryPolygon","spatialReference":{"wkid":4326},"features":[{"attributes":{"code":"X"},"geometry":{"rings":[[[69,34],[70,34],[70,35],[69,34]]]}}]}';
json 'exponent', layer feature '{"type":"Polygon","coordinates":[[[69,34],[7e999999999,34],[70,35],[69,34]]]}';
json 'exponent-plus', layer feature '{"type":"Polygon","coordinates":[[[69,34],[70,34],[7e+0400,35],[69,34]]]}';
json 'exponent-property', layer feature $area, '{"code":"X","name":"N","people":7E99999}';
json 'exponent-small', layer feature '{"type":"Polygon","coordinates":[[[69,34],[70,34],[70,35],[69,3.4e-9999],[69,34]]]}';
json 'exponent-in-text', layer feature $area, '{"code":"X","name":"7e999999999 \\" 7e999999999"}';
json 'digits', layer feature '{"type":"Polygon","coordinates":[[[69,34],[' . '7' x 5000 . ',34],[70,35],[69,34]]]}';
json 'integers', layer feature $area, '{"code":99999999999999999999999999,"name":-99999999999999999999999999}';
json 'nul', layer feature $area, "{\"code\":\"X\0Y\",\"name\":\"N\"}";
json 'nul-escaped', layer feature $area, '{"code":"X\u0000Y","name":"N"}';
json 'nul-nearly', layer feature $area, '{"code":"X","name":"\\\\u0000 \u0030\u000a"}';
json 'nul-behind', layer(feature) . "\0\0\0\0";
json 'utf16', "\xfe\xff" . encode 'UTF-16BE', layer feature;
json 'utf32', "\xff\xfe\0\0" . encode 'UTF-32LE', layer feature;
json 'overlong', layer feature $area, "{\"code\":\"X\",\"name\":\"\xc0\xaf\xf8\x88\x80\x80\x80\"}";
json 'long-name', layer feature $area, '{"code":"X","name":"' . 'n' x 1_200_000 . '"}';
json 'one-dimension', layer feature '{"type":"Polygon","coordinates":[[[69],[70],[70],[69]]]}';
json 'hundred-dimensions', layer feature '{"type":"Polygon","coordinates":[[' . join(',', map { "[$_," . join(',', (1) x 100) . ']' } '69,34', '70,34', '70,35', '69,34') . ']]}';
json 'mixed-kinds', layer join ',', map { feature $_ } $area, '{"type":"Point","coordinates":[69,34]}', '{"type":"LineString","coordinates":[[69,34],[70,35]]}', 'null';
json 'empty-kinds', layer join ',', map { feature qq({"type":"$_","coordinates":[]}) } qw(Point LineString Polygon MultiPolygon);
json 'line-by-line', join "\n", feature, feature, feature;

# ---- tables
sub table { put "csv-$_[0].csv", $_[1] }
table 'nothing', '';
table 'mark', "\xef\xbb\xbf";
table 'ends-of-lines', "\n" x 50000;
table 'commas', ',' x 2_000_000;
table 'quotes', '"' x 100_001;
table 'quotes-many', 'id,date,province' . "\n" . '"' x 3_000_000 . "\n";
table 'zeros', "\0" x 100000;
table 'header-twice', "id,date,province\n" x 2 . "a,2022-01-05,Kabul\n";
table 'ragged', "id,date,province\n" . join '', map { "a$_,2022-01-05" . ',x' x ($_ % 7) . "\n" } 1 .. 700;
table 'delimiters', "id;date,province\ta|x\n1;2022-01-05,Kabul\tz|y\n";
table 'overlong', "id,date,province\na,2022-01-05,K\xc1\xa1bul\nb,2022-01-05,\xed\xa0\x80\nc,2022-01-05,\xf8\x88\x80\x80\x80\n";
table 'directions', "id,date,province\n\xe2\x80\xaea,2022-01-05,\xe2\x81\xa6Kabul\n";
table 'long-line', "id,date,province\na,2022-01-05," . 'x' x 4_500_000 . "\n";
table 'separator-line', "sep=;\nid;date;province\na;2022-01-05;Kabul\n";
table 'comments', "# a note\n# another\nid,date,province\na,2022-01-05,Kabul\n";
table 'spaces-around', "id, date , province\n a , 2022-01-05 , Kabul \n \"b\" , \"2022-01-06\", \"Kabul\"\n";
table 'empty-lines-between', "id,date,province\n\n\na,2022-01-05,Kabul\n,,\n\nb,2022-01-06,Kabul\n";
table 'quotes-in-names', "\"i\"\"d\",\"date\",\"prov,ince\",province\na,2022-01-05,x,Kabul\n";
table 'exponents', "id,date,province,killed,lat,lon\na,2022-01-05,Kabul,7e999999999,34.5,69.1\nb,2022-01-05,Kabul,1e-999999999,34.5,69.1\nc,2022-01-05,Kabul,1,3.45e1,6.91e999\n";
table 'many-links', "id,date,province,links,sources\na,2022-01-05,Kabul,\"" . join(' | ', 1 .. 100000) . '","' . join("\n", 1 .. 90000) . "\"\n";
table 'many-parts', "id,date,province,place\na,2022-01-05,Kabul,\"" . 'ab, -, ' x 100000 . "\"\n";
table 'same-id', "id,date,province\n" . "a,2022-01-05,Kabul\n" x 500;

# ---- GeoPackages, made by sqlite3
my $has_sqlite = grep { -x "$_/sqlite3" } split /:/, $ENV{PATH};
sub gpkg {
    my ($name, $sql) = @_;
    return unless $has_sqlite;
    unlink "gpkg-$name.gpkg", "gpkg-$name.gpkg-wal", "gpkg-$name.gpkg-shm";
    open my $sqlite, '|-', qq(sqlite3 "gpkg-$name.gpkg" >/dev/null) or die "sqlite3: $!";
    print $sqlite q(PRAGMA application_id=0x47504b47; PRAGMA user_version=10300;
        CREATE TABLE gpkg_spatial_ref_sys(srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
        INSERT INTO gpkg_spatial_ref_sys VALUES('WGS 84',4326,'EPSG',4326,'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]','');
        CREATE TABLE gpkg_contents(table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT, description TEXT, last_change DATETIME NOT NULL DEFAULT '2020-01-01T00:00:00Z', min_x, min_y, max_x, max_y, srs_id INTEGER);
        CREATE TABLE gpkg_geometry_columns(table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL);
        CREATE TABLE a(fid INTEGER PRIMARY KEY, geom BLOB, name TEXT, code TEXT);
        INSERT INTO gpkg_contents(table_name, data_type, srs_id) VALUES('a','features',4326);
        INSERT INTO gpkg_geometry_columns VALUES('a','geom','POLYGON',4326,0,0);), "INSERT INTO a VALUES(1, x'47500001E6100000", unpack('H*', pack 'C V3', 1, 3, 1, 5), unpack('H*', pack 'd<*', @ring), "', 'N', 'X');\n$sql;\n";
    close $sqlite or die "gpkg-$name.gpkg: not made";
}
gpkg 'in-order', '';
gpkg 'application', 'PRAGMA application_id=0x43484f52';
gpkg 'no-application', 'PRAGMA application_id=0; PRAGMA user_version=0';
gpkg 'view', q(CREATE VIEW v AS SELECT * FROM a; UPDATE gpkg_contents SET table_name='v'; UPDATE gpkg_geometry_columns SET table_name='v');
gpkg 'view-endless', q(CREATE VIEW v AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM r) SELECT n AS fid, NULL AS geom, 'N' AS name, 'X' AS code FROM r; INSERT INTO gpkg_contents(table_name, data_type, srs_id) VALUES('v','features',4326); INSERT INTO gpkg_geometry_columns VALUES('v','geom','POLYGON',4326,0,0));
gpkg 'triggers', q(CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM a; END);
gpkg 'generated', q(ALTER TABLE a ADD COLUMN long TEXT GENERATED ALWAYS AS (printf('%*c', 200000000, 'x')) VIRTUAL);
gpkg 'blob-text', q(UPDATE a SET geom = 'POLYGON((69 34))');
gpkg 'blob-short', q(UPDATE a SET geom = x'4750');
gpkg 'blob-envelope', q(UPDATE a SET geom = x'4750000FE6100000' || zeroblob(8));
gpkg 'blob-points', q(UPDATE a SET geom = x'47500001E6100000' || x'010300000001000000FFFFFF7F');
gpkg 'blob-nested', q(UPDATE a SET geom = x'47500001E6100000' || x') . '010700000001000000' x 5000 . q(');
gpkg 'blob-huge', q(UPDATE a SET geom = x'47500001E6100000' || zeroblob(80000000));
gpkg 'foreign-srs', q(UPDATE gpkg_spatial_ref_sys SET definition='PROJCS["http://127.0.0.1:9/"]', organization='http://127.0.0.1:9/');
gpkg 'names', q(ALTER TABLE a RENAME COLUMN name TO "na""me'; DROP TABLE a; --"; ALTER TABLE a ADD COLUMN name TEXT DEFAULT 'N');
gpkg 'wal', 'PRAGMA journal_mode=WAL; UPDATE a SET code=code';
gpkg 'attached-name', q(CREATE TABLE "ATTACH DATABASE '/etc/passwd' AS x"(fid INTEGER PRIMARY KEY); INSERT INTO gpkg_contents(table_name, data_type, srs_id) VALUES('ATTACH DATABASE ''/etc/passwd'' AS x','attributes',4326));

# ---- YAML: figures, columns, styles, profiles are all opened with each
sub yaml { put "yaml-$_[0].yaml", $_[1] }
yaml 'anchor-used', "layers: &l [choropleth]\ntitle: &t \"x\"\nframe: {areas: AFG}\n";
yaml 'alias', "a: &a [symbols]\nlayers: *a\n";
yaml 'alias-unknown', "layers: *nothing\n";
yaml 'laughs', "a: &a [x,x,x,x,x,x,x,x,x,x]\n" . join('', map { my $b = chr(96 + $_); chr(97 + $_) . ': &' . chr(97 + $_) . ' [' . join(',', ("*$b") x 10) . "]\n" } 1 .. 9) . "layers: *j\n";
yaml 'tabs', "layers:\n\t- choropleth\n";
yaml 'tab-value', "layers:\t[choropleth]\ntitle:\t\"a\tb\"\n";
yaml 'keys-twice', "layers: [choropleth]\nlayers: [symbols]\ntitle: a\ntitle: b\n";
yaml 'keys-twice-inside', "layers: [choropleth: {palette: Reds, palette: Blues}]\n";
yaml 'numbers', "layers: [choropleth: {classes: {count: 99999999999999999999}}]\npage: {width: 1e309mm, height: 0x7fffffffmm}\n";
yaml 'numbers-minus', "layers: [choropleth: {classes: {count: -3}}]\npage: {width: -10mm}\n";
yaml 'numbers-odd', "layers: [choropleth]\nchora: 1.0e0\nlabels: {places: .nan}\n";
yaml 'version', "chora: 99999999999999999999\nlayers: [choropleth]\n";
yaml 'merge', "base: &b {title: x}\n<<: *b\nlayers: [choropleth]\n";
yaml 'block', "title: |\n  a\n  b\n\n  c\nlayers: [choropleth]\n";
yaml 'block-long', "title: >\n" . "  x\n" x 200000 . "layers: [choropleth]\n";
yaml 'list-for-map', "- layers\n- choropleth\n";
yaml 'word', "choropleth\n";
yaml 'nothing', "---\n...\n";
yaml 'comment', "# nothing\n" x 10;
yaml 'nul', "layers: [choropleth]\ntitle: \"a\\0b\"\n\0\n";
yaml 'utf16', "\xff\xfe" . encode 'UTF-16LE', "layers: [choropleth]\n";
yaml 'bad-utf8', "title: \"\xff\xfe\"\nlayers: [choropleth]\n";
yaml 'directions', "title: \"\xe2\x80\xae\xe2\x81\xa6x\"\nlayers: [choropleth]\n";
yaml 'many-keys', join '', map { "key$_: $_\n" } 1 .. 20000;
yaml 'wide', 'layers: [' . join(',', ('x') x 100000) . "]\n";
yaml 'flow-open', "layers: [choropleth\ntitle: {a: b\n";
yaml 'quote-open', "title: \"never closed\nlayers: [choropleth]\n" . "x\n" x 1000;
yaml 'columns', "chora-columns: 1\ncolumns: {id: [id, id, [id]], date: {date: date}, area: province}\ndates: \"%n%n%n\"\nvalues: {killed: {\"\": 1e999}}\n";
yaml 'profile', "chora: 1\nprofile: \"../../x\"\nsmallest_count: 99999999999999999999\nlevels: {other: {place: displaced, displace_km: [1e308, -1], date: day, leave_out: [" . join(',', ('id') x 5000) . "]}}\n";
yaml 'style', "chora: 1\nstyle: x\nextends: yaml-style.yaml\nfonts: {text: /etc/passwd}\ncolours: {ink: \"#zzzzzz\", paper: \"rgb(1e9,0,0)\"}\n";
yaml 'filter', "layers: [choropleth]\ndata: {where: \"" . 'killed > 0 or ' x 20000 . "killed > 0\"}\n";
yaml 'filter-odd', "layers: [choropleth]\ndata: {where: \"randomblob(1000000000) or printf('%*c', 999999999, 'x') = '' or load_extension('/tmp/x')\"}\n";
yaml 'filter-like', "layers: [choropleth]\ndata: {where: \"id like '" . '%a' x 20000 . "'\"}\n";

# ---- templates of reports
sub template { put "md-$_[0].md", "---\ntitle: T\n---\n$_[1]" }
template 'tables-nested', join '', map { '|' x $_ . "\n" } 1 .. 2000;
template 'html', "<iframe src=\"file:///etc/passwd\"></iframe><script src=http://127.0.0.1:9/x></script>\n\n<svg onload=alert(1)>\n";
template 'links', "[a](javascript:alert(1)) [b](file:///etc/passwd) [c](\\\\\\\\host\\\\share) <javascript:x> [d](data:text/html,x)\n";
template 'entities', '&#0; &#xD800; &#x202e; &#1114112; &#99999999999; &nbsp;' . '&amp;' x 20000 . "\n";
template 'emphasis', '*' x 50000 . 'a' . '_' x 50000 . "\n";
template 'references', join('', map { "[$_]: x$_\n" } 1 .. 20000) . '[1]' x 20000 . "\n";
template 'list-deep', join '', map { ' ' x (2 * $_) . "- x\n" } 0 .. 400;
template 'open', '{{ if incidents }}' x 10 . '{{ "never closed }}' . "\n";
template 'names', "{{ incidents.count.count.count }} {{ __proto__ }} {{ incidents[99999999999999999999] }} {{ 1e999 }}\n";
template 'expression', '{{ ' . '(' x 5000 . 'incidents' . ')' x 5000 . " }}\n";
put 'md-front-laughs.md', "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\ntitle: *b\n---\nx\n";
put 'md-front-open.md', "---\ntitle: T\nno end\n";
put 'md-front-twice.md', "---\ntitle: T\ntitle: U\n---\n---\ntitle: V\n---\nx\n";
