# Rows 65-72: what happens to the process. Kills at random moments: kill.sh, run apart.

rows_of() { # rows_of COUNT
    awk -v n="$1" 'BEGIN { print "id,date,province,place,killed"
        for (i = 0; i < n; i++) printf "k%d,2022-%02d-%02d,Kabul,Kabul,%d\n", i, i % 12 + 1, i % 28 + 1, i % 5 }'
}

# stopped SIGNAL FILE COMMAND...: sends the signal when the file is there. Ends with what the command
# ended with; by then it took no second more of the processor (the clock also counts what others do).
stopped() {
    perl -MPOSIX=WNOHANG -e 'my ($signal, $file) = splice @ARGV, 0, 2;
        my $child = fork;
        # A shell starts what runs in the background deaf to INT.
        if (!$child) { $SIG{INT} = "DEFAULT"; open STDOUT, ">", "said"; open STDERR, ">&STDOUT"; exec @ARGV }
        until (-e $file) { waitpid($child, WNOHANG) and die "it ended before the signal\n"; select undef, undef, undef, 0.002 }
        select undef, undef, undef, rand 0.02;
        open my $f, "<", "/proc/$child/stat" or die "it ended before the signal\n";
        my @stat = split / /, (<$f> =~ s/.*\) //r);
        my $before = ($stat[11] + $stat[12]) / 100;
        kill $signal, $child;
        $SIG{ALRM} = sub { kill 9, $child; die "does not end\n" };
        alarm 60;
        waitpid $child, 0;
        my $code = $? & 127 ? 128 + ($? & 127) : $? >> 8;
        my (undef, undef, $user, $system) = times;
        $user + $system - $before < 1 or die "takes more than a second to stop\n";
        exit $code' "$@"
}

# Ctrl-C, a closed terminal, a polite kill: within a second, nothing half, the next command works.
fault_66() {
    rows_of 300000 >in/many.csv
    cp af.chora whole.chora
    for signal in INT TERM HUP; do
        for moment in said af.chora-journal; do
            cp whole.chora af.chora
            rm -f said
            code=0
            stopped $signal $moment "$chora" import af.chora in/many.csv || code=$?
            [ "$code" -gt 128 ] || { cat said; fail "$signal: ended with $code"; }
            run_any "$chora" check af.chora
            says 'incidents 0'
            [ ! -e af.chora-journal ] || run 0 "$chora" match af.chora
        done
    done
    # A batch with threads.
    printf 'figure: m\nframe: {areas: AFG}\nlayers: [symbols]\nrepeat: {by: month}\noutputs: [png]\n' >in/figure.yaml
    cp whole.chora af.chora
    head -n 2000 in/many.csv >in/some.csv
    "$chora" import af.chora in/some.csv >/dev/null 2>&1
    code=0
    stopped INT out/m/.manifest.journal "$chora" batch af.chora in/figure.yaml -o out/m -j 2 || code=$?
    [ "$code" = 130 ] || { cat said; fail "a batch ended with $code"; }
    # A reader of standard output that goes away.
    "$chora" export af.chora areas -o - --by month 2>said | head -c 10 >/dev/null || true
    says_not Segmentation
}

# Two writers: the second waits for the first, both are whole.
fault_67() {
    needs sqlite3
    rows_of 3000 >in/a.csv
    rows_of 3000 >in/b.csv
    "$chora" import af.chora in/a.csv >said-a 2>&1 &
    run 0 "$chora" import af.chora in/b.csv
    wait
    grep -q '3000 = new 3000' said-a || { cat said-a; fail "the first"; }
    says '3000 = new 3000'
    run_any "$chora" check af.chora
    says 'incidents 6000'
    # Nobody is sent away while another program holds the whole file, neither readers nor writers.
    for words in 'verify af.chora' 'check af.chora' 'export af.chora areas --dataset a -o out/a.csv' 'match af.chora' 'import af.chora in/b.csv'; do
        rm -f held free
        sqlite3 af.chora 'BEGIN EXCLUSIVE' '.shell touch held; while [ -e held ] && [ ! -e free ]; do sleep 0.05; done' ROLLBACK &
        holder=$!
        until [ -e held ]; do kill -0 $holder 2>/dev/null || fail "the project cannot be held"; done
        # shellcheck disable=SC2086
        "$chora" $words >said 2>&1 &
        waits=$!
        sleep 0.3
        kill -0 $waits 2>/dev/null || { cat said; fail "$words does not wait"; }
        touch free
        wait $waits || { cat said; fail "$words, when it was free"; }
        wait
    done
}

