# Rows 17-21: days.

days() { { echo id,date,province; cat; } >in/days.csv; }

# The order of day and month is found from the whole file, told when it cannot be, never mixed.
fault_17() {
    printf 'a,13/02/2022,Kabul\nb,01/02/2022,Kabul\n' | days
    takes_rows '2 = new 2' in/days.csv --dataset a
    [ "$(stored date)" = "2022-02-13
2022-02-01" ] || fail "not day, month, year"
    printf 'a,01/02/2022,Kabul\nb,03/04/2022,Kabul\n' | days
    refuses_import '--dates dmy' in/days.csv --dataset b
    takes_rows '2 = new 2' in/days.csv --dataset b --dates mdy
    printf 'a,13/02/2022,Kabul\nb,02/13/2022,Kabul\n' | days
    run 1 "$chora" import af.chora in/days.csv --dataset c
    says 'days.csv'
    printf 'a,05.01.22,Kabul\nb,2022-01-05,Kabul\n' | days
    refuses_import 'can be read as day-month-year or month-day-year: row 2 "05.01.22"' in/days.csv --dataset d
}

# Years of the Solar Hijri calendar are never taken for years of ours.
fault_18() {
    printf 'a,1400-05-24,Kabul\nb,۱۴۰۰/۵/۲۴,Kabul\nc,24 Asad 1400,Kabul\nd,2021-08-15,Kabul\n' | days
    takes_rows '4 = new 1 + unchanged 0 + updated 0 + conflict 0 + rejected 3' in/days.csv --rejects rejects.csv
    rejected 2 'calendar'
    rejected 3 'calendar'
    rejected 4 '24 Asad 1400'
}

# Days that are not in the calendar, and the spreadsheet's day numbers.
fault_19() {
    printf 'a,2022-02-29,Kabul\nb,2024-02-29,Kabul\nc,1900-02-29,Kabul\nd,2022-13-01,Kabul\ne,2022-04-31,Kabul\n' | days
    takes_rows '5 = new 1 + unchanged 0 + updated 0 + conflict 0 + rejected 4' in/days.csv --rejects rejects.csv
    for line in 2 4 5 6; do
        rejected $line 'is no date'
    done
    # A number alone may be a day number or a year that was mistyped: it is not guessed in a text.
    printf 'a,44566,Kabul\nb,60,Kabul\n' | days
    run 0 "$chora" import af.chora in/days.csv --dataset serial --rejects rejects.csv
    says 'rejected 2'
}

# Future, long past, reversed and unknown days are told, and unknown parts are not filled in.
fault_20() {
    printf '%s\n' 'id,date,date_end,province' a,2099-01-05,,Kabul b,1850-01-05,,Kabul c,2022-03-05,2022-03-01,Kabul \
        d,2022-03,,Kabul e,2022,,Kabul f,2022-03-00,,Kabul >in/odd.csv
    run 0 "$chora" import af.chora in/odd.csv --rejects rejects.csv
    rejected 4 'before'
    run 0 "$chora" check af.chora
    says 'outside-future'
    says 'outside-past'
    stored date date_precision >dates
    grep -q 'month$' dates || { cat dates; fail "a month is filled in"; }
    grep -q 'year$' dates || { cat dates; fail "a year is filled in"; }
    takes '1 of' "$chora" map af.chora -o out/a.svg --period 2022-03-01..2022-03-31
}

# Days are days: no time zone moves them, and there is no end in 2038.
fault_21() {
    printf 'a,2022-03-27T00:30:00Z,Kabul\nb,2022-03-27 23:59,Kabul\nc,2039-01-01,Kabul\nd,2022-10-30T02:30:00+02:00,Kabul\n' | days
    for zone in UTC Asia/Kabul America/Adak Pacific/Kiritimati Europe/Berlin Asia/Tehran; do
        TZ=$zone run 0 "$chora" import af.chora in/days.csv --dataset "$(echo $zone | tr -d /)"
        says '4 = new 4'
        "$chora" export af.chora incidents --dataset "$(echo $zone | tr -d /)" -o zone.csv >/dev/null
        cut -d, -f2 zone.csv | tr '\n' ' ' >"days-$(echo $zone | tr -d /)"
    done
    [ "$(sort -u days-* | cat)" = "date 2022-03-27 2022-03-27 2039-01-01 2022-10-30 " ] || { head days-*; fail "a day moved"; }
}
