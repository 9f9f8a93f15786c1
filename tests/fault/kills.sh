# Row 65: kill -9 at random moments. KILLS=1000 for a longer run.

# killed MILLISECONDS COMMAND...: started, and killed after a random time up to that.
killed() {
    perl -e 'my $most = shift; my $child = fork; if (!$child) { open STDOUT, ">", "/dev/null"; open STDERR, ">&STDOUT"; exec @ARGV }
        select undef, undef, undef, rand($most) / 1000; kill 9, $child; waitpid $child, 0; exit($? ? 0 : 1)' "$@"
}

# The project is as before or as after, the batch's files are whole, and both go on.
fault_65() {
    needs sqlite3
    kills=${KILLS:-110}
    awk 'BEGIN { print "id,date,province,place,killed"
        for (i = 0; i < 400; i++) printf "k%d,2022-%02d-%02d,Kabul,Kabul,%d\n", i, i % 6 + 1, i % 28 + 1, i % 5 }' >in/rows.csv
    cp af.chora fresh.chora
    start=$(date +%s%N)
    "$chora" import af.chora in/rows.csv --dataset first >/dev/null
    most=$((($(date +%s%N) - start) / 1000000 + 20))
    cycle=0 hit=0 sets=1
    while [ $cycle -lt "$kills" ]; do
        cycle=$((cycle + 1))
        killed $most "$chora" import af.chora in/rows.csv --dataset "d$cycle" && hit=$((hit + 1))
        count=$(sqlite3 af.chora 'SELECT count(*) FROM incident') || fail "cannot be opened"
        [ $((count % 400)) = 0 ] || fail "$count incidents: half an import"
        [ $((count / 400)) = $sets ] || [ $((count / 400)) = $((sets + 1)) ] || fail "an import came or went by itself"
        sets=$((count / 400))
        [ $((cycle % 10)) != 0 ] || [ "$(sqlite3 af.chora 'PRAGMA integrity_check')" = ok ] || fail "damaged"
        [ $sets -lt 12 ] || { cp fresh.chora af.chora; rm -f af.chora-journal; sets=0; }
    done
    [ $hit -ge $((kills / 4)) ] || fail "only $hit of $kills were killed in time"
    run 0 "$chora" import af.chora in/rows.csv --dataset last
    says '400 = new 400'

    cp fresh.chora af.chora
    "$chora" import af.chora in/rows.csv --dataset first >/dev/null
    printf 'figure: m\nframe: {areas: AFG}\nlayers: [symbols]\nrepeat: {by: month}\noutputs: [svg, png@40dpi]\n' >in/figure.yaml
    "$chora" batch af.chora in/figure.yaml -o whole >/dev/null
    cycle=0
    while [ $cycle -lt $((kills / 2)) ]; do
        cycle=$((cycle + 1))
        killed 700 "$chora" batch af.chora in/figure.yaml -o out/m -j 2 || true
        for file in out/m/*; do
            [ ! -f "$file" ] || cmp "$file" "whole/$(basename "$file")" || fail "$file is not whole"
        done
        [ $((cycle % 7)) != 0 ] || rm -rf out/m
    done
    run 0 "$chora" batch af.chora in/figure.yaml -o out/m
    diff -r whole out/m || fail "the batch does not go on to the end"
}
