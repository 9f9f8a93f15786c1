# Rows 1-16: the text of a table.

rows='r1,2022-01-05,Kabul,Kabul,,,1
r2,2022-02-05,Herat,Herat,,,2'

# A byte order mark: not part of the first column's name; the rows are the same rows.
fault_01() {
    echo "$rows" | table plain.csv
    { printf '\357\273\277'; cat in/plain.csv; } >in/marked.csv
    takes_rows '2 = new 2' in/plain.csv --dataset d
    takes_rows '2 = new 0 + unchanged 2' in/marked.csv --dataset d
}

# UTF-16 with its mark is read; without one it is refused with the words that help.
fault_02() {
    needs iconv
    echo "$rows" | table plain.csv
    takes_rows '2 = new 2' in/plain.csv --dataset d
    for order in LE BE; do
        iconv -t "UTF-16$order" in/plain.csv >"in/bare$order.csv"
        if [ $order = LE ]; then printf '\377\376'; else printf '\376\377'; fi >in/marked$order.csv
        cat "in/bare$order.csv" >>in/marked$order.csv
        takes_rows '2 = new 0 + unchanged 2' in/marked$order.csv --dataset d
        refuses_import '--encoding UTF-16' in/bare$order.csv --dataset d
        takes_rows '2 = new 0 + unchanged 2' in/bare$order.csv --dataset d --encoding UTF-16$order
    done
}

# An older encoding is never guessed: the first offset is told, the right name reads it.
fault_03() {
    needs iconv
    printf 'شناسه,تاریخ,ولایت\n1,2022-01-05,كابل\n' >plain.csv
    iconv -t CP1256//TRANSLIT plain.csv >in/old.csv 2>/dev/null || skip "no CP1256"
    refuses_import 'at offset 0); say how the file is encoded: --encoding windows-1252 (Western Europe)' in/old.csv
    printf 'id,date,province\n1,2022-01-05,\311\312\n' >in/cell.csv
    takes_rows '1 = new 0 + unchanged 0 + updated 0 + conflict 0 + rejected 1' in/cell.csv --rejects rejects.csv
    rejected 2 'byte 0xC9 is not UTF-8'
    refuses_import 'there is no encoding "KLINGON"' in/old.csv --encoding KLINGON
    takes_rows '1 = new 1' in/cell.csv --encoding CP1256
}

# Bytes that are no UTF-8 reject their row, and only it; they are kept in hexadecimal.
fault_04() {
    number=0
    echo "$header" >in/bytes.csv
    for bytes in '\200' '\300\257' '\340\200\257' '\355\240\200' '\364\220\200\200' '\370\210\200\200\200' '\303' '\377'; do
        number=$((number + 1))
        printf "b$number,2022-01-05,Kabul,x${bytes}y,,,1\n" >>in/bytes.csv
        printf "g$number,2022-01-05,Kabul,Kabul,,,1\n" >>in/bytes.csv
    done
    takes_rows '16 = new 8 + unchanged 0 + updated 0 + conflict 0 + rejected 8' in/bytes.csv --rejects rejects.csv
    for line in 2 4 6 8 10 12 14 16; do
        rejected $line 'is not UTF-8'
    done
    rejected 2 'x\\x80y'
}

# A NUL byte does not empty the cells behind it.
fault_05() {
    printf 'a,2022-01-05,Ka\0bul,Kabul,,,1\nb,2022-01-05,Kabul,Kabul,,,1\n' | table nul.csv
    takes_rows '2 = new 1 + unchanged 0 + updated 0 + conflict 0 + rejected 1' in/nul.csv --rejects rejects.csv
    rejected 2 'NUL byte'
}

# Every kind of line end, and line ends inside quotes.
fault_06() {
    echo "$rows" | table plain.csv
    takes_rows '2 = new 2' in/plain.csv --dataset d
    tr '\n' '\r' <in/plain.csv >in/cr.csv
    sed 's/$/\r/' in/plain.csv >in/crlf.csv
    sed '2s/$/\r/' in/plain.csv >in/mixed.csv
    printf '%s' "$(cat in/plain.csv)" >in/open.csv
    for kind in cr crlf mixed open; do
        takes_rows '2 = new 0 + unchanged 2' in/$kind.csv --dataset d
    done
    printf 'a,2022-01-05,Kabul,"Two\nlines",,,1\nb,2022-01-05,Kabul,"Two\r\nlines, ""so""",,,1\n' | table quoted.csv
    takes_rows '2 = new 2' in/quoted.csv
}

