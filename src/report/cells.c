#include "report/cells.h"

#include <math.h>

chora_report_cell chora_make_words_cell(chora_run_work *run, const char *text)
{
    return (chora_report_cell){ .text = chora_run_inlines(run, text, 0), .sort = NAN };
}

chora_report_cell chora_make_number_cell(chora_run_work *run, int64_t number)
{
    const char *text = chora_tell_number(&run->facts.teller, number);
    return (chora_report_cell){ .text = chora_run_inlines(run, text, 0),
                                .sort = (double)number,
                                .muted = number == 0 };
}

chora_report_cell chora_make_unknown_cell(chora_run_work *run)
{
    const char *text = chora_phrase(&run->facts.teller, "not-known", NULL);
    return (chora_report_cell){ .text = chora_run_inlines(run, text, CHORA_INLINE_EMPHASIS),
                                .sort = -1,
                                .muted = true };
}

chora_report_cell chora_make_range_cell(chora_run_work *run, const chora_toll *toll)
{
    const chora_teller *teller = &run->facts.teller;
    if (toll->stated == 0 && toll->unknown > 0)
        return chora_make_unknown_cell(run);
    const char *high = toll->low == toll->high ? NULL : chora_tell_number(teller, toll->high);
    return (chora_report_cell){ .low = chora_tell_number(teller, toll->low),
                                .high = high,
                                .between = chora_tell_between(teller),
                                .mark = toll->unknown ? "*" : NULL,
                                .sort = (double)toll->high,
                                .muted = toll->high == 0 };
}
