#!/bin/sh
# A second template, written from docs/report.md alone: pictures, nested lists, loops, a table of 408 rows,
# 3,000 words, Dari, footnotes, title page and contents, in both formats; and what is said when a picture,
# a name, a figure or a month is not there.
. "$(dirname "$0")/common.sh"
needs pdftotext pdfinfo qpdf mutool rsvg-convert
cp -r "$source/tests/report" "$work/second"
cd "$work/second"
{
    sed '/^LONG$/,$d' second.md
    for paragraph in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        printf 'Paragraph %s.' $paragraph
        for sentence in 1 2 3 4 5 6 7 8 9 10; do printf ' What is known of these attacks comes from reports of the days after each of them.'; done
        printf '\n\n'
    done
    sed '1,/^LONG$/d' second.md
} >long.md
made() { "$chora" report "$made/af.chora" long.md --period "$1" -o second.pdf -o second.html 2>"$work/said" || { cat "$work/said"; fail "$1"; }; }
made 2021-10
[ "$(wc -w <long.md)" -gt 3000 ] || fail "not 3,000 words"

# The PDF: sound, tagged, in its language, with words for its pictures, bookmarks and links.
qpdf --check second.pdf >"$work/said" 2>&1 || { cat "$work/said"; fail "the PDF is not sound"; }
pdfinfo second.pdf | grep -Eq '^Tagged: +yes' || fail "the PDF is not tagged"
pdfinfo second.pdf | grep -Eq '^Title: +Attacks in Afghanistan, October 2021' || fail "no title"
pdfinfo second.pdf | grep -Eq '^Author: +Example Desk' || fail "no author"
imported=$("$chora" dump "$made/af.chora" report long.md --period 2021-10 | sed -n '1{s/.*data as of \([^"]*\)".*/\1/; s/\xC2\xA0/ /g; p}')
mutool show second.pdf trailer/Info/CreationDate | grep -q "(D:$(date -u -d "$imported" +%Y%m%d)0000)" || fail "it is not created on the day of the data"
qpdf --qdf --object-streams=disable second.pdf plain.pdf
alts=$(grep -ac '/Alt ' plain.pdf) figures=$(grep -ac '/S /Figure' plain.pdf)
[ "$alts" = "$figures" ] && [ "$alts" = 3 ] || fail "$alts texts for $figures figures"
grep -aq '/Alt <feff' plain.pdf || grep -aq '/Alt (' plain.pdf || fail "no alternative text"
mutool show second.pdf trailer/Root/Lang | grep -q en || fail "no language"
mutool show second.pdf outline | grep -q '"Twelve months of all provinces"' || fail "no bookmark"
mutool show second.pdf outline | grep -q '"دری"' || fail "no Dari bookmark"
grep -aq 'https://example.org/a?b=c' plain.pdf || fail "no link"
[ "$(pdfimages -list second.pdf | awk '$3 == "image"' | wc -l)" = 3 ] || { pdfimages -list second.pdf; fail "not three pictures"; }
pdfimages -list second.pdf | grep -q jpeg || fail "the JPEG is not kept as it is"
pdftotext -layout second.pdf second.txt
[ "$(grep -cE '^ *(January|February|March|April|May|June|July|August|September|October|November|December) 202[12] +[A-Z]' second.txt)" -ge 408 ] ||
    fail "the table has not 408 rows"
[ "$(grep -cE '^ *Month +Province +Incidents +Killed' second.txt)" -gt 5 ] || fail "its head is not repeated"
pdftotext -raw second.pdf - | tr '\n' ' ' >raw.txt
grep -q '1 incidents, 46–150 killed, 100–200 injured • claimed: 1 1. first level 2. with bold, italic, struck and code • before: 0 • Next' raw.txt ||
    fail "the lists in lists are out of order"