# A quote that is never closed: the line where it was opened, nothing stored.
fault_07() {
    printf 'a,2022-01-05,Kabul,Kabul,,,1\nb,2022-01-05,"Kabul,Kabul,,,1\nc,2022-01-05,Kabul,Kabul,,,1\n' | table quote.csv
    refuses_import 'quote.csv: line 3: the quote opened here is never closed' in/quote.csv
}

# Too few or too many cells reject the row; nothing is moved or dropped.
fault_08() {
    printf 'a,2022-01-05,Kabul\nb,2022-01-05,Kabul,Kabul,,,1,more\nc,2022-01-05,Kabul,Kabul,,,1\n' | table ragged.csv
    takes_rows '3 = new 1 + unchanged 0 + updated 0 + conflict 0 + rejected 2' in/ragged.csv --rejects rejects.csv
    rejected 2 '3 cells, 7 columns'
    rejected 3 '8 cells, 7 columns'
}

# Columns of the same name or of none, and the most columns there may be.
fault_09() {
    printf 'id,date,date,province\n1,2022-01-05,2022-01-06,Kabul\n' >in/twice.csv
    refuses_import 'the file has more than one column "date"' in/twice.csv
    printf 'chora-columns: 1\ncolumns:\n  id: id\n  date: date (2)\n  area: province\n' >in/second.yaml
    takes_rows '1 = new 1' in/twice.csv --columns in/second.yaml
    [ "$(stored date)" = 2022-01-06 ] || fail "the other column is taken"
    printf 'id,date,,province\n1,2022-01-05,x,Kabul\n' >in/empty.csv
    takes_rows '1 = new 1' in/empty.csv
    wide() { perl -e 'print join(",", "id", "date", "province", map { "c$_" } 4 .. $ARGV[0]), "\n",
        join(",", "w", "2022-01-05", "Kabul", (0) x ($ARGV[0] - 3)), "\n"' "$1"; }
    wide 1024 >in/most.csv
    takes_rows '1 = new 1' in/most.csv
    wide 1025 >in/more.csv
    refuses_import 'has 1025 columns; Chora takes 1024' in/more.csv
}

# The longest cell and row, and one byte more.
fault_10() {
    long() { perl -e 'print "id,date,province,a,b,c,d\nl,2022-01-05,Kabul,", join(",", map { "x" x $_ } @ARGV), "\n"' "$@"; }
    long 1048576 0 0 0 >in/cell.csv
    takes_rows '1 = new 1' in/cell.csv
    long 1048577 0 0 0 >in/cells.csv
    refuses_import 'line 2: a cell is longer than 1 MiB' in/cells.csv
    # 21 bytes are the row's first cells and the commas.
    long 1048576 1048576 1048576 1048552 >in/row.csv
    takes_rows '1 = new 1' in/row.csv
    long 1048576 1048576 1048576 1048576 >in/rows.csv
    refuses_import '4 MiB' in/rows.csv
    truncate -s 4294967297 huge.csv # Too large to be compared before and after.
    refuses_import 'huge.csv' huge.csv
}

# The delimiter is found in the header and told; a decimal comma is read where it cannot be a thousand's.
fault_11() {
    for delimiter in ';' '|' '	'; do
        printf 'id,date,province,lat,lon\na,2022-01-05,Kabul,34.53,69.17\n' | tr , "$delimiter" >in/d.csv
        takes_rows '1 = new 1' in/d.csv --dataset "d$(printf %d "'$delimiter")"
        rm in/d.csv
    done
    printf 'id;date;province;lat;lon\na;2022-01-05;Kabul;34,53;69,17\n' >in/comma.csv
    takes_rows '1 = new 0' in/comma.csv --dataset comma --rejects rejects.csv
    rejected 2 'has a comma'
    takes "delimiter ';'" "$chora" import af.chora in/comma.csv --dataset comma --decimal comma
    says '1 = new 1'
    needs sqlite3
    [ "$(sqlite3 af.chora "SELECT lon, lat FROM incident WHERE lat > 0 ORDER BY id DESC LIMIT 1")" = '69.17|34.53' ] || fail "a decimal comma is lost"
    sed 's/34,53/34.530/' in/comma.csv >in/thousands.csv
    takes_rows '1 = new 0' in/thousands.csv --dataset thousands --decimal comma --rejects rejects.csv
    printf 'id;date;province;killed\na;2022-01-05;Kabul;1,234\n' >in/thousand.csv
    takes_rows '1 = new 0 + unchanged 0 + updated 0 + conflict 0 + rejected 1' in/thousand.csv --rejects rejects.csv
    rejected 2 '1,234'
}

# Digits of Arabic and Persian, with their own marks.
fault_12() {
    printf 'a,۲۰۲۲-۰۱-۰۵,Kabul,,۳۴٫۵۳,۶۹٫۱۷,۱۲\nb,٢٠٢٢-٠١-٠٦,Kabul,,٣٤٫٥٣,٦٩٫١٧,٣\n' | table digits.csv
    takes_rows '2 = new 2' in/digits.csv
    needs sqlite3
    [ "$(stored date killed) $(sqlite3 af.chora 'SELECT lon, lat FROM incident' | tr '\n' ' ')" = "2022-01-05,12
2022-01-06,3 69.17|34.53 69.17|34.53 " ] || { cat stored.csv; fail "digits are lost"; }
}

# A script's variants are one name for matching, and stay as they are in the store.
fault_13() {
    printf 'a,2022-01-05,کابل,كابـل,,,1\nb,2022-01-05,كابل,می‌دان,,,1\n' | table scripts.csv
    takes_rows '2 = new 2' in/scripts.csv
    [ "$(stored province)" = "Kabul
Kabul" ] || { cat stored.csv; fail "not the same province"; }
    needs sqlite3
    sqlite3 af.chora 'SELECT area_text, place_text FROM incident ORDER BY id' >kept
    [ "$(cat kept)" = 'کابل|كابـل
كابل|می‌دان' ] || { cat kept; fail "the spelling of the source is lost"; }
}

# Bidi controls: stored as they came, never handed to a terminal or a picture.
fault_14() {
    printf 'a,2022-01-05,Kabul,\342\200\256lubaK\342\200\254,,,1\nb,2022-01-05,\342\201\246Xyzzy\342\201\251,q,,,1\n' | table bidi.csv
    takes_rows '2 = new 2' in/bidi.csv
    run 0 "$chora" check af.chora
    run 1 "$chora" find af.chora "$(printf '\342\200\256lubaK')"
    run 0 "$chora" map af.chora -o out/a.svg --svg editable
    printable out/a.svg
}

# One name in two scripts is never matched to a place by itself.
fault_15() {
    # A Cyrillic a in Kabul, a Greek omicron in Ghor.
    printf 'a,2022-01-05,K\320\260bul,,,,1\nb,2022-01-05,Gh\316\277r,,,,1\n' | table mixed.csv
    takes_rows '2 = new 2' in/mixed.csv
    [ "$(stored level | sort -u)" = none ] || { cat stored.csv; fail "a name in two scripts is placed"; }
    run 0 "$chora" check af.chora
    says 'there is Kabul (AF-KAB)'
    printf 'a,2022-01-05,Кабул,,,,1\n' | table whole.csv
    takes_rows '1 = new 1' in/whole.csv
    "$chora" export af.chora incidents --dataset whole -o whole.csv >/dev/null
    grep -q ',Kabul,' whole.csv || fail "a name in one script"
}

# Control characters in cells, sheet and file names never reach a terminal.
fault_16() {
    escape=$(printf '\033]0;owned\007\033[31m')
    { printf 'a,2022-13-05,Kabul,%s,,,1\nb,2022-01-05,%sKabul,q,,,1\n' "$escape" "$escape"
        for i in 1 2 3 4 5 6 7 8 9; do echo "c$i,2022-01-05,Kabul,Kabul,34.5,69.17,1"; done; } | table "name$escape.csv"
    takes_rows '11 = new 10' "in/name$escape.csv" --rejects rejects.csv
    printable rejects.csv
    run 0 "$chora" check af.chora
    run 1 "$chora" map "in/nothing$escape.csv" -o out/a.svg
    run 2 "$chora" "verb$escape"
    run 1 "$chora" map af.chora --where "$escape" -o out/a.svg
    printf 'title: "%s"\n' 'a\e[31mb' >in/figure.yaml
    "$chora" map af.chora in/figure.yaml -o out/b.svg --svg editable >said 2>&1 || true
    printable said
    [ ! -e out/b.svg ] || printable out/b.svg
}
