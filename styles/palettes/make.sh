#!/bin/sh
# Make the palette files again. Needs: npm, node, apt-get, python3.
# Usage: styles/palettes/make.sh [work folder]
set -eu
HERE=$(cd "$(dirname "$0")" && pwd)
W=${1:-${TMPDIR:-/tmp}/chora-palettes}
mkdir -p "$W"
cd "$W"
[ -d package ] || { npm pack --silent colorbrewer@1.7.0 && tar xzf colorbrewer-1.7.0.tgz; }
[ -d x ] || { apt-get download gmt-common python3-matplotlib && for d in *.deb; do dpkg -x "$d" x; done; }
node --input-type=module -e '
    import { pathToFileURL } from "node:url";
    const { default: schemes } = await import(pathToFileURL("package/index.es.js"));
    console.log(JSON.stringify(schemes));' > brewer.json
python3 "$HERE/make_palettes.py" brewer.json x/usr/lib/python3/dist-packages/matplotlib/_cm_listed.py \
    x/usr/share/gmt/cpt/SCM