# A helper that dies, hangs or talks nonsense is an error message, and the batch's others are made.
fault_68() {
    needs ogr2ogr
    echo '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"X","name":"X"},"geometry":{"type":"Polygon","coordinates":[[[69,34],[70,34],[70,35],[69,34]]]}}]}' >in/a.geojson
    helper() { printf '#!/bin/sh\n%s\n' "$1" >helper; chmod +x helper; }
    for act in 'kill -SEGV $$' 'kill -ABRT $$' 'exit 0' 'exit 7' 'echo nonsense >&0; cat /dev/urandom 2>/dev/null | head -c 100000 >&0' 'head -c 20000000 /dev/zero >&0'; do
        helper "$act"
        CHORA_EXCHANGE=$PWD/helper refuses 'a.geojson' "$chora" import af.chora boundaries in/a.geojson --level district --code code --name name
    done
    CHORA_EXCHANGE=/nowhere/helper refuses 'helper' "$chora" import af.chora boundaries in/a.geojson --level district --code code --name name
    # Ended from outside while it reads.
    helper 'sleep 30'
    CHORA_EXCHANGE=$PWD/helper "$chora" import af.chora boundaries in/a.geojson --level district --code code --name name >said 2>&1 &
    import=$!
    sleep 0.3
    kill -TERM $import
    wait $import 2>/dev/null || true
    run_any "$chora" check af.chora
}

# The environment of the libraries underneath is not read.
fault_70() {
    rows_of 20 >in/a.csv
    echo '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"X","name":"Süd"},"geometry":{"type":"Polygon","coordinates":[[[69,34],[70,34],[70,35],[69,35],[69,34]]]}}]}' >in/a.geojson
    make() {
        cp "$project" "$1.chora"
        "$chora" import "$1.chora" in/a.csv
        "$chora" import "$1.chora" boundaries in/a.geojson --level district --code code --name name
        "$chora" map "$1.chora" -o "out/$1.png" -o "out/$1.svg" -o "out/$1.pdf"
        "$chora" export "$1.chora" incidents -o "out/$1.gpkg"
        "$chora" export "$1.chora" areas --level district -o "out/$1.geojson"
    }
    make plain >said 2>&1 || { cat said; fail "plain"; }
    mkdir -p home/.gdal home/.config/fontconfig home/.local/share/proj
    printf '[configoptions]\nSHAPE_RESTORE_SHX=YES\nOGR_GEOJSON_MAX_OBJ_SIZE=0.000001\n' >home/.gdal/gdalrc
    printf '.headers on\n' >home/.sqliterc
    echo '<fontconfig><match><edit name="family" mode="assign"><string>Nowhere</string></edit></match></fontconfig>' >home/.config/fontconfig/fonts.conf
    (
        export HOME="$PWD/home" XDG_CONFIG_HOME="$PWD/home/.config" XDG_DATA_HOME="$PWD/home/.local/share" \
            GDAL_DATA=/nowhere GDAL_DRIVER_PATH=/nowhere GDAL_CONFIG_FILE="$PWD/home/.gdal/gdalrc" GDAL_NUM_THREADS=99 \
            GDAL_HTTP_PROXY=127.0.0.1:9 GDAL_CACHEMAX=1 OGR_GEOJSON_MAX_OBJ_SIZE=0.000001 OGR_CT_FORCE_TRADITIONAL_GIS_ORDER=NO \
            OGR_ENABLE_PARTIAL_REPROJECTION=YES OGR_SQLITE_PRAGMA=encoding=utf16 OGR_CURRENT_DATE=1999-01-01T00:00:00Z \
            CPL_DEBUG=ON CPL_TMPDIR=/nowhere CPL_LOG=/nowhere PROJ_DATA=/nowhere PROJ_LIB=/nowhere PROJ_NETWORK=ON \
            PROJ_DEBUG=3 PROJ_AUX_DB=/nowhere SHAPE_ENCODING=KOI8-R SHAPE_RESTORE_SHX=YES SPATIALITE_SECURITY=relaxed \
            SPATIALITE_TINYPOINT=1 SQLITE_TMPDIR=/nowhere SQLITE_HISTORY=/nowhere FONTCONFIG_FILE=/nowhere FONTCONFIG_PATH=/nowhere \
            FONTCONFIG_SYSROOT=/nowhere FC_DEBUG=1 PANGO_LANGUAGE=ar PANGOCAIRO_BACKEND=win32 CAIRO_DEBUG=1 \
            CAIRO_TEST_TARGET=x G_MESSAGES_DEBUG=all G_SLICE=always-malloc XML_CATALOG_FILES=/nowhere PGHOST=localhost PGPASSWORD=secret \
            LANGUAGE=fa LC_NUMERIC=de_DE.UTF-8 TZ=Asia/Kabul POSIXLY_CORRECT=1 ICU_DATA=/nowhere GCONV_PATH=/nowhere
        make hostile
    ) >said 2>&1 || { cat said; fail "another environment"; }
    for kind in png svg pdf gpkg geojson; do
        cmp "out/plain.$kind" "out/hostile.$kind" || fail "the environment changes the $kind"
    done
}

