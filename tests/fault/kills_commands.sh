# Row 85: each command that writes a project, ended at the moments of its commit; then one that only
# reads, and the same once more. ROUNDS=40 for a longer run.

# ended SIGNAL MOMENT COMMAND...: MOMENT is the file whose coming (then going, with a "-" before it) is
# waited for, so that no clock says when; a few milliseconds later, or earlier than it, the signal.
ended() {
    perl -MPOSIX=WNOHANG -e 'my ($signal, $moment) = splice @ARGV, 0, 2;
        my $child = fork;
        if (!$child) { $SIG{INT} = "DEFAULT"; open STDOUT, ">", "/dev/null"; open STDERR, ">&STDOUT"; exec @ARGV }
        my $goes = $moment =~ s/^-//;
        my $wait = sub { my $there = shift; until (!!-e $moment == $there) { exit 1 if waitpid($child, WNOHANG) } };
        $wait->(1);
        $wait->("") if $goes;
        select undef, undef, undef, rand(rand() < 0.5 ? 0.0005 : 0.02);
        kill $signal, $child; waitpid $child, 0; exit($? & 127 ? 0 : 1)' "$@"
}

# What a person put in, counted.
holds() {
    sqlite3 "$1" "SELECT (SELECT count(*) FROM incident), (SELECT count(*) FROM incident_old), (SELECT count(*) FROM area),
        (SELECT count(*) FROM area_value), (SELECT count(*) FROM tally), (SELECT count(*) FROM decision),
        (SELECT count(*) FROM link_rule), (SELECT count(*) FROM run), (SELECT count(*) FROM ledger)" || fail "cannot be opened"
}

writers() {
    cat <<'TEXT'
import af.chora in/rows.csv --dataset more
import af.chora in/changed.csv --dataset verified
import af.chora in/rows.csv --dataset more --columns in/columns.yaml
import af.chora values in/people.csv --name people --year 2021
import af.chora tally in/totals.csv --dataset claims
match af.chora --decisions in/decisions.csv
match af.chora
link af.chora --claims claims --verified verified --days 3
verify af.chora
TEXT
}

fault_85() {
    needs sqlite3
    awk 'BEGIN { print "id,date,province,place,killed"
        for (i = 0; i < 1500; i++) printf "k%d,2022-%02d-%02d,Kabul,Kabul,%d\n", i, i % 6 + 1, i % 28 + 1, i % 5 }' >in/rows.csv
    printf 'id,date,province,killed\nc1,2022-01-05,Kabul,1\nc2,2022-02-05,Herat,2\n' >in/claims.csv
    printf 'id,date,province,killed\nv1,2022-01-06,Kabul,1\nv2,2022-02-05,Herat,3\nv3,2022-02-06,Kbul or so,1\n' >in/verified.csv
    sed 's/Herat,3/Herat,4/' in/verified.csv >in/changed.csv
    printf 'chora-columns: 1\ncolumns:\n  id: id\n  date: date\n  area: province\n' >in/columns.yaml
    printf 'code,value\nAF-KAB,5000\nAF-HER,3000\n' >in/people.csv
    printf 'period,incidents,citation\n2022-01,9,Issue 1\n' >in/totals.csv
    printf 'text,decision\nKbul or so,AF-KAB\n' >in/decisions.csv
    printf 'figure: m\ndata: {dataset: verified}\nframe: {areas: AFG}\nlayers: [choropleth]\noutputs: [svg]\n' >in/figure.yaml
    import in/claims.csv >/dev/null 2>&1
    import in/verified.csv >/dev/null 2>&1
    cp af.chora whole.chora
    ends=0 round=0
    writers >writers
    while [ $round -lt "${ROUNDS:-1}" ]; do
        round=$((round + 1))
        while IFS= read -r words; do
            begin() {
                rm -f af.chora-journal
                cp whole.chora af.chora
                # As the version before this one left it: whoever opens it first writes.
                [ "$words" != "verify af.chora" ] ||
                    sqlite3 af.chora 'DROP INDEX incident_marked; CREATE INDEX name_by_sound ON name (sound); PRAGMA user_version=5'
            }
            begin
            before=$(holds af.chora)
            # shellcheck disable=SC2086
            "$chora" $words >said 2>&1 || { cat said; fail "$words"; }
            after=$(holds af.chora)
            for moment in af.chora-journal -af.chora-journal; do
                for signal in KILL TERM; do
                    begin
                    # shellcheck disable=SC2086
                    ! ended $signal $moment "$chora" $words || ends=$((ends + 1))
                    case $((ends % 4)) in
                    0) run 0 "$chora" map af.chora in/figure.yaml -o out/m.svg ;;
                    1) run 0 "$chora" export af.chora areas --dataset verified -o out/m.csv ;;
                    2) run 0 "$chora" check af.chora ;;
                    3) run 0 "$chora" diff af.chora ;;
                    esac
                    run 0 "$chora" verify af.chora
                    now=$(holds af.chora)
                    [ "$now" = "$before" ] || [ "$now" = "$after" ] || fail "$words: half done: $now, between $before and $after"
                    # shellcheck disable=SC2086
                    run 0 "$chora" $words
                    run 0 "$chora" verify af.chora
                    [ ! -e af.chora-journal ] || fail "$words leaves a journal"
                done
            done
        done <writers
    done
    [ $ends -gt 0 ] || fail "none was ended in time"
    new_projects
    [ -z "$(find . -name '.chora*')" ] || { find . -name '.chora*'; fail "something is left behind"; }
}

# A new project has its name when it is whole, and nobody's journal is taken for its own.
new_projects() {
    perl -e 'my $m = shift; for my $i (0 .. $m - 1) {
        unlink "new.chora"; my $child = fork;
        if (!$child) { open STDOUT, ">", "/dev/null"; open STDERR, ">&STDOUT"; exec @ARGV }
        select undef, undef, undef, $i * 0.06 / $m; kill 9, $child; waitpid $child, 0;
        system(qq("$ARGV[0]" verify new.chora >said 2>&1)) and die "init leaves half a project" if -e "new.chora";
        die "init leaves a journal" if -e "new.chora-journal"; }' 12 "$chora" init new.chora --country FJI || { cat said; fail "a killed init"; }
    rm -f new.chora
    sqlite3 af.chora 'PRAGMA cache_size=1' BEGIN "UPDATE name SET text = text || '?'" ".shell cp af.chora-journal new.chora-journal" ROLLBACK
    [ -s new.chora-journal ] || fail "no journal was left"
    run 0 "$chora" init new.chora --country FJI
    run 0 "$chora" verify new.chora
    [ ! -e new.chora-journal ] || fail "somebody else's journal is there"
    run 1 "$chora" init new.chora --country FJI
    says 'is there already'
}
