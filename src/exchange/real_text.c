#include "exchange/real_text.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Fewest digits under the locale of the moment. */
static void shortest(char text[64], double value)
{
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, 64, "%.*g", digits, value);
        if (strtod(text, NULL) == value)
            return;
    }
}

void chora_real_add(chora_buffer *out, double value)
{
    char text[64];

    if (fabs(value) < 1e15 && value == floor(value)) {
        chora_buffer_printf(out, "%lld", (long long)value);
        return;
    }
    locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (!c) {
        out->failed = true;
        return;
    }
    locale_t before = uselocale(c);
    shortest(text, value);
    uselocale(before);
    freelocale(c);
    chora_buffer_add_text(out, text);
}
