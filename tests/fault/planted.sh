# What is planted in every column of protected rows, in every way that it can be written, is looked for
# in the bytes of outputs of every kind.

# The site, and the ways in which people and programs write it, one a line: decimal degrees with a
# point or a comma, either way round, rounded, with signs and letters, in digits of other scripts;
# degrees with minutes and seconds; WKT, WKB and EWKB; UTM, MGRS and Web Mercator; links of maps.
site_lat=34.555312 site_lon=69.207153
spellings() {
    cat <<'LINES'
34.555312, 69.207153
69.207153 34.555312
34.55531;69.20715
(34.5553/69.2072)
34.555 69.207
34,555312; 69,207153
N34.555312 E69.207153
lat=34.555312&lon=69.207153
https://maps.example/@34.555312,69.207153,17z
geo:34.555312,69.207153
POINT (69.207153 34.555312)
34°33'19.1"N 69°12'25.8"E
34° 33' 19" N, 69° 12' 26" E
34°33.319'N 69°12.429'E
۳۴٫۵۵۵۳۱۲ ۶۹٫۲۰۷۱۵۳
LINES
    perl -e 'my $pair = pack "d<2", @ARGV[1, 0]; print uc unpack("H*", pack("CL<", 1, 1) . $pair), "\n";
        print lc unpack("H*", pack("CL<L<", 1, 0x20000001, 4326) . $pair), "\n";
        print uc unpack("H*", pack("CL>d>2", 0, 1, @ARGV[1, 0])), "\n"' $site_lat $site_lon
    # PROJ tells the same place in metres.
    printf '%s %s\n' $site_lon $site_lat | gdaltransform -s_srs EPSG:4326 -t_srs EPSG:32642 -output_xy >utm
    perl -ne 'my ($e, $n) = split; printf "42S %.0f %.0f\n42S %.0fmE %.0fmN\n", $e, $n, $e, $n;
        printf "42S WD %05d %05d\n42SWD%05d%05d\n42SWD%04d%04d\n", ($e % 1e5, $n % 1e5) x 2, $e % 1e5 / 10, $n % 1e5 / 10' utm
    printf '%s %s\n' $site_lon $site_lat | gdaltransform -s_srs EPSG:4326 -t_srs EPSG:3857 -output_xy | perl -ne 'printf "%.1f %.1f\n", split'
}

# planted_table LEVEL COLUMN: forty open rows, so that numbers are told, and as many marked ones as
# there are ways to write a position, each of which has one in the column.
planted_rows() {
    perl -CSD -e 'my ($level, $lat, $lon, @ways) = map { utf8::decode($_); $_ } @ARGV;
        my $say = sub { my $cell = shift; $cell =~ s/"/""/g; "\"$cell\"" };
        print "id,date,province,district,place,lat,lon,precision,type,target,community,killed,sensitivity,site_id,summary,evidence,source,note\n";
        printf "O%d,2022-%02d-%02d,%s,exact,bombing,market,open,%d,,,open row,https://open.example/%d,Open Press,open\n", $_, 3 + $_ % 2, 5 + $_ % 20,
            $_ % 3 ? "Kabul,Kabul,Kabul,34.52,69.18" : "Herat,Herat,Herat,34.34,62.2", $_ % 4, $_ for 1 .. 40;
        for my $i (0 .. $#ways) { my $w = $say->($ways[$i]);
            my $id = $say->("SECRET-$i $ways[$i]");
            printf "%s,2022-%02d-%02d,Kabul,Kabul,%s,$lat,$lon,exact,bombing,%s,%s,2,$level,%s,%s,%s,%s,%s\n",
                $id, 3 + $i % 2, $i % 2 ? 28 : 1, $say->("secret lane $ways[$i]"), $say->("secret school 7 $ways[$i]"),
                $say->("secret community $ways[$i]"), $say->("secret-site $ways[$i]"), $say->("on 2022-03-01 and 28 April 2022 at $ways[$i], secret school 7"),
                $say->("https://secret.example/$i?$ways[$i]"), $say->("Secret Press $ways[$i]"), $say->("note $ways[$i]") }' "$@"
}

