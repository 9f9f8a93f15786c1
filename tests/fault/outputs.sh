# Rows 59-64: what is written.

one() {
    printf 'id,date,province,place,lat,lon,killed\na,2022-01-05,Kabul,Kabul,34.53,69.17,1\n' >in/one.csv
    takes_rows '1 = new 1' in/one.csv
}

# Names from data and from figures never leave the folder.
fault_59() {
    one
    number=0
    for id in ../../etc/x /etc/x .. . '' 'a/b' CON 'x
y' "$(perl -e 'print "n" x 300')" "$(printf 'a\360\237\222\251')"; do
        number=$((number + 1))
        rm -rf out/b
        { printf 'figure: '; printf '%s' "$id" | perl -0pe 's/([\\"])/\\$1/g; s/\n/\\n/g; $_ = "\"$_\""'; printf '\nframe: {areas: AFG}\nlayers: [symbols]\noutputs: [svg]\n'; } >in/figure.yaml
        run_any "$chora" batch af.chora in/figure.yaml --by month --from 2022-01 --to 2022-01 -o out/b
        [ -z "$(find . -newer in/figure.yaml -type f ! -path './out/b/*' ! -name said ! -name before ! -name after ! -name 'af.chora*')" ] ||
            { find . -newer in/figure.yaml -type f; fail "$id writes outside of the folder"; }
        [ ! -d out/b ] || [ -z "$(find out/b -mindepth 2)" ] || fail "$id makes folders"
    done
}

# A name that is taken by something else than a file is left alone; a link keeps what it points at.
fault_60() {
    one
    echo precious >precious
    ln -s ../precious out/link.svg
    run_any "$chora" map af.chora -o out/link.svg
    [ "$(cat precious)" = precious ] || fail "written through a link"
    mkdir out/folder.svg
    mkfifo out/pipe.svg
    run 1 "$chora" map af.chora -o out/folder.svg
    run 1 "$chora" map af.chora -o out/pipe.svg
    [ -p out/pipe.svg ] || fail "a pipe is replaced"
    # Two writers of one name: one of the two whole files.
    "$chora" map af.chora -o out/same.svg >/dev/null 2>&1 &
    run_any "$chora" map af.chora -o out/same.svg
    wait
    "$chora" map af.chora -o out/alone.svg >/dev/null 2>&1
    cmp out/same.svg out/alone.svg || fail "not whole"
    [ -z "$(find out -name '.*' -type f)" ] || fail "leaves something behind"
}

