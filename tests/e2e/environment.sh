#!/bin/sh
# Another clock, language, home and folder: a new project from the same table, the same bytes.
. "$(dirname "$0")/common.sh"
figure=$incidents/attacks-2021-2023.yaml

# Locales that print numbers differently are made here where their sources are installed.
locales=
if command -v localedef >/dev/null; then
    mkdir "$work/locales"
    for name in de_DE ps_AF; do
        localedef -i $name -f UTF-8 "$work/locales/$name.UTF-8" >/dev/null 2>&1 && locales="$locales $name.UTF-8"
    done
fi

compare() { # compare NAME: what the run in $work/NAME made is what the demo made
    for file in attacks-2021-2023.png attacks-2021-2023.svg attacks-2021-2023.pdf areas.geojson incidents.geojson; do
        cmp "$work/$1/$file" "$made/$file" || fail "$1: another $file"
    done
}

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
        "$0" export af.chora incidents -o incidents.geojson' "$chora" "$incidents" "$figure" >said 2>&1 ||
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
make clock TZ=Pacific/Kiritimati HOME="$work" XDG_CONFIG_HOME=/nowhere FONTCONFIG_FILE=/nowhere \
    PROJ_LIB=/nowhere GDAL_DATA=/nowhere COLUMNS=20 TERM=dumb
compare clock
