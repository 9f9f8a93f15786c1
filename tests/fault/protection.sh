# Rows about people: what is planted in every column of a protected row is looked for, by other
# tools than Chora's own, in outputs of every kind.

# A table with words in every column that stand nowhere else, in three provinces and at three levels;
# the rows that begin with O are open.
planted() {
    cat >in/planted.csv <<'TABLE'
id,date,province,district,place,lat,lon,precision,type,subtype,target,community,perpetrator,claim,verification,killed,injured,sensitivity,site_id,summary,evidence,source,note
O1,2022-03-02,Kabul,Kabul,Kabul,34.512345,69.187654,exact,bombing,suicide,market,open community,open group,claimed,verified,2,3,,,an open row,https://open.example/1,Open Press,an open note
O2,2022-03-04,Herat,Herat,Herat,34.341111,62.201111,exact,shooting,ambush,market,open community,open group,none,unverified,0,1,public,,another open row,https://open.example/2,Open Press,an open note
PLANTED-ID-1,2022-03-09,Kabul,Kabul,Kabul,34.531234,69.171717,exact,planted type one,planted subtype one,planted target one,planted community one,planted perpetrator one,claimed,verified,61,71,high,planted-site-1,"planted, ""quoted"" & <summary> one",https://planted.example/1,Planted Press One,planted note one
PLANTED-ID-2,2022-03-10,Herat,Herat,Herat,34.361234,62.181717,exact,planted type two,planted subtype two,planted target two,planted community two,planted perpetrator two,claimed,verified,62,72,medium,planted-site-2,planted summary two that is so long that it is set in several lines of a report and of a list,https://planted.example/2,Planted Press Two,planted note two
PLANTED-ID-3,2022-03-11,Nangarhar,Jalalabad,Jalalabad,34.441234,70.441717,exact,planted type three,planted subtype three,planted target three,planted community three,planted perpetrator three,claimed,verified,63,73,low,planted-site-3,planted summary three,https://planted.example/3,Planted Press Three,planted note three
PLANTED-ID-4,2022-04-10,Kabul,Kabul,planted lane near the old mill,34.551234,69.141717,exact,planted type four,planted subtype four,planted target four,planted community four,planted perpetrator four,claimed,verified,64,74,unheard-of,planted-site-4,planted summary four,https://planted.example/4,Planted Press Four,planted note four
TABLE
    run 0 "$chora" import af.chora in/planted.csv
    printf 'chora: 1\nfigure: sites\ntitle: "Sites, {period}"\nlayers:\n  - choropleth: {level: province}\n  - symbols: {at: incident, by: claim}\nrepeat: {by: month}\noutputs: [png@72dpi, svg, pdf]\n' >in/sites.yaml
    printf 'chora: 1\nfigure: towns\ntitle: "Towns, {period}"\nlayers:\n  - symbols: {at: place, size: count}\noutputs: [svg, pdf]\n' >in/towns.yaml
    printf 'chora: 1\nfigure: types\ntitle: "Types, {period}"\nchart: {kind: bars, by: type}\noutputs: [svg, pdf]\n' >in/types.yaml
    cat >in/monthly.md <<'REPORT'
---
title: "Incidents in {country}"
---
{{ keys }}

{{ incidents.sentence }} {{ killed.sentence }} {{ injured.sentence }}

{{ provinces.top }} {{ provinces.list }}

{{ table provinces }}

{{ table incidents }}

{{ figure incidents-by-province }}

{{ chart incidents-by-type title="By type, {period}" }}

{{ methods }}
REPORT
}

# Everything a reader could get out of an output, as text: read back by other programs.
opened() {
    case $1 in
    *.pdf) mutool draw -q -F text "$1"; mutool draw -q -F trace "$1"; mutool show "$1" trailer outline; qpdf --qdf --object-streams=disable "$1" - | strings -n 4 ;;
    *.xlsx | *.docx) unzip -p "$1" ;;
    *.gpkg) sqlite3 "$1" .dump; ogrinfo -al -q "$1" ;;
    *.png) strings -n 4 "$1" ;;
    *) cat "$1" ;;
    esac 2>/dev/null
    case $1 in
    *.html) perl -MMIME::Base64 -ne 'print decode_base64($1), "\n" while /;base64,([A-Za-z0-9+\/=]+)/g' "$1" | strings -n 4 ;;
    esac
}