# every_output PROJECT FOLDER PROFILE: what a person could hand on.
every_output() {
    project=$1 to=$2
    set -- --profile "$3"
    mkdir -p "$to"
    run 0 "$chora" map "$project" "$@" -o "$to/map.png" -o "$to/map.svg" -o "$to/map.pdf" --alt-text "$to/map.txt"
    run 0 "$chora" map "$project" "$@" --small -o "$to/small.png"
    run 0 "$chora" map "$project" in/sites.yaml "$@" --svg editable -o "$to/editable.svg"
    run_any "$chora" map "$project" in/sites.yaml "$@" --lint --json
    cp said "$to/lint.txt"
    for figure in multiples change two bars lines; do
        run 0 "$chora" map "$project" in/$figure.yaml "$@" -o "$to/$figure.svg" -o "$to/$figure.pdf" --alt-text "$to/$figure.txt"
    done
    for kind in csv geojson xlsx gpkg; do
        run 0 "$chora" export "$project" incidents "$@" -o "$to/incidents.$kind"
        run 0 "$chora" export "$project" areas --by month "$@" -o "$to/areas.$kind"
    done
    for kind in csv xlsx; do
        run 0 "$chora" export "$project" table --by month --split type "$@" -o "$to/table.$kind"
    done
    run 0 "$chora" report "$project" in/monthly.md --period 2022-03 "$@" -o "$to/r.pdf" -o "$to/r.html"
    ! command -v pandoc >/dev/null || run 0 "$chora" report "$project" in/monthly.md --period 2022-03 "$@" -o "$to/r.docx"
    run 0 "$chora" batch "$project" in/sites.yaml in/bars.yaml in/monthly.md --from 2022-03 --to 2022-04 "$@" --alt-text -o "$to/batch"
    [ -s "$to/batch/manifest.json" ] || fail "the batch has no manifest"
    run_any "$chora" diff "$project" "$to/batch" "$@"
    cp said "$to/diff.txt"
}

# All bytes of a file, and of what is packed in it, as text: nothing of Chora's reads them.
bytes_of() {
    cat "$1"
    strings -n 4 -e l "$1"
    case $1 in
    *.pdf) qpdf --qdf --object-streams=disable "$1" - ; mutool draw -q -F text "$1"; mutool draw -q -F trace "$1" ;;
    *.xlsx | *.docx) unzip -p "$1" ;;
    *.gpkg) sqlite3 "$1" .dump ;;
    *.html | *.svg) perl -MMIME::Base64 -ne 'print decode_base64($1), "\n" while /;base64,([A-Za-z0-9+\/=]+)/g' "$1" ;;
    esac 2>/dev/null
}

# holds FILE...: exits with 0 and says it when one of them has the site, a secret word or the exact day.
holds() {
    for file in "$@"; do bytes_of "$file"; done | perl -e 'local $/; my $text = <STDIN>; my ($lat, $lon, $bad) = (@ARGV);
        $text =~ s/(?:\xDB([\xB0-\xB9])|\xD9([\xA0-\xA9]))/chr((ord($1 || $2) & 15) + 48)/ge;
        $text =~ s/\xD9\xAB/./g;
        my ($y, $x) = map { my ($d, $f) = split /\./; "$d\[.,]" . substr($f, 0, 3) } $lat, $lon;
        for my $pattern ("$y\\d*[^0-9]{1,40}$x", "$x\\d*[^0-9]{1,40}$y", "34\\D{1,4}33\\D{1,4}19", "34\\D{1,4}33[.,]3[12]",
            "(?i)secret[- ](lane|school|community|site|press)", "(?i)SECRET-[0-9]", "secret\\.example", "(?i)WD ?1\\d{4} ?2?\\d{4}",
            "2022-03-01[^0-9-].{0,20}secret", "27 April 2022|28 April 2022|28 Apr 2022|2022-04-28") {
            if ($text =~ /(.{0,30}$pattern.{0,30})/) { (my $said = $1) =~ s/[^ -~]/?/g; print "$pattern: $said\n"; $bad = 1 } }
        my $pair = pack "d<2", $lon, $lat; my $turned = pack "d>2", $lon, $lat;
        for my $bytes ($pair, $turned) { my $hex = unpack "H*", $bytes;
            if (index($text, $bytes) >= 0 || index(lc $text, $hex) >= 0) { print "as doubles\n"; $bad = 1 } }
        exit !$bad' $site_lat $site_lon 0
}

