# Rows 50-58: who is who, and numbers.

usual() { echo "$header" >"in/$1"; cat >>"in/$1"; }

# The same id twice in a file: both rows are named, the second is rejected.
fault_50() {
    printf 'a,2022-01-05,Kabul,Kabul,,,1\nb,2022-01-06,Herat,Herat,,,1\na,2022-01-07,Ghor,,,,1\n' | usual twice.csv
    takes_rows '3 = new 2 + unchanged 0 + updated 0 + conflict 0 + rejected 1' in/twice.csv --rejects rejects.csv
    rejected 4 'the same id as row 2'
}

# The same file again changes nothing; a corrected row is a new version, and the old one is kept.
fault_51() {
    needs sqlite3
    printf 'a,2022-01-05,Kabul,Kabul,,,1\nb,2022-01-06,Herat,Herat,,,1\n' | usual again.csv
    takes_rows '2 = new 2' in/again.csv
    content() { sqlite3 af.chora 'SELECT key, version, hash, lon, lat, killed FROM incident ORDER BY key; SELECT * FROM incident_old'; }
    content >first
    takes_rows '2 = new 0 + unchanged 2' in/again.csv
    content | cmp - first || fail "not as before"
    sed -i 's/Herat,,,1/Herat,,,2/' in/again.csv
    takes_rows '2 = new 0 + unchanged 1 + updated 1' in/again.csv
    [ "$(sqlite3 af.chora "SELECT version FROM incident WHERE key = 'b'; SELECT count(*) FROM incident_old")" = "2
1" ] || fail "no second version"
}

# An id that is used for another incident is a conflict, and nothing is written over.
fault_52() {
    printf 'a,2022-01-05,Kabul,Kabul,,,1\n' | usual reused.csv
    takes_rows '1 = new 1' in/reused.csv
    printf 'a,2019-07-01,Herat,Herat,,,44\n' | usual reused.csv
    run_any "$chora" import af.chora in/reused.csv
    says 'conflict 1'
    [ "$(stored date killed)" = 2022-01-05,1 ] || { cat stored.csv; fail "written over"; }
}

some() {
    printf 'a,2022-01-05,Kabul,Kabul,,,1\nb,2022-03-06,Herat,Herat,,,2\nc,2022-03-07,Kabul,Kabul,,,\n' | usual some.csv
    takes_rows '3 = new 3' in/some.csv
}

# A month without incidents: a map like the others, which says so.
fault_53() {
    some
    takes 'No recorded incidents in this period' "$chora" map af.chora --period 2022-02 -o out/february.svg --svg editable
    run 0 "$chora" map af.chora --period 2022-03 -o out/march.svg --svg editable
    grep -q 'No recorded incidents' out/february.svg || fail "the map does not say that there is nothing"
}

# A filter that leaves nothing.
fault_54() {
    some
    refuses 'killd' "$chora" map af.chora --where 'killd > 1' -o out/x.svg
    takes '3 left out by the filter' "$chora" map af.chora --where 'killed > 100' -o out/none.svg
}

# Every number is in exactly one class, whatever the numbers are.
fault_55() {
    for numbers in '5 5 5 5 5' '0 0 0' '3' '1 2' '1 1 1 1000000000000' '-5 -5 0 5 5' '0.1 0.2 0.30000000000000004 0.3' \
        '1e-300 1e300' '9007199254740993 9007199254740992 1' "$(perl -e 'srand 4; print join " ", map { int rand 1000 } 1 .. 500')"; do
        for method in fisher quantile equal pretty geometric mean-sd head-tail box maximum; do
            for option in '' --zero; do
                # shellcheck disable=SC2086
                echo "$numbers" | tr ' ' '\n' | "$chora" classes --method $method --count 5 $option >classes 2>&1 || { grep -q '^chora: ' classes && continue; cat classes; fail "$method of $numbers"; }
                given=$(echo "$numbers" | wc -w)
                perl -e 'my ($given) = @ARGV; my ($sum, $before) = (0); open F, "classes";
                    while (<F>) { next unless /^(\d+|zero)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\d+)\s/; $sum += $5; next if $1 eq "zero";
                        exit 1 if $5 && $3 < $2; exit 1 if defined $before && $5 && $2 < $before; $before = $3 if $5 }
                    exit($sum != $given)' "$given" || { cat classes; fail "$method of $numbers: not each in one class"; }
            done
        done
    done
    printf 'nan\n1\n' | "$chora" classes >classes 2>&1 && fail "nan is a number"
    printf 'inf\n1\n' | "$chora" classes >classes 2>&1 && fail "inf is a number"
    return 0
}

# Rates need a population that is one.
fault_56() {
    some
    printf 'code,population\nAF-KAB,0\nAF-HER,-5\n' >in/people.csv
    run_any "$chora" import af.chora values in/people.csv --name population --year 2021 --value population --level province --code code
    printf 'frame: {areas: AFG}\nlayers:\n  - choropleth: {level: province, measure: {of: count, per: {value: population, times: 100000}}}\n' >in/rate.yaml
    run_any "$chora" map af.chora in/rate.yaml -o out/rate.svg --svg editable
    [ ! -e out/rate.svg ] || ! grep -qE '>-?(inf|nan)' out/rate.svg || fail "a rate that is none"
}

# More than 2^31, and the sum of parts is the total.
fault_57() {
    { for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
        echo "a$i,2022-01-$(printf %02d "$i"),Kabul,Kabul,,,100000000"; done
        echo 'b,2022-02-01,Herat,Herat,,,7'
        echo 'c,2022-02-02,Herat,Herat,,,100000001'
    } | usual many.csv
    takes_rows '32 = new 31 + unchanged 0 + updated 0 + conflict 0 + rejected 1' in/many.csv --rejects rejects.csv
    rejected 33 'is no count'
    run 0 "$chora" export af.chora areas --of killed -o sums.csv
    grep -q '3000000000' sums.csv || { cat sums.csv; fail "a sum over 2^31 is lost"; }
}
