#!/bin/sh
# A batch: the same bytes on one core and on many, after an interruption, and for a map alone.
. "$(dirname "$0")/common.sh"
figure=$incidents/attacks-by-month.yaml
names=$(cd "$made/months" && ls)
run() { ${run:-} "$chora" batch "$made/af.chora" "$figure" --by month --from 2021-08 --to 2023-08 "$@"; }

run -o "$work/serial" -j 1 >/dev/null
# shellcheck disable=SC2086
same "$made/months" "$work/serial" $names

# Killed in the middle: what is there is whole, and the next run goes on.
interrupt "$work/broken" '\.pdf$' 1 2 3 4 5
left=$(ls "$work/broken" | grep -c 'attacks-by-month_')
[ "$left" -lt 75 ] || fail "nothing was left to do"
for name in $(ls "$work/broken"); do
    same "$made/months" "$work/broken" "$name"
done
run -o "$work/broken" >"$work/said"
grep -Eq "^75 files in .* \([0-9]+ made now, [1-9][0-9]* were there\)" "$work/said" ||
    { cat "$work/said"; fail "what was there is made again"; }
# shellcheck disable=SC2086
same "$made/months" "$work/broken" $names
[ "$(ls -A "$work/broken" | tr '\n' ' ')" = "$(echo "$names" | tr '\n' ' ')" ] ||
    { ls -A "$work/broken"; fail "the interrupted run leaves something behind"; }

# A damaged and a lost file are made again.
echo damaged >>"$work/broken/attacks-by-month_2022-03.svg"
rm "$work/broken/attacks-by-month_2022-04.pdf"
says "75 files in $work/broken (2 made now, 73 were there)" run -o "$work/broken"
# shellcheck disable=SC2086
same "$made/months" "$work/broken" $names

# A map alone is the batch's file: of a full month, an empty one, the partly covered first and last.
for month in 2021-08 2022-03 2023-01 2023-08; do
    "$chora" map "$made/af.chora" "$figure" --period $month -o "$work/alone.png" -o "$work/alone.svg" \
        -o "$work/alone.pdf" 2>/dev/null
    for format in png svg pdf; do
        cmp "$work/alone.$format" "$made/months/attacks-by-month_$month.$format" ||
            fail "$month alone is another $format"
    done
done

# A file that is not of a batch is never replaced, and nothing is painted.
mkdir "$work/foreign"
echo mine >"$work/foreign/attacks-by-month_2022-03.png"
refuses attacks-by-month_2022-03.png run -o "$work/foreign"
[ "$(cat "$work/foreign/attacks-by-month_2022-03.png")" = mine ] || fail "a foreign file is replaced"
[ "$(ls -A "$work/foreign" | wc -l)" = 1 ] || fail "files beside the foreign one"
