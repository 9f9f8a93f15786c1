# Each limit of src/base/limits.h: what is just within is taken, one more is refused with the limit in
# the message. Cells, rows and files are in row 10, pixels in 63, features and vertices in
# tests/unit/test_intake_limits.c.

# sparse ZIP NAME:BYTES...: stored zeros, which take no room on the disk; a.csv is a table.
sparse() {
    perl -MCompress::Raw::Zlib -e 'my ($to, @files) = @ARGV; open F, ">:raw", $to or die; my $directory = "";
        for (@files) {
            my ($name, $size) = split /:/;
            my $text = $name eq "a.csv" ? "id,date,province\na,2022-01-05,Kabul\n" : "";
            $size = length $text if $text;
            my @said = (0, 0, 0, 33, $text ? crc32($text) : 0, $size, $size, length $name, 0);
            my $at = tell F;
            print F pack("V v5 V3 v2", 0x04034b50, 20, @said), $name, $text;
            seek F, $size, 1 unless $text;
            $directory .= pack("V v6 V3 v5 V2", 0x02014b50, 20, 20, @said, 0, 0, 0, 0, $at) . $name;
        }
        my $at = tell F;
        print F $directory, pack("V v4 V2 v", 0x06054b50, 0, 0, scalar @files, scalar @files, length $directory, $at, 0)' "$@"
}

# A ring whose way back crosses its way there so many times.
comb() {
    perl -e 'my $n = shift; print "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"code\":\"X1\",\"name\":\"Comb\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[69,34],[70,34]",
        (map { sprintf ",[%.8f,%s]", 69.99999 - 0.99 * $_ / $n, $_ % 2 ? "33.9" : "34.1" } 0 .. $n), ",[69,34]]]}}]}"' "$1"
}

# The header of a PNG of this size, which is all that is looked at before.
png() { perl -MCompress::Raw::Zlib -e 'my $head = "IHDR" . pack("N2 C5", @ARGV, 8, 6, 0, 0, 0); print "\x89PNG\r\n\x1a\n", pack("N", 13), $head, pack("N", crc32($head))' "$@"; }

