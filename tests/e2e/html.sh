#!/bin/sh
# A report as a web page, used in a browser by mouse and keyboard. npm installs the driver of the browser
# once, beside the demo; the browser is Debian's.
. "$(dirname "$0")/common.sh"
driver=$made-browser
"$chora" new report "$work/monthly.md" >/dev/null
"$chora" report "$made/af.chora" "$work/monthly.md" --period 2021-10 -o "$work/report.html" -o "$work/again.html" 2>"$work/said" ||
    { cat "$work/said"; fail "chora report"; }
"$chora" new report --language fa "$work/monthly.fa.md" >/dev/null
"$chora" report "$made/af.chora" "$work/monthly.fa.md" --period 2021-10 -o "$work/dari.html" 2>"$work/said" ||
    { cat "$work/said"; fail "chora report in Dari"; }
cmp "$work/report.html" "$work/again.html" || fail "two pages of one report differ"
grep -qE '(src|href)="?(https?:)?//[^"]*\.(js|css|woff2?|png|svg)' "$work/report.html" && fail "something is loaded from elsewhere"

for tool in node npm; do
    command -v $tool >/dev/null || fail "no $tool; ./dev setup installs it"
done
mkdir -p "$driver"
cp "$source/tests/browser/package.json" "$source/tests/browser/package-lock.json" "$source/tests/browser/.npmrc" \
    "$source"/tests/browser/*.mjs "$driver"
if [ ! -d "$driver/node_modules/playwright-core" ] && ! npm ci --prefix "$driver" >"$work/said" 2>&1; then
    cat "$work/said"
    echo "skipped: the browser's driver cannot be fetched; npm needs the network once"
    exit 77
fi
(cd "$driver" && node html.mjs "$work/report.html" "$work" "$work/dari.html") || fail "see above"
(cd "$driver" && node index.mjs "$(realpath "$made")/year-2022/index.html") || fail "the page over a batch: see above"