# Closed standard streams, few descriptors, no umask.
fault_71() {
    rows_of 20 >in/a.csv
    sh -c "exec \"$chora\" import af.chora in/a.csv --dataset a >&- 2>&- <&-" || fail "with closed streams"
    head -c 15 af.chora | grep -q 'SQLite format 3' || fail "something was written into the project"
    run_any "$chora" check af.chora
    says 'incidents 20'
    (ulimit -n 20 && exec "$chora" map af.chora -o out/a.svg) >said 2>&1 || { cat said; fail "with 20 descriptors"; }
    (umask 000 && "$chora" init new.chora --country FJI && "$chora" import new.chora in/a.csv --rejects rejects.csv) >said 2>&1
    [ "$(stat -c %a new.chora)" = 600 ] || fail "a project is open to others"
    (umask 027 && "$chora" map af.chora -o out/b.svg) >said 2>&1
    [ "$(stat -c %a out/b.svg)" = 640 ] || fail "an output does not follow the umask"
}

# Sets what a running import may dump, and lists its open files; false when it had ended before they could be read.
look_at_import() {
    cp "$project" many.chora
    rm -f fds
    (ulimit -c unlimited 2>/dev/null || true
        exec "$chora" import many.chora in/many.csv >said 2>&1) &
    import=$!
    # An import that has ended has no open files, though its number stays until it is waited for.
    until [ -s many.chora-journal ] || [ ! -e "/proc/$import/fd/1" ]; do :; done
    cores=$(sed -n 's/^Max core file size *\([^ ]*\).*/\1/p' "/proc/$import/limits" 2>/dev/null || true)
    ls -l "/proc/$import/fd" >fds 2>/dev/null || true
    wait $import || { cat said; fail "the import"; }
    [ -n "$cores" ] && grep -q many fds
}

# No core dump of evidence, and no temporary file of the store.
fault_72() {
    rows_of 300000 >in/many.csv
    tries=0
    until look_at_import; do
        tries=$((tries + 1))
        [ "$tries" -lt 20 ] || fail "no import was seen at work"
    done
    # A journal that has just been removed is the project's own.
    open=$(grep -v 'many.chora-journal (deleted)' fds | grep -c 'etilqs\|/tmp/.*deleted' || true)
    [ "$cores" = 0 ] || fail "a core dump of $cores bytes may be written"
    [ "$open" = 0 ] || { cat fds; fail "temporary files in /tmp"; }
}
