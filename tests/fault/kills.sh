# Row 65: kill -9 at random moments. KILLS=1000 for a longer run.

# killed MILLISECONDS COMMAND...: started, and killed after a random time up to that.
killed() {
    perl -e 'my $most = shift; my $child = fork; if (!$child) { open STDOUT, ">", "/dev/null"; open STDERR, ">&STDOUT"; exec @ARGV }
        select undef, undef, undef, rand($most) / 1000; kill 9, $child; waitpid $child, 0; exit($? ? 0 : 1)' "$@"
}

# cut_short PROJECT: as a kill in the middle of a commit leaves it: half of a write, and its journal.
cut_short() {
    rm -f "$1" "$1-journal"
    sqlite3 af.chora 'PRAGMA cache_size=1' BEGIN "UPDATE name SET text = text || '?'" ".shell cp af.chora $1" \
        ".shell cp af.chora-journal $1-journal" ROLLBACK >/dev/null 2>&1
    [ -s "$1-journal" ] || fail "no journal was left"
}

# Whoever opens it first undoes the half write, also a command that only reads; where nothing may be written
# it says what to do.
half_writes() {
    printf 'figure: m\nframe: {areas: AFG}\nlayers: [symbols]\noutputs: [svg]\n' >in/half.yaml
    for words in "verify half/af.chora" "map half/af.chora in/half.yaml -o half/m.svg" "export half/af.chora areas -o half/m.csv"; do
        rm -rf half && mkdir half
        cut_short half/af.chora
        # shellcheck disable=SC2086
        run 0 "$chora" $words
        [ ! -e half/af.chora-journal ] || fail "$words leaves the journal"
        [ "$(sqlite3 half/af.chora "SELECT count(*) FROM name WHERE text LIKE '%?'")" = 0 ] || fail "$words: half a write"
    done
    rm -rf half && mkdir half
    cut_short half/af.chora
    code=0
    read_only half "$chora" verify half/af.chora >said 2>&1 || code=$?
    [ $code = 99 ] || { [ $code = 1 ] && grep -q 'was cut short.*copy it' said; } || { cat said; fail "a half write in a folder that is read-only ended with $code"; }
    [ -s half/af.chora-journal ] || fail "the journal is gone"
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
        # The span of moments follows how busy the machine is: about every second one is to hit.
        if killed $most "$chora" import af.chora in/rows.csv --dataset "d$cycle"; then
            hit=$((hit + 1)) most=$((most * 10 / 9 + 1))
        else
            most=$((most * 9 / 10 + 1))
        fi
        "$chora" verify af.chora >said 2>&1 || { cat said; fail "a killed import leaves a project that is not proven"; }
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
    half_writes
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
