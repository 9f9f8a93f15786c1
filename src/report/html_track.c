/* The months as columns: the track of the slider. */
#include "report/html_inside.h"

#include "compose/wording.h"

#include <string.h>

/* Incidents of a month, by claim; those of other values together. */
static const char *const claims[] = { "claimed", "attributed", "suspected" };
enum { CLAIMS = sizeof claims / sizeof *claims };

static int64_t count_of(const chora_breakdown *track, size_t month, const char *value)
{
    for (size_t i = 0; i < chora_breakdown_values(track); i++)
        if (strcmp(chora_breakdown_value(track, i), value) == 0)
            return chora_breakdown_cell_of(track, 0, month, i).incidents;
    return 0;
}

static int64_t all_of(const chora_breakdown *track, size_t month)
{
    return chora_breakdown_cell_of(track, 0, month, CHORA_ALL_VALUES).incidents;
}

static int64_t highest(const chora_html_writing *w)
{
    int64_t most = 1;
    for (size_t i = 0; i < w->request->month_count; i++) {
        int64_t count = all_of(w->request->track, i);
        most = count > most ? count : most;
    }
    return most;
}

static void write_part(chora_html_writing *w, const char *class_name, int64_t count)
{
    if (count > 0)
        chora_buffer_printf(w->out, "<i class=%s style=\"flex:%lld\"></i>", class_name,
                            (long long)count);
}

/* From the top: the total, what is least sure, what is surest. */
static void write_column(chora_html_writing *w, size_t month, int64_t most)
{
    const chora_breakdown *track = w->request->track;
    int64_t all = all_of(track, month), told = 0;
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(w->request->words, (double)all, true, number);
    chora_buffer_printf(w->out, "<li%s data-month=\"%s\"><b>",
                        month == w->request->now ? " class=now" : "", w->request->months[month].id);
    chora_html_text(w->out, number);
    chora_buffer_add_text(w->out, "</b><span style=\"height:");
    chora_buffer_add_number(w->out, (double)all / (double)most * 70, 1);
    chora_buffer_add_text(w->out, "px\">");
    for (int i = 0; i < CLAIMS; i++)
        told += count_of(track, month, claims[i]);
    write_part(w, "other", all - told);
    for (int i = CLAIMS; i-- > 0;)
        write_part(w, claims[i], count_of(track, month, claims[i]));
    chora_buffer_add_text(w->out, "</span></li>");
}

static void write_years(chora_html_writing *w)
{
    const chora_html_request *request = w->request;
    chora_buffer_add_text(w->out, "<ol class=years aria-hidden=true>");
    for (size_t i = 0; i < request->month_count;) {
        size_t from = i;
        while (i < request->month_count &&
               strncmp(request->months[i].id, request->months[from].id, 4) == 0)
            i++;
        char year[CHORA_NUMBER_TEXT_MAX];
        chora_buffer text = CHORA_BUFFER_INIT(64), digits = CHORA_BUFFER_INIT(8);
        chora_buffer_add(&digits, request->months[from].id, 4);
        chora_words_digits(request->words, chora_buffer_text(&digits), &text);
        memcpy(year, chora_buffer_text(&text), text.length + 1);
        chora_buffer_free(&digits);
        chora_buffer_free(&text);
        chora_buffer_printf(w->out, "<li style=\"flex:%zu\">", i - from);
        chora_html_text(w->out, year);
        chora_buffer_add_text(w->out, "</li>");
    }
    chora_buffer_add_text(w->out, "</ol>");
}

static void write_legend_entry(chora_html_writing *w, const char *class_name, const char *key)
{
    chora_buffer_printf(w->out, "<span><i class=\"swatch %s\"></i>", class_name);
    if (key)
        chora_html_say(w, key);
    chora_buffer_add_text(w->out, "</span>");
}

/* Only what there is in the series. The rest has a name beside others: alone it is all. */
static void write_legend(chora_html_writing *w)
{
    const chora_breakdown *track = w->request->track;
    int64_t rest = 0, told = 0, unclaimed = 0;
    chora_buffer_add_text(w->out, "<p class=legend>");
    for (int i = 0; i < CLAIMS; i++) {
        int64_t count = 0;
        for (size_t month = 0; month < w->request->month_count; month++)
            count += count_of(track, month, claims[i]);
        told += count;
        if (count)
            write_legend_entry(w, claims[i],
                               chora_arena_printf(w->arena, "chart.value.%s", claims[i]));
    }
    for (size_t month = 0; month < w->request->month_count; month++) {
        rest += all_of(track, month);
        unclaimed += count_of(track, month, "none");
    }
    rest -= told;
    if (told && rest)
        write_legend_entry(w, "other",
                           unclaimed == 0      ? "chart.not-stated"
                           : unclaimed == rest ? "chart.value.none"
                                               : "kinds.other");
    chora_buffer_add_text(w->out, "</p>");
}

/* "October 2021, 9 incidents" for each month, for those who hear the page. */
static void write_names(chora_html_writing *w)
{
    const chora_html_request *request = w->request;
    chora_buffer_add_text(w->out, "<script type=\"application/json\" id=months>[");
    for (size_t i = 0; i < request->month_count; i++) {
        char number[CHORA_NUMBER_TEXT_MAX];
        double count = (double)all_of(request->track, i);
        chora_number_text(request->words, count, true, number);
        const char *incidents =
            chora_say_many_of(request->words, w->arena, "count", "incidents", count, number, NULL);
        const char *said = chora_say(request->words, w->arena, "html.said", "month",
                                     request->months[i].label, "incidents", incidents, NULL);
        chora_buffer_add_text(w->out, i ? ",[" : "[");
        chora_html_json(w->out, request->months[i].id);
        chora_buffer_add_byte(w->out, ',');
        chora_html_json(w->out, request->months[i].label);
        chora_buffer_add_byte(w->out, ',');
        chora_html_json(w->out, said ? said : "");
        chora_buffer_add_byte(w->out, ']');
    }
    chora_buffer_add_text(w->out, "]</script>");
}

void chora_html_track(chora_html_writing *w)
{
    const chora_html_request *request = w->request;
    if (!request->track || request->month_count < 2)
        return;
    int64_t most = highest(w);
    chora_buffer_add_text(w->out, "<section class=track aria-label=\"");
    chora_html_say(w, "html.months");
    chora_buffer_add_text(w->out, "\"><div class=bar><p>");
    chora_html_say(w, "html.month");
    chora_buffer_add_text(w->out, " <strong id=month-name>");
    chora_html_text(w->out, request->months[request->now].label);
    chora_buffer_add_text(w->out, "</strong></p>");
    write_legend(w);
    chora_buffer_add_text(w->out, "<p class=\"steps script\"><button type=button id=earlier "
                                  "aria-label=\"");
    chora_html_say(w, "html.earlier");
    chora_buffer_add_text(w->out, "\">\xE2\x80\xB9</button> <button type=button id=later "
                                  "aria-label=\"");
    chora_html_say(w, "html.later");
    chora_buffer_add_text(w->out, "\">\xE2\x80\xBA</button></p></div><ol class=columns>");
    for (size_t i = 0; i < request->month_count; i++)
        write_column(w, i, most);
    chora_buffer_printf(w->out,
                        "</ol><input class=script id=slider type=range min=0 max=%zu step=1 "
                        "value=%zu style=\"--n:%zu\" aria-label=\"",
                        request->month_count - 1, request->now, request->month_count);
    chora_html_say(w, "html.month-slider");
    chora_buffer_add_text(w->out, "\">");
    write_years(w);
    write_names(w);
    chora_buffer_add_text(w->out, "</section>\n");
}