grep -q 'Paragraph 20' raw.txt || fail "the long text is cut"
grep -q 'ننگرهار' second.txt || fail "no Dari"
[ "$(pdfinfo -struct second.pdf 2>/dev/null | sed -n 1p)" = Document ] || fail "its elements stand in no Document"
# Tables are told cell by cell: each row of a table has as many columns, the first is of heads on each page.
pdfinfo -struct second.pdf 2>/dev/null | awk '
    function row_ends() { if (rows && cells != width) { if (width) wrong++; width = cells } cells = 0 }
    /^ *Table/ { row_ends(); rows = width = 0; tables++; next }
    /^ *TR/ { row_ends(); rows++; all++; first = rows == 1; next }
    /^ *TH/ { cells++; heads++; if (first) started[tables] = 1; next }
    /^ *TD/ { cells++; data++; next }
    /ColSpan/ { cells += $2 - 1; next }
    /Scope .Column/ { scopes++; next }
    /^ *[A-Z][A-Za-z0-9]* [(]/ { row_ends(); rows = width = 0 }
    END { for (i in started) good++; print wrong + 0, tables - good, scopes - heads, (tables > 6), (data > 1600), (all > 420) }' >"$work/said"
[ "$(cat "$work/said")" = "0 0 0 1 1 1" ] || { cat "$work/said"; fail "the cells of tables are not told"; }
pages=$(pdfinfo second.pdf | sed -n 's/^Pages: *//p')
grep -q "Page $pages of $pages" second.txt || fail "the last page is not the last"

# The page: the same.
[ "$(grep -c '<img ' second.html)" -ge 3 ] || fail "no pictures in the page"
for type in png jpeg svg+xml; do grep -q "src=\"data:image/$type;base64," second.html || fail "no $type in the page"; done
grep -q '<p dir=rtl>در این ماه' second.html || fail "Dari does not run to the left"
grep -q 'alt="A red disc and a sign"' second.html || fail "no alternative text in the page"

# A month in which nothing is recorded; the same bytes again.
cp second.pdf first.pdf
made 2021-10
cmp first.pdf second.pdf || fail "made again it has other bytes"
made 2022-02
pdftotext second.pdf - | grep -q 'Nothing is recorded in February 2022' || fail "a quiet month"
made 2021-08..2022-07

# What cannot be.
wrong() { # TEXT LINE
    printf '%s\n' "$2" >wrong.md
    refuses "$1" "$chora" report "$made/af.chora" wrong.md --period 2021-10 -o wrong.pdf
    [ ! -e wrong.pdf ] || fail "something was made of $2"
}
printf '\211PNG\r\n\032\n\000\000\000\015IHDR\000\001\000\000\000\001\000\000\010\002\000\000\000' >pictures/large.png
printf 'not a picture' >pictures/text.png
head -c 60 pictures/plate.png >pictures/cut.png
wrong 'wrong.md:1: pictures/none.png: there is no such file' '![x](pictures/none.png)'
wrong 'wrong.md:1: pictures/text.png: no PNG, JPEG or SVG' '![x](pictures/text.png)'
wrong 'wrong.md:1: pictures/large.png: 65536 by 65536 pixels; a picture has at most 50 million' '![x](pictures/large.png)'
wrong 'pictures/cut.png: it is damaged' '![x](pictures/cut.png)'
wrong 'wrong.md:1: the image has no alternative text; write ![what it shows](file)' '![](pictures/plate.png)'
wrong 'wrong.md:1: an image is a file, named from the template'"'"'s folder' '![x](https://example.org/x.png)'
wrong 'wrong.md:1: an image is a file, named from the template'"'"'s folder' '![x](/etc/hostname)'
wrong 'wrong.md:1: an image stands alone in its paragraph' 'Before ![x](pictures/plate.png)'
wrong 'wrong.md:1:30: p has no "incidentz"; did you mean "incidents"?' '{{ for p in provinces }}{{ p.incidentz.count }}{{ end }}'
wrong 'wrong.md:1:11: there is no figure "incidents-per-province"; did you mean "incidents-by-province"?' '{{ figure incidents-per-province }}'
wrong 'wrong.md:1:10: no table "month"; did you mean "months"?' '{{ table month }}'
refuses 'August 2019 is outside the span' "$chora" report "$made/af.chora" long.md --period 2019-08 -o wrong.pdf
