#!/bin/sh
# A disk that is full (a limit on the size of files stands for it), and a run that is killed: an error,
# no half-written file, the project as it was.
. "$(dirname "$0")/common.sh"
cp "$made/af.chora" "$work/af.chora"
sha256sum "$work/af.chora" >"$work/before"
mkdir "$work/out"
cd "$work/out"

# limited KIBIBYTES COMMAND...: files cannot grow beyond; it must fail, and say so.
limited() {
    blocks=$(($1 * 2)) code=0
    shift
    (ulimit -f $blocks && exec "$@") >"$work/said" 2>&1 || code=$?
    [ "$code" = 1 ] || { cat "$work/said"; fail "$* ended with $code, not 1"; }
    grep -q '^chora: .' "$work/said" || { cat "$work/said"; fail "$* says nothing"; }
    [ -z "$(ls -A)" ] || { ls -A; fail "$* leaves something behind"; }
    sha256sum --quiet -c "$work/before" || fail "$* changes the project"
}
figure=$incidents/attacks-2021-2023.yaml
limited 20 "$chora" map "$work/af.chora" "$figure" -o a.png
limited 20 "$chora" map "$work/af.chora" "$figure" -o a.svg
limited 20 "$chora" map "$work/af.chora" "$figure" -o a.pdf
limited 20 "$chora" export "$work/af.chora" areas -o a.geojson
limited 20 "$chora" export "$work/af.chora" areas -o a.gpkg
limited 1 "$chora" export "$work/af.chora" areas -o a.csv
limited 2 "$chora" export "$work/af.chora" incidents -o a.xlsx
limited 100 "$chora" init new.chora --country AFG
limited 20 "$chora" import "$work/af.chora" "$cases/mistakes.csv"
limited 20 "$chora" import "$work/af.chora" boundaries "$cases/districts.geojson" --level district

# A batch keeps whole files only, and goes on later.
(ulimit -f 400 && exec "$chora" batch "$work/af.chora" "$incidents/attacks-by-month.yaml" --by month \
    --from 2022-01 --to 2022-02 -o months) >"$work/said" 2>&1 && fail "a batch on a full disk ends well"
for name in $(ls -A months | grep -v '^\.'); do
    cmp "months/$name" "$made/months/$name" || fail "$name is not whole"
done
rm -rf months

# Killed while importing: the next to open the project finds it as it was.
awk 'BEGIN { print "id,date,province,place"
    for (i = 0; i < 60000; i++) printf "k%d,2022-%02d-%02d,Kabul,Kabul\n", i, i % 12 + 1, i % 28 + 1 }' >"$work/many.csv"
"$chora" import "$work/af.chora" "$work/many.csv" >/dev/null 2>&1 &
import=$!
until [ -s "$work/af.chora-journal" ]; do
    kill -0 $import 2>/dev/null || break
done
kill -9 $import 2>/dev/null || true
wait $import 2>/dev/null || true
refuses 'no dataset "many"' "$chora" export "$work/af.chora" incidents --dataset many -o many.csv
"$chora" export "$work/af.chora" incidents --dataset documented-attacks -o again.geojson >/dev/null
cmp again.geojson "$made/incidents.geojson" || fail "the project lost something"