# What an open row and an own number may look like is not searched for: coordinates are, in pairs, or
# one by one where there are no drawings.
secret_words='PLANTED-ID|planted-site|planted[- ][a-z]+ (one|two|three|four)|planted lane|planted\.example|Planted Press|planted, '
secret_numbers='(34[.,](531|361|441|551)[0-9]*|69[.,]1(71|72|41|42)[0-9]*|62[.,]18[12][0-9]*|70[.,]44[12][0-9]*)'
search() {
    opened "$1" | tr -s ' \t\r\n' ' ' >opened
    [ -s opened ] || fail "$1 cannot be opened"
    # what the profile lets through of the row marked low, and of medium's type and the like
    sed -E "s/$2//g" opened >searched
    grep -oiE ".{20}($secret_words).{20}" searched && fail "$1 says a planted word"
    case $1 in
    *.svg | *.pdf | *.html | */areas.*) grep -oE "$secret_numbers[^0-9]{1,12}$secret_numbers" searched && fail "$1 says a planted position" ;;
    *) grep -oE ".{20}[^0-9]$secret_numbers.{20}" searched && fail "$1 says a planted coordinate" ;;
    esac
    return 0
}

# The centres of the symbols of a drawing.
centres() { grep -oE '<circle class="cluster[^>]*' "$1" | sed -E 's/.* cx="([0-9.]*)" cy="([0-9.]*)".*/\1 \2/' | sort -u; }

