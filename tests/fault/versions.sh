# Project files of another Chora.

# older NAME: the project as the version before this one left it.
older() {
    cp made.chora "$1"
    sqlite3 "$1" 'DROP INDEX incident_marked; CREATE INDEX name_by_sound ON name (sound); PRAGMA user_version=5'
}

fault_84() { # older ones are brought up to date, newer and lying ones refused
    needs sqlite3
    printf 'id,date,province,lat,lon\na,2022-03-02,Kabul,34.53,69.17\n' >in/rows.csv
    run 0 "$chora" import af.chora in/rows.csv
    mv af.chora made.chora
    newest=$(sqlite3 made.chora 'PRAGMA user_version')
    for words in 'verify P' 'map P -o out/a.svg' 'import P in/rows.csv' 'check P' 'export P incidents -o out/a.csv'; do
        older p.chora
        # shellcheck disable=SC2086
        run 0 "$chora" $(echo "$words" | sed 's/ P/ p.chora/')
        [ "$(sqlite3 p.chora 'PRAGMA user_version')" = "$newest" ] || fail "$words leaves an older file"
        run 0 "$chora" verify p.chora
        says 'proven: nothing differs'
    done
    rm -f out/*
    # Killed while it is brought up to date: the one or the other.
    for milliseconds in 2 4 6 8 10 14 18 25; do
        older p.chora
        perl -e 'my $ms = shift; my $child = fork; if (!$child) { open STDOUT, ">", "/dev/null"; open STDERR, ">&STDOUT"; exec @ARGV }
            select undef, undef, undef, $ms / 1000; kill 9, $child; waitpid $child, 0' $milliseconds "$chora" verify p.chora
        run 0 "$chora" verify p.chora
        says 'proven: nothing differs'
    done
    # Where it cannot be written it is told why it has to be.
    mkdir closed
    older closed/p.chora
    chmod a-w closed/p.chora
    code=0
    read_only closed "$chora" map closed/p.chora -o out/a.svg >said 2>&1 || code=$?
    [ "$code" = 99 ] || [ "$code" = 1 ] || { cat said; fail "a read-only older project ended with $code"; }
    [ "$code" = 99 ] || says 'made by an older Chora, and cannot be brought up to date where it is (copy it to where it can be written)'
    for lie in 'user_version=99;made by a newer Chora (version 99' 'user_version=0;not a Chora project' 'user_version=-1;not a Chora project' \
        'user_version=3;migrating to version 4: ' 'application_id=7;not a Chora project'; do
        cp made.chora af.chora
        sqlite3 af.chora "PRAGMA ${lie%%;*}"
        for words in 'map af.chora -o out/a.svg' 'import af.chora in/rows.csv' 'verify af.chora' 'check af.chora'; do
            # shellcheck disable=SC2086
            refuses "${lie#*;}" "$chora" $words
        done
    done
    for table in seal tally meta incident site link_rule; do
        cp made.chora af.chora
        sqlite3 af.chora "PRAGMA foreign_keys=OFF; PRAGMA writable_schema=ON; DELETE FROM sqlite_master WHERE name = '$table' OR tbl_name = '$table'"
        run_any "$chora" map af.chora -o out/a.svg
        [ "$code" = 1 ] || fail "a project without its table $table ended with $code"
        says 'af.chora: '
        grep -qE "has no table|is damaged|not Chora" said || { cat said; fail "it is not told what is the matter"; }
    done
}
