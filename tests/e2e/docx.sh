#!/bin/sh
# A report as a Word document: tables as tables, pictures with their words, headings, footnotes, language,
# properties, the same bytes again; what is said without pandoc, and what it is given.
. "$(dirname "$0")/common.sh"
needs unzip xmllint
cp -r "$source/tests/report" "$work/second"
cd "$work/second"
sed 's/^LONG$/Long./' second.md >long.md
"$chora" new report monthly.md >/dev/null 2>&1
report() { "$chora" report "$made/af.chora" "$@"; }

# What pandoc is given: a stand-in writes down how it is called, and copies what it would read.
mkdir "$work/bin"
cat >"$work/bin/pandoc" <<'TEXT'
#!/bin/sh
PATH=/usr/bin:/bin
echo "$SOURCE_DATE_EPOCH $*" >>"$TOLD/calls"
for word; do case $word in *.json) input=$word ;; --reference-doc=*) cp "${word#*=}" "$TOLD/styles.docx" ;; esac; done
case "$*" in
*--to=json*) while [ "$1" != -o ]; do shift; done; echo '{"pandoc-api-version":[1,23,1],"meta":{},"blocks":[]}' >"$2" ;;
*) cp "$input" "$TOLD/report.json"; ls "${input%/*}" >"$TOLD/folder"; echo "no such luck" >&2; exit 43 ;;
esac
TEXT
chmod +x "$work/bin/pandoc"
refuses 'w.docx: pandoc failed (43): no such luck' env PATH="$work/bin" TOLD="$work" "$chora" report "$made/af.chora" monthly.md --period 2021-10 -o w.docx
[ ! -e w.docx ] || fail "something was made by a pandoc that failed"
cut -d ' ' -f 2- "$work/calls" | sed "s|[^ ]*/\([a-z]*\.\)|\1|g; s|=[^ ]*/chora-[^ ]*|=FOLDER|g" >"$work/said"
diff -u - "$work/said" <<'TEXT' || fail "pandoc is called otherwise"
--sandbox --data-dir=FOLDER --from=commonmark --to=json -o told.json empty.json
--data-dir=FOLDER --resource-path=FOLDER --from=json --to=docx styles.docx -o report.docx report.json
TEXT
grep -q '"pandoc-api-version":\[1,23,1\]' "$work/report.json" || fail "the tree is not of the version that was told"
node -e 'JSON.parse(require("fs").readFileSync(process.argv[1]))' "$work/report.json" 2>/dev/null || ! command -v node >/dev/null || fail "it is no JSON"
grep -oE '"c":\[\["",\[\],\[\["width","[0-9.]+in"\],\["height","[0-9.]+in"\]\]\],\[\{[^]]*\],\["[^"]*"' "$work/report.json" | grep -oE '"[^"]*"$' | tr -d '"' >"$work/pictures"
[ "$(wc -l <"$work/pictures")" = 5 ] || fail "not five pictures"
while read -r name; do grep -qx "$name" "$work/folder" || fail "$name is not beside the tree"; done <"$work/pictures"
unzip -qc "$work/styles.docx" word/header1.xml | grep -q 'Incidents in Afghanistan, October 2021' || fail "no running head"
unzip -qc "$work/styles.docx" word/footer1.xml | grep -q 'instr=" NUMPAGES "' || fail "no number of pages"
! unzip -qc "$work/styles.docx" | grep -q '@[A-Z-]*@' || fail "something is not filled in"
printf '#!/bin/sh\necho x >&2; echo "{}" >"$6"\n' >"$work/bin/pandoc"
refuses 'this pandoc is of a version that Chora does not know' env PATH="$work/bin" "$chora" report "$made/af.chora" monthly.md --period 2021-10 -o w.docx
rm "$work/bin/pandoc"
refuses 'a .docx is made by pandoc, which is not installed (Debian and Ubuntu: apt-get install pandoc); install it, or make a .pdf or a .html' \
    env PATH="$work/bin" "$chora" report "$made/af.chora" monthly.md --period 2021-10 -o w.docx
sed 's/^language:/outputs: [html, docx]\nlanguage:/' monthly.md >word.md
batch() { "$chora" batch "$made/af.chora" word.md --from 2021-10 --to 2021-11 "$@"; }
refuses 'word.md:12:10: a .docx is made by pandoc, which is not installed' env PATH="$work/bin" "$chora" batch "$made/af.chora" word.md -o none
[ -z "$(ls none)" ] || fail "something was made without pandoc"
refuses 'no.odt: a report is a .pdf, a .html or a .docx' "$chora" report "$made/af.chora" monthly.md -o no.odt