fault_75() { # what is protected stands in no output of any kind, not as words, numbers or places
    needs mutool qpdf unzip sqlite3 ogrinfo perl strings
    planted
    for profile in public partner; do
        # low: public leaves out summary and links, partner the links; medium, partner: no summary,
        # links, sources; public: no id, target, community too; else the same.
        allowed='PLANTED-ID-3|planted-site-0|planted (type|subtype|target|community|perpetrator|note) three|Planted Press Three'
        allowed="$allowed|planted (type|subtype|perpetrator|note) (one|two|four)"
        [ $profile = public ] || allowed="$allowed|PLANTED-ID-2|planted target (one|two|four)|planted community two|planted summary three"
        [ $profile = public ] || allowed="$allowed|34[.,]441[0-9]*|70[.,]441[0-9]*"
        mkdir "out/$profile"
        run 0 "$chora" map af.chora in/sites.yaml --profile $profile --period 2022-03 -o out/$profile/a.png -o out/$profile/a.svg -o out/$profile/a.pdf --alt-text out/$profile/a.txt
        run 0 "$chora" map af.chora in/sites.yaml --profile $profile --period 2022-03 -o out/$profile/editable.svg --svg editable
        run 0 "$chora" map af.chora in/towns.yaml --profile $profile -o out/$profile/towns.svg --svg editable
        for kind in csv geojson xlsx gpkg; do
            run 0 "$chora" export af.chora incidents --profile $profile -o out/$profile/incidents.$kind
            run 0 "$chora" export af.chora areas --by month --profile $profile -o out/$profile/areas.$kind
        done
        run 0 "$chora" export af.chora table --by month --split type --profile $profile -o out/$profile/table.csv
        run 0 "$chora" report af.chora in/monthly.md --profile $profile --period 2022-03 -o out/$profile/r.pdf -o out/$profile/r.html
        ! command -v pandoc >/dev/null || run 0 "$chora" report af.chora in/monthly.md --profile $profile --period 2022-03 -o out/$profile/r.docx
        run 0 "$chora" batch af.chora in/sites.yaml in/towns.yaml in/types.yaml --profile $profile --alt-text -o out/$profile/batch
        if command -v pandoc >/dev/null; then
            sed 's/^title:/outputs: [pdf, html, docx]\ntitle:/' in/monthly.md >in/word.md
            run 0 "$chora" batch af.chora in/word.md --from 2022-03 --to 2022-03 --profile $profile -o out/$profile/word
            [ -s out/$profile/word/word_2022-03.docx ] || fail "the batch made no Word document"
        fi
        for file in $(find out/$profile -type f); do
            search "$file" "$allowed"
        done
    done
    # what a person types is looked over too, and what goes to standard output
    run 1 "$chora" map af.chora in/sites.yaml --title 'Kabul, 34.531 69.172' --alt-text -
    says 'exact place of the protected incident PLANTED-ID-1'
    run 1 "$chora" map af.chora in/sites.yaml --title 'The PLANTED, “quoted” & <summary> one' -o out/title.pdf
    says 'the summary of the protected incident PLANTED-ID-1'
    [ ! -e out/title.pdf ] || fail "it was written all the same"
    "$chora" export af.chora incidents -o - 2>/dev/null >out/stdout.geojson
    grep -q '"O1"' out/stdout.geojson || fail "nothing on standard output"
    grep -qE 'PLANTED-ID-1|34\.531' out/stdout.geojson && fail "standard output says what is hidden"
    printf -- '---\ntitle: "Incidents"\n---\nIt was at 34.531, 69.172.\n' >in/typed.md
    kinds="pdf html"
    ! command -v pandoc >/dev/null || kinds="$kinds docx"
    for kind in $kinds; do
        run 1 "$chora" report af.chora in/typed.md --period 2022-03 -o out/typed.$kind
        says 'exact place of the protected incident PLANTED-ID-1'
        [ ! -e out/typed.$kind ] || fail "it was written all the same"
        sed "s/^title:/outputs: $kind\ntitle:/" in/typed.md >in/typed_of_all.md
        run 1 "$chora" batch af.chora in/typed_of_all.md --from 2022-03 --to 2022-03 -o out/typed-$kind
        says 'exact place of the protected incident PLANTED-ID-1'
        [ "$(find out/typed-$kind -name "*.$kind" | wc -l)" = 0 ] || fail "the batch wrote it all the same"
    done
    # where the true symbols are, none of the public ones stand
    run 0 "$chora" map af.chora in/sites.yaml --profile internal --period 2022-03 --where "sensitivity in ('high', 'medium')" -o out/true.svg --svg editable
    centres out/true.svg >true
    centres out/public/editable.svg >public
    [ "$(wc -l <true)" -ge 2 ] || fail "no symbols to compare"
    comm -12 true public | grep . && fail "a symbol stands at a protected place"
    # the search would find what it looks for
    run 0 "$chora" export af.chora incidents --profile internal -o out/internal.xlsx
    (search out/internal.xlsx xyz) >/dev/null 2>&1 && fail "the search is blind"
    return 0
}

fault_79() { # nothing but what a profile names: of a new column nothing is shown
    planted
    run 0 "$chora" export af.chora incidents --profile public -o out/all.geojson
    grep -qE 'planted note|PLANTED-ID-[124]|planted-site' out/all.geojson && fail "a column that is not known was exported"
    run 0 "$chora" export af.chora incidents --profile public --columns id,date -o out/two.csv
    [ "$(head -n 1 out/two.csv)" = id,date ] || fail "other columns than those asked for"
}

# 40 incidents of four provinces, with a town and a few types; few of some.
counted() {
    {
        echo id,date,province,place,lat,lon,precision,type,killed,sensitivity
        n=0
        for row in 'Kabul Kabul 34.52 69.18 9' 'Herat Herat 34.34 62.2 7' 'Nangarhar Jalalabad 34.43 70.45 3' 'Balkh Mazar-e-Sharif 36.71 67.11 1'; do
            # shellcheck disable=SC2086
            set -- $row
            for month in 03 04; do
                i=0
                while [ $i -lt "$5" ]; do
                    i=$((i + 1)) n=$((n + 1))
                    echo "X$n,2022-$month-0$i,$1,$2,$3,$4,exact,$([ $i = 3 ] && echo rarity || echo bombing),$i,low"
                done
            done
        done
    } >in/counted.csv
    run 0 "$chora" import af.chora in/counted.csv
}

