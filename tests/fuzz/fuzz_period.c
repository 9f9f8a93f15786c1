/* A period in words: its ends are in order, its id is a file name. */
#include "fuzz.h"

#include <chora/period.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = fuzz_text(data, size), id[CHORA_PERIOD_TEXT_MAX], label[CHORA_PERIOD_TEXT_MAX];
    chora_error err = CHORA_ERROR_INIT;
    chora_period period, next;

    if (chora_period_read(text, &period, NULL, &err)) {
        PROMISE(*err.message);
    } else {
        PROMISE(period.first <= period.last);
        chora_period_id(period, id);
        chora_period_label(period, label);
        PROMISE(*label && strlen(id) == strspn(id, "0123456789-_Q") && *id);
        PROMISE(chora_period_count(period.kind, period.first, period.last) == 1);
        next = chora_period_next(period);
        PROMISE(next.first == period.last + 1 && next.last >= next.first);
        PROMISE(chora_period_from_id(id, &next, &err) == CHORA_OK && next.first == period.first &&
                next.last == period.last);
    }
    free(text);
    return 0;
}