needs pandoc
says 'October 2021: 4 figures, 4 tables' report monthly.md --period 2021-10 -o a.docx
SOURCE_DATE_EPOCH=86400 HOME=/nowhere TZ=Asia/Kabul report monthly.md --period 2021-10 -o b.docx 2>/dev/null
cmp a.docx b.docx || fail "made again it has other bytes"
says 'as it says itself, made from documented-attacks, 2021-10' "$chora" verify "$made/af.chora" a.docx

# A batch makes the same bytes for each period, leads to them, lists them, and makes only what is missing.
says '3 files in all (3 made now, 0 were there)' batch -o all
report word.md --period 2021-10 -o alone.docx 2>/dev/null
cmp alone.docx all/word_2021-10.docx || fail "one of a batch has other bytes"
grep -q '<a href="word_2021-11.docx">Word</a> <small>[0-9]*.KB</small> <a href="word.html#2021-11">' all/index.html || fail "the index does not lead to it"
grep -q "\"file\": \"word_2021-10.docx\", \"report\": \"word\", \"period\": \"2021-10\", \"format\": \"docx\", .*\"sha256\": \"$(sha256sum <alone.docx | cut -d ' ' -f 1)\"" all/manifest.json || fail "the manifest does not list it"
rm all/word_2021-11.docx
says '3 files in all (1 made now, 2 were there)' batch -o all
says 'nothing differs' "$chora" verify "$made/af.chora" all/manifest.json
unpack() { rm -rf x && mkdir x && unzip -qd x "$1" && xmllint --noout x/word/*.xml x/docProps/*.xml x/_rels/.rels || fail "$1 is not sound"; }
count() { grep -o "$1" x/word/document.xml | wc -l; }
unpack a.docx
[ "$(count '<w:tbl>')" = 5 ] || fail "not four tables and the key numbers"
[ "$(count '<w:tblHeader')" = 5 ] || fail "heads do not repeat"
[ "$(count '<w:gridSpan')" -ge 1 ] || fail "no head over two columns"
[ "$(count '<w:tr>')" = "$(count '<w:cantSplit/>')" ] || fail "rows break over pages"
[ "$(count '<wp:docPr descr="[A-Z][^"]*')" = 5 ] && [ "$(ls x/word/media | wc -l)" = 5 ] || fail "not five pictures with words"
[ "$(count 'w:pStyle w:val="Heading1"')" = 5 ] && [ "$(count 'w:pStyle w:val="Heading2"')" = 3 ] || fail "headings"
grep -q '104–232\*' x/word/document.xml || fail "a total is not there"
grep -q '<dc:title>Incidents in Afghanistan, October 2021</dc:title>' x/docProps/core.xml || fail "no title"
grep -q '<dc:language>en</dc:language>' x/docProps/core.xml || fail "no language"
grep -q 'created[^>]*>20[0-9-]*T00:00:00Z<' x/docProps/core.xml || fail "made at another hour than midnight"
grep -q 'w:eastAsia="en"' x/word/styles.xml && grep -q 'w:styleId="KeyNumber"' x/word/styles.xml || fail "not Chora's styles"
unzip -p a.docx word/_rels/document.xml.rels | grep -q 'TargetMode="External"' || fail "no link to a source"

report long.md --period 2021-10 -o second.docx 2>/dev/null
unpack second.docx
[ "$(count '<w:footnoteReference')" = 2 ] || fail "not two footnotes"
grep -q '<dc:creator>Example Desk</dc:creator>' x/docProps/core.xml || fail "no author"
[ "$(count '<w:tr>')" -ge 408 ] || fail "the table has not 408 rows"
[ "$(count '<w:bidi')" -ge 2 ] && grep -q 'ننگرهار' x/word/document.xml || fail "Dari does not run to the left"
ls x/word/media | grep -q '\.jpg$' || fail "the JPEG is not kept as it is"
"$chora" new report --language fa monthly.fa.md >/dev/null 2>&1
report monthly.md --language fa --period 2021-10 -o fa.docx 2>/dev/null
unpack fa.docx
[ "$(count '<w:bidiVisual/>')" = "$(count '<w:tbl>')" ] || fail "tables do not run to the left"
grep -q '<w:bidi w:val="1"' x/word/styles.xml && grep -q '۱۰۴ تا ۲۳۲' x/word/document.xml || fail "not in Dari"