fault_58() { # no small number in any output, nor as a 0
    needs mutool perl
    counted
    printf 'chora: 1\nfigure: areas\ntitle: "Areas, {period}"\nlayers:\n  - choropleth: {level: province}\n  - symbols: {at: place, size: count}\noutputs: [svg]\n' >in/areas.yaml
    printf 'chora: 1\nfigure: types\ntitle: "Types, {period}"\nchart: {kind: bars, by: type}\noutputs: [svg]\n' >in/types.yaml
    run 0 "$chora" map af.chora in/areas.yaml -o out/areas.svg --svg editable --alt-text out/areas.txt
    says 'behind numbers that are withheld'
    grep -q '<title>Kabul: 18' out/areas.svg || fail "a large circle is not drawn"
    grep -qE '<title>(Jal|Maz)[^<]*: [0-9]' out/areas.svg && fail "a small circle is drawn"
    grep -q 'Total: 40 incidents' out/areas.txt || fail "another total: $(cat out/areas.txt)"
    grep -qE ' withheld' out/areas.txt || fail "what is withheld is not told: $(cat out/areas.txt)"
    run 0 "$chora" export af.chora areas --by month -o out/areas.csv
    says 'numbers from 1 to 4 are withheld'
    grep -E '^AF-(NAN|BAL)' out/areas.csv | grep -E ',[0-9]+,[0-9]*,[0-9]*$' && fail "a small number, or a 0, is exported"
    run 0 "$chora" export af.chora table --by month --split type -o out/table.csv
    says 'numbers from 1 to 4 are withheld'
    grep -E '^AF-(KAB|HER|NAN).*rarity' out/table.csv | grep -v 'withheld' && fail "a small number of a value is exported"
    grep -q '(withheld)' out/table.csv || fail "what is withheld is not told"
    printf -- '---\ntitle: "Incidents"\n---\n{{ table provinces }}\n\n{{ table types }}\n\n{{ for p in provinces }}\n* {{ p.name }}: {{ p.incidents.count }}\n{{ end }}\n\nRare: {{ incidents.count where type = '"'rarity'"' }}.\n\n{{ chart incidents-by-type title="T" }}\n' >in/r.md
    run 0 "$chora" report af.chora in/r.md --period 2022-03 -o out/r.pdf
    mutool draw -q -F text out/r.pdf >out/r.txt
    grep -q 'Rare: withheld' out/r.txt || { cat out/r.txt; fail "a small number of a condition is told"; }
    grep -qE 'Nangarhar|Balkh' out/r.txt && fail "a province with few incidents is told"
    grep -q 'Kabul: 9' out/r.txt || fail "a large number is not told"
    run 0 "$chora" map af.chora in/types.yaml --period 2022-03 -o out/types.svg --alt-text out/types.txt
    grep -q rarity out/types.txt && fail "a small bar is drawn: $(cat out/types.txt)"
    grep -q 'withheld: 20' out/types.txt || fail "the bar of what is withheld is another: $(cat out/types.txt)"
}

fault_78() { # outputs that are put together: see test_measure_withhold; here two spans and a condition
    counted
    for span in '2022-03 2022-03' '2022-04 2022-04' '2022-03 2022-04'; do
        # shellcheck disable=SC2086
        set -- $span
        run 0 "$chora" export af.chora areas --from "$1" --to "$2" -o "out/$1-$2.csv"
        grep -E '^AF-BAL' "out/$1-$2.csv" | grep -E ',[0-9]+$' && fail "Balkh is told in $span"
    done
    # all of March is told, so all but the last day of it is not
    run 0 "$chora" export af.chora areas --from 2022-03-01 --to 2022-03-08 -o out/cut.csv
    grep -E '^AF-KAB' out/cut.csv | grep -E ',[0-9]+$' && fail "a part of a month is told"
    run 0 "$chora" export af.chora areas --where "id <> 'X1'" -o out/but-one.csv
    grep -E '^AF-KAB' out/but-one.csv | grep -E ',[0-9]+$' && fail "all but one are told"
    return 0
}