# Text of strangers in every kind of output.
fault_61() {
    needs xmllint qpdf mutool
    perl -e 'my @nasty = ("=cmd|x", "+1+1", "-2+3", "\@SUM(1)", "\t=1", "<script>alert(1)</script>", "\"><img src=x onerror=y>",
        "]]>", "&amp;<b>", "O\x27Brien", "a) /S /JavaScript /JS (x", "|x|`y`[z](javascript:w)", "{{7*7}}", "\$(id)", "\x{ff1d}1", "\\x1b[31m");
        binmode STDOUT, ":utf8"; print "id,date,province,place,summary,source\n"; my $i = 0;
        for (@nasty) { (my $q = $_) =~ s/"/""/g; $i++; print "\"n$i$q\",2022-01-05,Kabul,\"$q\",\"$q\",\"$q\"\n" }' >in/nasty.csv
    takes_rows '16 = new 16' in/nasty.csv
    "$chora" export af.chora incidents -o out/a.csv >/dev/null
    # No cell begins as a formula does; numbers stay numbers.
    perl -ne 'while (/(?:^|,)("?)([=+\@\t]|-[^0-9.])/g) { exit 1 }' out/a.csv || { cat out/a.csv; fail "a formula in a CSV"; }
    "$chora" export af.chora incidents -o out/a.geojson >/dev/null
    perl -MJSON::PP -e 'local $/; open F, shift; decode_json(<F>)' out/a.geojson || fail "no JSON"
    printf 'title: "%s"\nsubtitle: "</text><script>x</script>"\nframe: {areas: AFG}\nlayers: [symbols]\nsource: "O%sBrien ]]> & (x) /JS"\n' "O'Brien <b>&amp; uri='javascript:x' ]]>" "'" >in/figure.yaml
    for kind in editable print; do
        run 0 "$chora" map af.chora in/figure.yaml -o out/$kind.svg --svg $kind
        xmllint --noout --nonet out/$kind.svg || fail "no XML"
        ! grep -q '<script' out/$kind.svg || fail "a script in an SVG"
    done
    run 0 "$chora" map af.chora in/figure.yaml -o out/a.pdf -o out/a.png
    qpdf --check out/a.pdf >/dev/null || fail "no PDF"
    qpdf --qdf --object-streams=disable out/a.pdf - | grep -aqE '/(JavaScript|JS|Launch|OpenAction|URI) ' && fail "an action in a PDF"
    # Links of evidence in a report: none of them is more than an address.
    { echo 'id,date,province,links'
        echo 'l1,2022-01-06,Kabul,"https://ex.org/x)/S/JavaScript/JS(app.alert\(1\))"'
        echo 'l5,2022-01-06,Kabul,"https://ex.org/y) /S /JavaScript /JS (app.alert\(1\))"' # words, no address
        echo "l2,2022-01-06,Kabul,https://ex.org/it's)/Launch"
        echo 'l3,2022-01-06,Kabul,"https://ex.org/""><script>alert(1)</script>"'
        echo 'l4,2022-01-06,Kabul,javascript:alert(1)'; } >in/links.csv
    takes_rows '5 = new 5' in/links.csv --dataset links
    printf -- '---\ntitle: T\ndataset: links\n---\n{{ table incidents }}\n' >in/links.md
    run 0 "$chora" report af.chora in/links.md --period 2022-01 -o out/links.pdf
    qpdf --check out/links.pdf >/dev/null || fail "no PDF"
    qpdf --qdf --object-streams=disable out/links.pdf - >links.qdf
    grep -aq '/URI (https://ex.org/x%29/S/JavaScript/JS%28' links.qdf || fail "no link"
    grep -avE '/URI \(|TJ$' links.qdf | grep -aqE '/(JavaScript|JS|Launch|OpenAction) ' && fail "an action in a PDF"
    run 0 "$chora" report af.chora in/links.md --period 2022-01 -o out/links.html
    ! grep -qE '<script>alert|href="javascript' out/links.html || fail "a script in a page"
    run_any "$chora" match af.chora --review out/review.csv
    [ ! -e out/review.csv ] || perl -ne 'while (/(?:^|,)("?)([=+\@\t]|-[^0-9.])/g) { exit 1 }' out/review.csv || fail "a formula in the review"
}

# No fonts but Chora's are looked for; letters that no font has are told.
fault_62() {
    one
    run 0 "$chora" map af.chora -o out/a.svg
    FONTCONFIG_FILE=/nowhere FONTCONFIG_PATH=/nowhere XDG_CONFIG_HOME=/nowhere run 0 "$chora" map af.chora -o out/b.svg
    cmp out/a.svg out/b.svg || fail "other fonts"
    printf 'title: "\360\223\200\200 \342\264\260"\nframe: {areas: AFG}\nlayers: [symbols]\n' >in/glyphs.yaml
    run 0 "$chora" map af.chora in/glyphs.yaml -o out/c.svg
    says 'no font has every letter of'
}

