#!/bin/sh
# Numbers of incidents come through the gates that an output profile watches: whoever reads incidents
# row by row is listed here, and each kind of figure says in docs/protection.md by which gate it goes.
# usage: gate.sh SOURCE_FOLDER
set -eu
cd "$1"
failed=0

# Tables and breakdowns withhold small numbers; records are counted by report/facts_withhold.c; the
# export of incidents is a list, in which each row is what the profile shows of it; which incidents were in
# towns is told by no report under a profile that withholds (report/values_settings.c).
allowed="src/measure/incidents.c src/measure/measure.c src/measure/breakdown.c src/measure/records.c src/measure/settings.c src/publish/export_incidents.c src/publish/export_rows.c"
for file in $(grep -lE 'chora_incidents_(open|next)\(' src/*/*.c); do
    case " $allowed " in
    *" $file "*) ;;
    *) echo "$file reads incidents by itself: take them from a table, a breakdown or records, or see to it that"
       echo "  small numbers of marked incidents are withheld (measure/withhold.h), and list it in tests/meta/gate.sh"
       failed=1 ;;
    esac
done
for name in chora_measure_unprotected chora_breakdown_make_unprotected chora_facts_count_unprotected; do
    for file in $(grep -lE "$name\(" src/*/*.c); do
        case $file in
        src/measure/measure.c | src/measure/withhold.c | src/measure/withhold_plan.c | src/measure/breakdown.c | src/measure/breakdown_withhold.c | src/report/facts_parts.c | src/report/facts.c | src/report/facts_withhold.c | src/report/run_table.c) ;;
        *) echo "$file uses $name, which prints what an output profile withholds"; failed=1 ;;
        esac
    done
done

# kinds HEADER PREFIX: the kinds of an enumeration, as in "CHORA_LAYER_SYMBOLS".
kinds() { grep -oE "^ *$2[A-Z_]+" "$1" | sed "s/^ *$2//" | grep -vE '^(KINDS|COUNT|KILLED|INJURED|BY_.*)$' | sort -u; }
for kind in $(kinds src/style/figure.h CHORA_LAYER_) $(kinds src/style/chart.h CHORA_CHART_) SMALL_MULTIPLES CHANGE SHARE; do
    word=$(echo "$kind" | tr 'A-Z_' 'a-z ')
    grep -qE "^\| .*\b$word\b.* \|" docs/protection.md ||
        { echo "docs/protection.md: the table of figures does not say which gate \"$word\" goes through"; failed=1; }
done
exit $failed