fault_80() {
    needs perl zip
    # CHORA_MAX_COLUMNS
    columns() { perl -e 'my $n = shift; print join(",", "id", "date", "province", map { "c$_" } 4 .. $n), "\n", join(",", "a", "2022-01-05", "Kabul", map { $_ } 4 .. $n), "\n"' "$1"; }
    columns 1024 >in/columns.csv
    takes_rows '1 = new 1' in/columns.csv --dataset columns
    columns 1025 >in/more-columns.csv
    refuses_import 'has 1025 columns; Chora takes 1024' in/more-columns.csv
    # CHORA_MAX_YAML
    figure() { perl -e 'my $begin = "chora: 1\nfigure: a\nlayers: [choropleth]\n# "; print $begin, "x" x ($ARGV[0] - length($begin) - 1), "\n"' "$1"; }
    figure 1048576 >in/largest.yaml
    run 0 "$chora" map af.chora in/largest.yaml -o out/a.svg
    rm out/a.svg
    figure 1048577 >in/larger.yaml
    run 1 "$chora" map af.chora in/larger.yaml -o out/b.svg
    says 'is larger than 1048576 bytes'
    # CHORA_MAX_TEXT, of a title; such a long one fits no page
    titled() { perl -e 'print "chora: 1\ntitle: \"", "word " x 819, "x" x ($ARGV[0] - 4095), "\"\nlayers: [choropleth]\n"' "$1"; }
    titled 4096 >in/title.yaml
    run 1 "$chora" map af.chora in/title.yaml -o out/a.svg
    says 'too small'
    titled 4097 >in/longer-title.yaml
    refuses 'longer-title.yaml:2:8: title is longer than 4096 bytes' "$chora" map af.chora in/longer-title.yaml -o out/a.svg
    refuses 'title: longer than 4096 bytes' "$chora" map af.chora --title "$(perl -e 'print "x" x 4097')" -o out/a.svg
    # CHORA_MAX_NESTING, of YAML
    nested() { perl -e 'print "chora: 1\nlayers: ", "[" x $ARGV[0], "]" x $ARGV[0], "\n"' "$1"; }
    nested 31 >in/deep.yaml # the document is one level itself
    run 1 "$chora" map af.chora in/deep.yaml -o out/c.svg
    says_not 'nested'
    nested 32 >in/deeper.yaml
    run 1 "$chora" map af.chora in/deeper.yaml -o out/d.svg
    says 'nested more than 32 deep'
    # CHORA_MAX_ENTRIES, CHORA_MAX_RATIO
    mkdir many
    perl -e 'for (1 .. 1999) { open my $f, ">", "many/$_.txt"; }'
    printf 'id,date,province\na,2022-01-05,Kabul\nb,2022-01-06,Kabul\n' >many/a.csv
    (cd many && zip -q ../in/most.zip *)
    takes_rows '2 = new' in/most.zip --dataset most
    touch many/one-more.txt
    (cd many && zip -q ../in/too-many.zip *)
    refuses_import '2000 files' in/too-many.zip
    perl -e 'print "id,date,province,note\n"; print "a$_,2022-01-05,Kabul,", "x" x 4000, "\n" for 1 .. 4000' >a.csv
    zip -q in/bomb.zip a.csv
    refuses_import 'times its size' in/bomb.zip
    perl -MCompress::Raw::Zlib -e1 2>/dev/null || skip "no crc32 in perl"
    # CHORA_MAX_ENTRY, CHORA_MAX_UNPACKED: 36 bytes are the table's. (Too large to be compared before and after.)
    mkdir large
    sparse large/entry.zip a.csv notes.txt:268435457
    refuses_import '256 MiB for a file' large/entry.zip
    sparse large/all.zip a.csv one.txt:268435456 two.txt:268435420
    takes_rows '1 = new 1' large/all.zip --dataset all
    sparse large/all.zip a.csv one.txt:268435456 two.txt:268435421
    refuses_import '512 MiB in all' large/all.zip
    # CHORA_MAX_CROSSINGS
    comb 10000 >in/comb.geojson
    takes 'read 1 = imported 1' "$chora" import af.chora boundaries in/comb.geojson --level district --code code --name name
    comb 10001 >in/combs.geojson
    refuses 'its border crosses itself more than 10000 times' "$chora" import af.chora boundaries in/combs.geojson --level district --code code --name name
    # CHORA_MAX_LOGO_SIDE, CHORA_MAX_LOGO_FILE
    printf 'layers: [symbols]\nframe: {areas: AFG}\nstyle: in/own.yaml\n' >in/logo.yaml
    printf 'chora: 1\nlogo: {file: logo.png}\n' >in/own.yaml
    png 4001 10 >in/logo.png
    run 1 "$chora" map af.chora in/logo.yaml -o out/a.png
    says 'has 4001 by 10 pixels; a logo has at most 4000 a side'
    png 4000 10 >in/logo.png
    run_any "$chora" map af.chora in/logo.yaml -o out/a.png
    says_not 'a logo has at most'
    truncate -s 2097153 in/logo.png
    run 1 "$chora" map af.chora in/logo.yaml -o out/a.png
    says '2097152 bytes'
}

# The helper's own limits, as the kernel keeps them: CHORA_MAX_HELPER_MEMORY, CHORA_MAX_HELPER_SECONDS.
fault_81() {
    perl -e 'print "{\"type\":\"FeatureCollection\",\"features\":[", join(",", map { "{\"type\":\"Feature\",\"properties\":{\"code\":\"X$_\",\"name\":\"N\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[69,34]}}" } 1 .. 150000), "]}"' >in/points.geojson
    "$chora" import af.chora boundaries in/points.geojson --level district --code code --name name >said 2>&1 &
    import=$! limits=
    for i in $(seq 500); do
        helper=$(cat "/proc/$import/task/$import/children" 2>/dev/null || true)
        helper=${helper%% *}
        [ -n "$helper" ] && limits=$(cat "/proc/$helper/limits" 2>/dev/null || true)
        case $limits in *'Max cpu time '*' 120 '*) break ;; esac
        kill -0 $import 2>/dev/null || break
        sleep 0.01
    done
    kill $import 2>/dev/null || true
    wait $import 2>/dev/null || true
    [ -n "$limits" ] || skip "the helper's limits cannot be seen"
    case $limits in *'Max address space '*' 3221225472 '*) ;; *) [ -n "${SANITIZED:-}" ] || { echo "$limits"; fail "no limit of memory"; } ;; esac
    for words in 'Max cpu time  *120  *120' 'Max file size  *0  *0' 'Max core file size  *0  *0' 'Max open files  *64  *64'; do
        echo "$limits" | grep -q "$words" || { echo "$limits"; fail "not limited: $words"; }
    done
}
