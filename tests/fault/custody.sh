# What was altered behind Chora's back is found, wherever it is: each cell of each row that the ledger
# seals, each word of a manifest, each file of a batch. One alteration at a time.

# A project with something in every table that is sealed, made from the files of the transcripts.
custody_project() {
    files=$source/tests/cli/files
    "$chora" init ng.chora --country NGA
    "$chora" import ng.chora "$files/claims_verified.csv" --dataset documented
    "$chora" import ng.chora "$files/claims_newsletter.csv" --dataset newsletter
    "$chora" import ng.chora tally "$files/claims_totals.csv" --dataset newsletter
    "$chora" link ng.chora --claims newsletter --verified documented --id incident --days 2 --same type --review links.csv
    perl -pi -e 's/^(C4,.*,)[^,]*,[^,]*$/${1}V5,a person says so\n/' links.csv
    "$chora" link ng.chora --decisions links.csv
    printf 'id,date,province,place,killed,sensitivity,site_id,links,sources\nu1,2022-02-01,Nowhere,Qala,1,high,s1,https://a.example/1 | https://a.example/2,A | B\nu2,2022-02-02,Borno,Maiduguri,2,,s1,,A\n' >in/u.csv
    "$chora" import ng.chora in/u.csv --dataset u
    perl -pi -e 's/,2,,s1/,4,,s1/' in/u.csv
    "$chora" import ng.chora in/u.csv --dataset u
    printf 'id,date,province,place,killed\nu1,2021-02-01,Lagos,Lagos,9\n' >in/v.csv
    "$chora" import ng.chora in/v.csv --dataset u
    "$chora" match ng.chora --review places.csv
    perl -pi -e 's/^(Nowhere,.*),,$/$1,NG-NI,a person says so/' places.csv
    "$chora" match ng.chora --decisions places.csv
    "$chora" verify ng.chora
}

# alter TABLE KEYS ROW COLUMN: another value in one cell of a copy; KEYS are those of the row.
alter() {
    cp ng.chora altered.chora
    sqlite3 altered.chora "PRAGMA synchronous = OFF; PRAGMA ignore_check_constraints = ON; UPDATE \"$1\" SET \"$4\" = CASE typeof(\"$4\") WHEN 'integer' THEN \"$4\" + 1000
        WHEN 'real' THEN \"$4\" + 0.001 WHEN 'text' THEN \"$4\" || 'x' WHEN 'null' THEN '1' ELSE x'00' END
        WHERE ($2) = (SELECT $2 FROM \"$1\" ORDER BY $2 LIMIT 1 OFFSET $3)" 2>/dev/null
}

found() {
    run_any "$chora" verify "$@"
    [ "$code" = 1 ] || { cat said; fail "is proven all the same: $altered"; }
}

fault_87() {
    needs sqlite3 perl
    custody_project >made 2>&1 || { cat made; fail "no project"; }
    count=0
    for table in run ledger seal incident incident_old incident_link conflict evidence source incident_source tally dataset decision link_rule link_decision coverage; do
        rows=$(sqlite3 ng.chora "SELECT count(*) FROM \"$table\"")
        [ "$rows" -gt 0 ] || fail "nothing is in $table"
        keys=$(sqlite3 ng.chora "SELECT coalesce(group_concat('\"' || name || '\"'), 'rowid') FROM (SELECT name FROM pragma_table_info('$table') WHERE pk > 0 ORDER BY pk)")
        for column in $(sqlite3 ng.chora "SELECT name FROM pragma_table_info('$table')"); do
            altered="$table, $column"
            alter "$table" "$keys" $((rows - 1)) "$column" || continue # what another row has already
            found altered.chora
            count=$((count + 1))
        done
        altered="$table, a row less"
        cp ng.chora altered.chora
        sqlite3 altered.chora "PRAGMA synchronous = OFF; DELETE FROM \"$table\" WHERE ($keys) = (SELECT $keys FROM \"$table\" ORDER BY $keys LIMIT 1)"
        found altered.chora
    done
    [ "$count" -gt 90 ] || fail "only $count alterations"

    # The manifest, each word of two of its lines; then a line less, one twice, the seal of another.
    printf 'chora: 1\nfigure: small\ndata: {dataset: documented}\nlayers: [choropleth]\noutputs: [png, svg, pdf]\n' >in/small.yaml
    printf -- '---\ntitle: Sheet\ndataset: documented\noutputs: [pdf, html]\n---\n{{ incidents.sentence }}\n' >in/sheet.md
    run 0 "$chora" batch ng.chora in/small.yaml in/sheet.md --by month --from 2022-01 --to 2022-02 --alt-text -o out
    run 0 "$chora" verify ng.chora out
    cp out/manifest.json whole.json
    for line in 1 2 4 5 "$(grep -n '"sheet.html"' whole.json | cut -d: -f1)" "$(grep -n seal whole.json | cut -d: -f1)"; do
        words=$(sed -n "${line}p" whole.json | grep -o '": *["0-9]' | wc -l)
        for word in $(seq 1 "$words"); do
            altered="manifest.json, line $line, word $word"
            perl -e 'my ($line, $word) = splice @ARGV, 0, 2; while (<>) { my $n = 0;
                s/(": *)("[^"]*|\d+)/my $v = $2; ++$n == $word ? $1 . ($v =~ m{^"} ? $v . "x" : $v + 1) : "$1$2"/ge if $. == $line; print }' "$line" "$word" whole.json >out/manifest.json
            ! cmp -s whole.json out/manifest.json || fail "not altered: $altered"
            found ng.chora out
        done
        altered="manifest.json, line $line less"
        sed "${line}d" whole.json >out/manifest.json
        found ng.chora out
    done
    altered="manifest.json, a line twice"
    sed '4p' whole.json >out/manifest.json
    found ng.chora out
    cp whole.json out/manifest.json
    # Each file of the batch, by one byte.
    find out -type f ! -name manifest.json >list
    while IFS= read -r altered; do
        cp "$altered" kept
        perl -e 'my ($from, $to) = @ARGV; open F, "<:raw", $from; local $/; $_ = <F>; substr($_, length() / 2, 1) ^= "\1"; open G, ">:raw", $to; print G $_' kept "$altered"
        found ng.chora out
        cp kept "$altered"
    done <list
    run 0 "$chora" verify ng.chora out
    rm -rf out && mkdir out
    # A map made alone carries a note of what it was made from: another hash of rows is nobody's.
    run 0 "$chora" map ng.chora in/small.yaml --period 2022-01 -o out/a.png -o out/a.svg -o out/a.pdf
    for kind in png svg pdf; do
        run 0 "$chora" verify ng.chora out/a.$kind
        altered="the note of a $kind"
        perl -e 'open F, "<:raw", $ARGV[0]; local $/; $_ = <F>; close F;
            my $n = s/(chora-made:data=)([0-9a-f])/$1 . ($2 eq "0" ? "1" : "0")/ge;
            my $wide = join "", map { sprintf "00%02X", ord } split //, "chora-made:data=";
            $n += s/($wide)003([0-9])/$1 . "003" . ($2 eq "0" ? "1" : "0")/gie; $n += s/($wide)006([0-9])/$1 . "0030"/gie;
            open F, ">:raw", $ARGV[0]; print F $_; exit !$n' out/a.$kind || fail "$kind: no note was altered"
        found ng.chora out/a.$kind
    done
    rm -rf out && mkdir out
}
