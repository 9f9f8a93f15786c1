# Each limit of src/base/limits.h: what is just within is taken, one more is refused with the limit in
# the message. Cells, rows and files are in row 10, pixels in 63.

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
}
