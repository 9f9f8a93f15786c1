# Row 83: rows 64 to 66 once more, for the commands that write something else than maps and exports.

# claims: a project of claims and verified rows, a report, a figure, an earlier import.
claims() {
    printf 'id,date,province,killed\nc1,2022-01-05,Kabul,1\nc2,2022-02-05,Herat,2\n' >in/claims.csv
    printf 'id,date,province,killed,note\nv1,2022-01-06,Kabul,1,one\nv2,2022-02-05,Herat,3,two\n' >in/verified.csv
    import in/claims.csv >/dev/null 2>&1
    import in/verified.csv >/dev/null 2>&1
    sed 's/two/three/; s/Herat,3/Herat,4/' in/verified.csv >changed.csv
    import changed.csv --dataset verified >/dev/null 2>&1
    printf -- '---\ntitle: T\ndataset: verified\n---\n## H\n\n{{ incidents.sentence }}\n\n{{ table incidents }}\n' >in/report.md
    printf 'figure: m\ndata: {dataset: verified}\nframe: {areas: AFG}\nlayers: [choropleth]\noutputs: [svg]\n' >in/figure.yaml
    printf 'id,date,province\nu1,2022-01-06,Kbul or so\n' >in/unclear.csv
    import in/unclear.csv >/dev/null 2>&1 || true
}

# Each command as a line of words; what it writes is called out/a.*, or out/b for a folder.
commands() {
    cat <<'TEXT'
report af.chora in/report.md --period 2022-01 -o out/a.pdf
report af.chora in/report.md --period 2022-01 -o out/a.html
batch af.chora in/figure.yaml in/report.md --by month -o out/b
diff af.chora -o out/a.csv
diff af.chora --erratum out/a.md
link af.chora --claims claims --verified verified --days 3 --review out/a.csv
link af.chora --claims claims --verified verified --days 3 --review out/a.xlsx
match af.chora --review out/a.csv
match af.chora --review out/a.xlsx
new columns in/claims.csv -o out/a.yaml
new report out/a.md
new figure out/a.yaml
palettes -o out/a.svg
map af.chora in/figure.yaml -o out/a.svg --alt-text out/a.txt
import af.chora in/claims.csv --dataset more --save-columns out/a.yaml
TEXT
}

fault_83() {
    claims
    cp af.chora whole.chora
    commands | while IFS= read -r words; do
        # No room at all: an error that says so, and nothing at the name; batches keep a list of what they made.
        cp whole.chora af.chora
        code=0
        # shellcheck disable=SC2086
        text=$( (ulimit -f 0 && exec timeout "${FAULT_SECONDS:-240}" "$chora" $words) 2>&1 </dev/null) || code=$?
        printf '%s\n' "$text" >said
        printable said
        [ "$code" = 1 ] || { cat said; fail "without room: $words ended with $code"; }
        grep -qE 'cannot be written|File too large|disk' said || { cat said; fail "without room: $words does not say so"; }
        [ -z "$(find out -type f ! -name '.manifest*')" ] || { find out; fail "without room: $words leaves something behind"; }
        rm -rf out && mkdir out
        cmp -s af.chora whole.chora || { [ "$(echo "$words" | cut -d' ' -f1)" != import ] || fail "without room: $words changes the project"; }
        # A folder that may not be written to.
        cp whole.chora af.chora
        code=0
        # shellcheck disable=SC2086
        read_only out timeout "${FAULT_SECONDS:-240}" "$chora" $words >said 2>&1 </dev/null || code=$?
        [ "$code" = 99 ] || [ "$code" = 1 ] || { cat said; fail "read-only: $words ended with $code"; }
        [ "$code" = 99 ] || grep -qE 'Read-only|ermission' said || { cat said; fail "read-only: $words does not say so"; }
        # With room it does what it should.
        cp whole.chora af.chora
        code=0
        # shellcheck disable=SC2086
        timeout "${FAULT_SECONDS:-240}" "$chora" $words >said 2>&1 </dev/null || code=$?
        [ "$code" = 0 ] || { cat said; fail "$words ended with $code"; }
        [ -n "$(ls -A out)" ] || { cat said; fail "$words writes nothing"; }
        rm -rf out && mkdir out
    done || exit 1
    # Killed at any moment: whole files or none, and the project as it was.
    cp whole.chora af.chora
    "$chora" report af.chora in/report.md --period 2022-01 -o whole.pdf >/dev/null 2>&1
    for milliseconds in 5 15 30 60 90 120 180 240; do
        perl -e 'my $ms = shift; my $child = fork; if (!$child) { open STDOUT, ">", "/dev/null"; open STDERR, ">&STDOUT"; exec @ARGV }
            select undef, undef, undef, $ms / 1000; kill 9, $child; waitpid $child, 0' $milliseconds \
            "$chora" report af.chora in/report.md --period 2022-01 -o out/a.pdf
        [ ! -e out/a.pdf ] || cmp out/a.pdf whole.pdf || fail "half a report"
        perl -e 'my $ms = shift; my $child = fork; if (!$child) { open STDOUT, ">", "/dev/null"; open STDERR, ">&STDOUT"; exec @ARGV }
            select undef, undef, undef, $ms / 1000; kill 9, $child; waitpid $child, 0' $milliseconds \
            "$chora" link af.chora --claims claims --verified verified --days 3
        run_any "$chora" verify af.chora
        [ "$code" = 0 ] || fail "a killed link leaves a project that is not proven"
    done
}
