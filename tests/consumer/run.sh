#!/bin/sh
# Install into a folder, build a stranger's project against it by CMake and by pkg-config, run both.
# usage: run.sh SOURCE_FOLDER BUILD_FOLDER
set -eu
source=$1 build=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cmake --install "$build" --prefix "$folder/usr" >/dev/null
libdir=$(dirname "$(find "$folder/usr" -name libchora.so | head -n 1)")

cmake -S "$source/tests/consumer" -B "$folder/cmake" -DCMAKE_PREFIX_PATH="$folder/usr" >/dev/null
cmake --build "$folder/cmake" >/dev/null

# The .pc file names the prefix it was built for; a package manager would have put it there.
flags=$(PKG_CONFIG_PATH=$libdir/pkgconfig pkg-config --define-variable=prefix="$folder/usr" --cflags --libs chora)
# shellcheck disable=SC2086
cc "$source/tests/consumer/main.c" -o "$folder/plain" $flags

for program in "$folder/cmake/consumer" "$folder/plain"; do
    rm -f "$folder/af.chora"
    LD_LIBRARY_PATH=$libdir CHORA_DATA=$folder/usr/share/chora \
        CHORA_EXCHANGE=$folder/usr/libexec/chora/chora-exchange \
        "$program" "$folder/af.chora" "$source/data/incidents/documented-attacks.csv" "$folder/map.png"
done
# The installed command finds its own data, wherever it was put.
"$folder/usr/bin/chora" map "$source/data/incidents/documented-attacks.csv" -o "$folder/again.png"
cmp "$folder/map.png" "$folder/again.png"
