#!/bin/sh
# Each number of a report equals the one in its tables and figures, in the exports and in a direct SQL
# count, for every month of the sample and every variable that docs/report.md lists.
. "$(dirname "$0")/common.sh"
needs node sqlite3 pdftotext unzip

people="low high range best unknown stated"
whole="incidents.count incidents.words incidents.sentence incidents.difference incidents.deadly incidents.deadly_unknown
    claimed.incidents.count attributed.incidents.count suspected.incidents.count verified.incidents.count
    unverified.incidents.count deadly.incidents.count evidence quiet killed.sentence injured.sentence provinces.count provinces.words
    provinces.total provinces.deadly provinces.deadly_words provinces.list provinces.top provinces.new period.id
    previous.incidents.count previous.killed.range year_ago.incidents.count year_ago.injured.high"
part="incidents.count incidents.deadly incidents.difference verified.incidents.count suspected.incidents.count evidence name"
for which in $people; do
    whole="$whole killed.$which injured.$which"
    part="$part killed.$which injured.$which"
done
{
    printf -- '---\ntitle: Walk\n---\n{{ keys }}\n\n'
    for name in $whole; do echo "* FACT all $name = {{ $name }} ;"; done
    echo "* FACT all where.kabul = {{ incidents.count where province = 'Kabul' }} ;"
    printf '\n{{ for p in provinces }}\n'
    for name in $part; do echo "* FACT {{ p.code }} $name = {{ p.$name }} ;"; done
    printf '{{ end }}\n\n{{ table provinces }}\n\n{{ table incidents }}\n\n'
    printf '{{ figure incidents-by-province }}\n\n{{ figure incidents-with-deaths }}\n\n{{ chart casualties-by-province }}\n'
} >"$work/walk.md"
echo $(($(echo $whole | wc -w) + 1)) >"$work/per-report"
echo $part | wc -w >"$work/per-province"
sqlite3 "$made/af.chora" "WITH RECURSIVE m(d) AS (SELECT date(min(first_day) * 86400, 'unixepoch', 'start of month') FROM coverage
    UNION ALL SELECT date(d, '+1 month') FROM m WHERE d < (SELECT date(max(last_day) * 86400, 'unixepoch', 'start of month')
    FROM coverage)) SELECT substr(d, 1, 7) FROM m" >"$work/months"
[ "$(wc -l <"$work/months")" = 25 ] || fail "not 25 months"

"$chora" batch "$made/af.chora" "$work/walk.md" -o "$work/out" >/dev/null
"$chora" export "$made/af.chora" table --by month -o "$work/table.csv" >/dev/null
"$chora" export "$made/af.chora" table --by month -o "$work/table.xlsx" >/dev/null
"$chora" export "$made/af.chora" areas --by month -o "$work/areas.geojson" >/dev/null
node "$source/tests/numbers/walk.mjs" "$made/af.chora" "$work" >"$work/said" 2>&1 || { cat "$work/said"; fail "see above"; }

# The walk would notice: one row taken out behind the report's back.
cp "$made/af.chora" "$work/less.chora"
sqlite3 "$work/less.chora" "UPDATE incident SET withdrawn_run = 1 WHERE key = 'AFG-20211023-1'"
node "$source/tests/numbers/walk.mjs" "$work/less.chora" "$work" >"$work/said" 2>&1 && fail "the walk notices nothing"
for where in PDF page "page's table" "page's CSV" "page's table of incidents" map chart "key numbers" "page's months" CSV XLSX GeoJSON manifest; do
    grep -q "^$where: [1-9]" "$work/said" || { cat "$work/said"; fail "the walk does not notice it in: $where"; }
done
