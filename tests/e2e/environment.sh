#!/bin/sh
# Another clock, language, home and folder: a new project from the same table, the same bytes.
. "$(dirname "$0")/common.sh"
figure=$incidents/attacks-2021-2023.yaml

# Locales that print numbers differently are made here where their sources are installed.
locales=
if command -v localedef >/dev/null; then
    mkdir "$work/locales"
    for name in de_DE fa_IR ps_AF; do
        localedef -i $name -f UTF-8 "$work/locales/$name.UTF-8" >/dev/null 2>&1 && locales="$locales $name.UTF-8"
    done
fi

compare() { # compare NAME: what the run in $work/NAME made is what the demo made
    for file in attacks-2021-2023.png attacks-2021-2023.svg attacks-2021-2023.pdf areas.geojson incidents.geojson; do
        cmp "$work/$1/$file" "$made/$file" || fail "$1: another $file"
    done
    # shellcheck disable=SC2086
    [ "$1" = bare ] || same "$work/bare" "$work/$1" $others
}
others="areas.csv areas.gpkg incidents.csv incidents.gpkg review.csv review.xlsx decisions.xlsx editable.svg table.png
    months/manifest.json months/attacks-by-month_2022-03.png months/attacks-by-month_2022-03.svg months/attacks-by-month_2022-03.pdf
    palettes.svg scene.txt check.json"

# make NAME VARIABLE=VALUE...: with nothing else in the environment.
make() {
    mkdir "$work/$1"
    cd "$work/$1"
    shift
    env -i PATH="$PATH" LOCPATH="$work/locales" LSAN_OPTIONS="${LSAN_OPTIONS:-}" "$@" sh -eu -c '
        umask 077
        "$0" init af.chora --country AFG
        "$0" import af.chora "$1/documented-attacks.csv"
        "$0" import af.chora tally "$1/newsletter-tally.csv"
        "$0" map af.chora "$2" -o attacks-2021-2023.png -o ./attacks-2021-2023.svg -o "$PWD/attacks-2021-2023.pdf"
        "$0" export af.chora areas --by month -o areas.geojson
        "$0" export af.chora incidents -o incidents.geojson
        for kind in csv gpkg; do
            "$0" export af.chora areas --by month -o areas.$kind
            "$0" export af.chora incidents -o incidents.$kind
        done
        "$0" match af.chora --review review.csv
        "$0" match af.chora --review review.xlsx
        "$0" export af.chora decisions -o decisions.xlsx
        "$0" map af.chora "$2" -o editable.svg --svg editable
        "$0" map "$1/documented-attacks.csv" -o table.png --dpi 40
        "$0" batch af.chora "$1/attacks-by-month.yaml" --by month --from 2022-02 --to 2022-04 -o months -j ${JOBS:-1}
        "$0" palettes -o palettes.svg
        "$0" dump af.chora scene "$2" >scene.txt
        "$0" check af.chora --json >check.json' "$chora" "$incidents" "$figure" >said 2>&1 ||
        { cat said; fail "in the environment $*"; }
    cd "$work"
}
make bare
compare bare
number=0
for locale in $locales; do
    number=$((number + 1))
    make "locale$number" LC_ALL="$locale" LANG="$locale" TZ=America/Adak HOME=/nowhere
    compare "locale$number"
done
make clock TZ=Pacific/Kiritimati SOURCE_DATE_EPOCH=86400 JOBS=2 HOME="$work" XDG_CONFIG_HOME=/nowhere FONTCONFIG_FILE=/nowhere \
    PROJ_LIB=/nowhere GDAL_DATA=/nowhere COLUMNS=20 TERM=dumb
compare clock