fault_86() { # a planted position, word or day, however it is written, is in no output
    needs mutool qpdf unzip sqlite3 strings perl gdaltransform
    spellings >ways
    [ "$(wc -l <ways)" -ge 20 ] || fail "ways to write it are missing"
    printf 'chora: 1\nfigure: sites\ntitle: "Sites, {period}"\nlayers:\n  - choropleth: {level: province}\n  - symbols: {at: incident, by: claim}\nrepeat: {by: month}\noutputs: [png@72dpi, svg, pdf]\n' >in/sites.yaml
    printf 'chora: 1\nfigure: multiples\ntitle: "Months"\nlayers: [choropleth: {level: province}]\nsmall_multiples: {by: month}\n' >in/multiples.yaml
    printf 'chora: 1\nfigure: change\ntitle: "Change"\nperiod: 2022-04\nlayers:\n  - choropleth: {level: province, measure: {of: count, against: previous}}\n' >in/change.yaml
    printf 'chora: 1\nfigure: two\ntitle: "Two"\nlayers:\n  - choropleth: {level: province, measure: {of: killed}}\n  - symbols: {at: place, size: count}\n' >in/two.yaml
    printf 'chora: 1\nfigure: bars\ntitle: "Targets"\nchart: {kind: bars, by: target}\noutputs: [svg, pdf]\n' >in/bars.yaml
    printf 'chora: 1\nfigure: lines\ntitle: "Types"\nchart: {kind: lines, by: month, split: type}\n' >in/lines.yaml
    printf -- '---\ntitle: "Incidents in {country}"\noutputs: [pdf, html]\n---\n{{ keys }}\n\n{{ incidents.sentence }}\n\n{{ table provinces }}\n\n{{ table incidents }}\n\n{{ table places }}\n\n{{ figure incidents-by-province }}\n\n{{ chart incidents-by-type title="T" }}\n\n{{ methods }}\n\n{{ account }}\n' >in/monthly.md
    cp af.chora empty.chora
    for level in high new; do
        # shellcheck disable=SC2046
        (IFS='
'; planted_rows $level $site_lat $site_lon $(cat ways)) >in/planted.csv
        cp empty.chora $level.chora
        run 0 "$chora" import $level.chora in/planted.csv
        for profile in public partner; do
            [ "$level/$profile" != high/partner ] || continue # partners see targets of these
            every_output $level.chora out/$level-$profile $profile
            for file in $(find out/$level-$profile -type f); do
                if holds "$file"; then fail "$file has what is planted"; fi
            done
        done
    done
    # the search would find it
    run 0 "$chora" export high.chora incidents --profile internal -o out/internal.xlsx
    holds out/internal.xlsx >/dev/null || fail "the search is blind"
    # in a column that is shown each way is found by Chora itself, and nothing is written
    n=0
    while read -r way; do
        n=$((n + 1))
        printf 'id,date,province,lat,lon,precision,type,sensitivity\nT%s,2022-03-02,Kabul,%s,%s,exact,"%s",high\n' $n $site_lat $site_lon "$(printf %s "$way" | sed 's/"/""/g')" >in/shown.csv
        cp empty.chora shown.chora
        run 0 "$chora" import shown.chora in/shown.csv
        run 1 "$chora" export shown.chora incidents --profile public -o out/shown.csv
        says "exact place of the protected incident T$n"
        [ ! -e out/shown.csv ] || fail "$way was written"
    done <ways
}
