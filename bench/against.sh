#!/bin/sh
# Chora beside the other tools, in the rounds of their own harness, so that the ratios are of one run.
# usage: against.sh CHORA SOURCE_FOLDER PEERS_FOLDER [JOB...]     (J1 J1svg J1pdf J2 J3a J3b J4join J4map J5 J6a J6b;
# J2_project, J4join_project, J6a_project, J6b_project: the same through a project file, beside the peers of the job without _project)
# environment: RUNS (default 3) and what PEERS_FOLDER's README names. Installs the peers and makes their data when missing.
set -eu
CHORA=$(realpath "$1") source=$(realpath "$2") peers=$(realpath "$3")
export CHORA
shift 3
PEERS=${PEERS:-$HOME/.cache/chora-peers}
D=${D:-$PEERS/data}
export PEERS D
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export FIGURES=$source/bench/against

[ -f "$D/world_map.gpkg" ] || bash "$peers/install.sh" core >&2
[ -f "$D/afg_1m.csv" ] || (cd "$PEERS" && python3 "$peers/make_data.py" "$D" >&2)

tab=$(printf '\t')
candidate() { printf '%s%schora%s%s\n' "$1" "$tab" "$tab" "$2" >> "$folder/candidate.tsv"; }
project() { echo "\$CHORA init \$O/p.chora --country $1 && \$CHORA import \$O/p.chora \$D/$2"; }
table() { echo "\$CHORA export \$D/$1 $2 --country $3 -o \$O/$4"; }
figure() { echo "\$CHORA map \$D/$1 \$FIGURES/$2.yaml --dpi 200 -o \$O/$3"; }

candidate J1 "$(figure afg_2k.csv provinces o.png)"
candidate J1svg "$(figure afg_2k.csv provinces o.svg)"
candidate J1pdf "$(figure afg_2k.csv provinces o.pdf)"
months="\$FIGURES/provinces.yaml --by month --from 2021-09 --to 2023-08 -o \$O/maps"
candidate J2 "\$CHORA batch \$D/afg_100k.csv $months --country AFG"
candidate J2_project "$(project AFG afg_100k.csv) && \$CHORA batch \$O/p.chora $months"
candidate J3a "$(figure afg_100k.csv points o.png)"
candidate J3b "$(figure afg_1m.csv points o.png)"
candidate J4join "$(table world_1m.csv areas WORLD o.csv)"
candidate J4join_project "$(project WORLD world_1m.csv) && \$CHORA export \$O/p.chora areas -o \$O/o.csv"
candidate J4map "$(figure world_1m.csv world o.png) --country WORLD"
candidate J5 "$(project AFG afg_1m.csv)"
candidate J6a "$(table afg_100k.csv incidents AFG o.geojson)"
candidate J6a_project "$(project AFG afg_100k.csv) && \$CHORA export \$O/p.chora incidents -o \$O/o.geojson"
candidate J6b "$(table afg_100k.csv areas AFG o.geojson)"
candidate J6b_project "$(project AFG afg_100k.csv) && \$CHORA export \$O/p.chora areas -o \$O/o.geojson"

CMDS=$folder/candidate.tsv bash "$peers/run_peers.sh" "$@" > "$folder/times"
cat "$folder/times"
echo
awk -F "$tab" '
    NR > 1 && $3 + 0 > 0 && $2 == "chora" { own[$1] = $3; if (!($1 in seen)) { seen[$1]; jobs[++n] = $1 } next }
    NR > 1 && $3 + 0 > 0 && (!($1 in best) || $3 < best[$1]) { best[$1] = $3; who[$1] = $2 }
    END {
        printf "%-14s %9s %9s %8s  %s\n", "job", "chora s", "best s", "ratio", "fastest peer"
        for (i = 1; i <= n; i++) {
            peers = jobs[i]
            sub(/_project$/, "", peers)
            if (peers in best)
                printf "%-14s %9.2f %9.2f %8.2f  %s\n", jobs[i], own[jobs[i]], best[peers], own[jobs[i]] / best[peers], who[peers]
        }
    }' "$folder/times"
