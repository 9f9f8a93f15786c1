#!/bin/sh
# The gallery: every figure of gallery.tsv painted from its YAML, looked over by the checker, and README.md
# with all of them. The data are those embedded in Chora and tables made here. usage: make.sh CHORA
set -eu
chora=$(realpath "$1")
here=$(realpath "$(dirname "$0")")
source=$here/../..
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tab=$(printf '\t')
wrong=0

# table NAME ISO2 ROWS FIRST DAYS SEED HOT: a made-up table of a country's towns.
table() {
    awk -v rows="$3" -v first="$4" -v days="$5" -v seed="$6" -v hot="$7" -f "$here/make_table.awk" \
        "$source/data/gazetteer/places/$2.tsv" >"$work/$1.csv"
}

# project NAME CODE TABLE...
project() {
    name=$1 code=$2
    shift 2
    "$chora" init "$work/$name.chora" --country "$code" >/dev/null
    for file in "$@"; do
        "$chora" import "$work/$name.chora" "$file" --dataset made-up >"$work/said" 2>&1 || { cat "$work/said"; exit 1; }
    done
}

# Populations made up from the length of the names, so that nobody takes them for real ones.
populations() {
    echo "province,population"
    for name in Kabul Nangarhar Herat Balkh Kunduz Kandahar Badakhshan Baghlan Ghazni Helmand Faryab Takhar \
        Paktika Parwan Kunar Farah Badghis Ghor Khost Laghman Zabul Samangan; do
        echo "$name,$((${#name} * 150000))"
    done
}

make_projects() {
    "$chora" init "$work/afg.chora" --country AFG >/dev/null
    "$chora" import "$work/afg.chora" "$source/data/incidents/documented-attacks.csv" >"$work/said" 2>&1
    populations >"$work/people.csv"
    "$chora" import "$work/afg.chora" values "$work/people.csv" --name population --year 2021 >"$work/said" 2>&1
    table afd AF 420 2022-01-01 365 61 "Kabul,Jalālābād,Khost,Kunduz,Herāt"
    "$chora" init "$work/afd.chora" --country AFG >/dev/null
    "$chora" import "$work/afd.chora" boundaries "$here/made-up-districts.geojson" --level district >"$work/said" 2>&1
    "$chora" import "$work/afd.chora" "$work/afd.csv" --dataset made-up >"$work/said" 2>&1
    table ukr UA 240 2023-01-01 365 3 "Kharkiv,Kherson,Zaporizhzhya,Bakhmut,Kupiansk,Sumy"
    table nga NG 260 2022-01-01 365 5 "Maiduguri,Gwoza,Jos,Zaria,Gusau,Kaduna,Damaturu"
    table idn ID 90 2022-03-01 200 7 "Jayapura,Wamena,Poso,Ambon"
    table chl CL 70 2021-10-01 120 9 "Temuco,Concepción,Santiago,Valparaíso"
    table fji FJ 24 2020-01-01 300 11 "Suva,Labasa"
    table rus RU 130 2023-02-01 330 13 "Belgorod,Bryansk,Makhachkala,Vladivostok,Petropavlovsk-Kamchatsky,Anadyr"
    table phl PH 160 2022-01-01 365 19 "Jolo,Marawi City,Cotabato"
    table ind IN 150 2022-01-01 365 25 "Srinagar,Jammu,Imphal"
    for country in ukr:UKR nga:NGA idn:IDN chl:CHL fji:FJI rus:RUS phl:PHL ind:IND; do
        project "${country%:*}" "${country#*:}" "$work/${country%:*}.csv"
    done
    seed=40
    for iso in UA SD SY YE ML NG SO MM PK CO MX IN BR ET CD PH TR IQ; do
        seed=$((seed + 3))
        table part $iso $((seed * 7 % 53 + 4)) 2022-01-01 365 $seed ""
        sed "s/^M/$iso/; \$!b" "$work/part.csv" | if [ -s "$work/all.csv" ]; then tail -n +2; else cat; fi >>"$work/all.csv"
    done
    project world WORLD "$work/all.csv"
}

# figure NAME PROJECT OPTIONS
figure() {
    # shellcheck disable=SC2086
    "$chora" map "$work/$2.chora" "$here/$1.yaml" $3 --dpi 110 --lint -o "$here/$1.png" >"$work/said" 2>"$work/told" ||
        { cat "$work/said" "$work/told"; wrong=$((wrong + 1)); }
}

# entry NAME PROJECT OPTIONS WORDS
entry() {
    printf '\n## %s\n\n![%s](%s.png)\n\n[%s.yaml](%s.yaml)%s\n' "$4" "$4" "$1" "$1" "$1" "${3:+ \`$3\`}"
}

rows() { grep -v '^#' "$here/gallery.tsv"; }

make_projects
rows | while IFS= read -r row; do
    # A tab is a blank to `read`: two of them would be one.
    printf '%s\n' "$row" | sed "s/$tab$tab/$tab-$tab/"
done >"$work/rows"
while IFS="$tab" read -r name project options words; do
    [ "$options" != - ] || options=
    figure "$name" "$project" "$options"
done <"$work/rows"
{
    cat "$here/intro.md"
    while IFS="$tab" read -r name project options words; do
        [ "$options" != - ] || options=
        entry "$name" "$project" "$options" "$words"
    done <"$work/rows"
} >"$here/README.md"
[ "$wrong" = 0 ] || { echo "$wrong figures are not as they should be" >&2; exit 1; }
