#!/bin/sh
# The checker finds nothing wrong with any page of the demo, and says so in both forms.
. "$(dirname "$0")/common.sh"

says "pages 1, texts" "$chora" map "$made/af.chora" "$incidents/attacks-2021-2023.yaml" --lint
grep -q "; nothing found" "$work/said" || { cat "$work/said"; fail "the map of the whole span"; }
says "pages 25, texts" "$chora" batch "$made/af.chora" "$incidents/attacks-by-month.yaml" --by month \
    --from 2021-08 --to 2023-08 -o "$work/months" --lint
grep -q "; nothing found" "$work/said" || { cat "$work/said"; fail "the monthly maps"; }
says '"findings": []' "$chora" map "$made/af.chora" "$incidents/attacks-2021-2023.yaml" --lint --json
# With an output the picture is made too, and is the same.
"$chora" map "$made/af.chora" "$incidents/attacks-2021-2023.yaml" --lint -o "$work/attacks-2021-2023.svg" >/dev/null 2>&1
same "$work" "$made" attacks-2021-2023.svg