# Sizes that cannot be.
fault_63() {
    one
    for dpi in 0 -1 1000000000 nan 1e9 2147483648; do
        run_any "$chora" map af.chora -o out/a.png --dpi "$dpi"
        [ "$code" != 0 ] || fail "--dpi $dpi is taken"
    done
    for width in 0mm 1e9mm nan 1e400mm -5mm 100000mm; do
        printf 'frame: {areas: AFG}\nlayers: [symbols]\npage: {width: %s}\n' "$width" >in/size.yaml
        run 1 "$chora" map af.chora in/size.yaml -o out/a.png
    done
    printf 'frame: {areas: AFG}\nlayers: [symbols]\npage: {width: 1200mm, height: 1200mm}\n' >in/size.yaml
    run 1 "$chora" map af.chora in/size.yaml -o out/a.png --dpi 1200
    says 'pixel'
    [ -z "$(ls -A out)" ] || fail "leaves something behind"
}

# No room: nothing at the name, and the reason. (A limit on files; a small disk where one may be made.)
fault_64() {
    awk 'BEGIN { print "id,date,province,place,lat,lon,killed,summary"
        for (i = 0; i < 400; i++) printf "k%d,2022-01-05,Kabul,Kabul,34.53,69.17,1,what happened\n", i }' >in/rows.csv
    takes_rows '400 = new 400' in/rows.csv
    cp af.chora whole.chora
    mkdir whole
    for kib in 1000000 1 8 24 40 80 120; do
        for name in a.png a.svg a.pdf a.geojson a.gpkg a.csv a.xlsx; do
            case $name in
            *.png | *.svg | *.pdf) set -- map af.chora -o out/$name ;;
            *) set -- export af.chora incidents -o out/$name ;;
            esac
            code=0
            (ulimit -f $((kib * 2)) && exec timeout "${FAULT_SECONDS:-240}" "$chora" "$@") >said 2>&1 || code=$?
            # What ends well is whole: no library's word is taken for it.
            [ $kib != 1000000 ] || mv out/$name whole/
            [ "$code" != 0 ] || [ ! -e out/$name ] || { cmp out/$name whole/$name || fail "$* is not whole"; }
            [ "$code" = 0 ] && rm -f out/$name && continue
            [ "$code" = 1 ] || { cat said; fail "$* ended with $code"; }
            says "$name: cannot be written: "
            [ -z "$(ls -A out)" ] || fail "$* leaves something behind"
        done
    done
    cmp af.chora whole.chora || fail "the project changed"
    [ "$(id -u)" != 0 ] || [ -w /dev/full ] && {
        run 1 sh -c "\"$chora\" export af.chora incidents -o - >/dev/full"
        says 'standard output cannot be written: No space left on device'
        run 1 sh -c "\"$chora\" map af.chora -o - --format png >/dev/full"
        run 1 sh -c "\"$chora\" --help >/dev/full"
    }
    disk=
    if [ "$(id -u)" = 0 ] && mkdir disk && mount -t tmpfs -o size=600k none disk 2>/dev/null; then
        disk=yes
        trap 'umount -l "$work/disk"; chmod -R u+w "$work"; rm -rf "$work"' EXIT
        cp af.chora disk/ 2>/dev/null || true
        for name in a.png a.pdf a.xlsx a.gpkg; do
            head -c 10000000 /dev/zero >disk/full 2>/dev/null || true
            case $name in
            *.png | *.pdf) set -- map af.chora -o disk/$name ;;
            *) set -- export af.chora incidents -o disk/$name ;;
            esac
            run 1 "$chora" "$@"
            says "disk/$name: cannot be written: "
            [ ! -e disk/$name ] || fail "$* leaves something behind"
        done
    fi
    mkdir closed
    code=0
    read_only closed timeout "${FAULT_SECONDS:-240}" "$chora" map af.chora -o closed/a.svg >said 2>&1 || code=$?
    [ $code = 99 ] || [ $code = 1 ] || { cat said; fail "a folder that is read-only ended with $code"; }
    [ $code = 99 ] || grep -qE 'closed/a.svg: cannot be written: (Permission denied|Read-only)' said || { cat said; fail "it is not told why"; }
    [ -z "$(ls -A closed)" ] || fail "leaves something in a folder that is read-only"
    [ -n "$disk" ] || echo "(no small disk could be made)"
}
