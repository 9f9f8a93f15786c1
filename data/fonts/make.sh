#!/bin/sh
# Copy the cuts in use from Debian's fonts-noto-core and fonts-noto-extra, unchanged.
# Usage: data/fonts/make.sh
set -eu
HERE=$(cd "$(dirname "$0")" && pwd)
FROM=/usr/share/fonts/truetype/noto
for cut in NotoSans-Regular NotoSans-Medium NotoSans-SemiBold NotoSans-Italic \
    NotoSans-SemiCondensed NotoSans-SemiCondensedMedium NotoSans-SemiCondensedSemiBold \
    NotoSans-Condensed NotoSans-CondensedMedium NotoSans-CondensedSemiBold \
    NotoSansArabic-Regular NotoSansArabic-Medium NotoSansArabic-SemiBold NotoSansMath-Regular \
    NotoSans-SemiCondensedItalic NotoSerif-SemiCondensed NotoSerif-SemiCondensedSemiBold; do
    install -m 644 "$FROM/$cut.ttf" "$HERE/$cut.ttf"
done
