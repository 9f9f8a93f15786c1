#include "publish/batch_reports.h"

#include "base/calendar.h"
#include "publish/report_docx.h"
#include "publish/report_html.h"

#include <stdlib.h>
#include <string.h>

/* ---- the periods ----------------------------------------------------------------------------- */

static chora_status find_periods(chora_batch_work *work, chora_batch_template *template,
                                 chora_error *err)
{
    const chora_batch_options *asked = work->options;
    chora_breakdown_options options = CHORA_BREAKDOWN_INIT;
    chora_calendar calendar = asked->calendar != CHORA_CALENDAR_OF_LANGUAGE
                                  ? asked->calendar
                                  : (chora_calendar) template->front.calendar;
    options.by = chora_period_kind_in(asked->by_given ? asked->by : CHORA_PERIOD_MONTH, calendar);
    options.span_given = asked->span_given;
    options.first = asked->first;
    options.last = asked->last;
    options.dataset = template->front.dataset;
    options.where = template->front.where;
    options.frame = template->front.areas;
    options.column = "claim";
    const chora_period span = { CHORA_PERIOD_SPAN, asked->first, asked->last };
    chora_status st =
        asked->span_given ? chora_period_stated(span, asked->written, calendar, err) : CHORA_OK;
    if (!st)
        st = chora_breakdown_make(work->store, &options, &template->track, err);
    if (st)
        chora_at(err, "%s", template->file);
    return st;
}

/* A period of all is a span to a report. */
chora_period chora_batch_report_period(const chora_batch_template *template, size_t index)
{
    chora_period period = chora_breakdown_period(template->track, index);
    if (period.kind == CHORA_PERIOD_ALL)
        period.kind = CHORA_PERIOD_SPAN;
    return period;
}

/* Told before the first file is made, not at the twentieth report. */
static chora_status check_span(const chora_batch_template *template, chora_error *err)
{
    size_t count = chora_breakdown_periods(template->track);
    chora_period first = chora_batch_report_period(template, 0),
                 last = chora_batch_report_period(template, count - 1);
    chora_day from, to;
    char begin[CHORA_PERIOD_TEXT_MAX], end[CHORA_PERIOD_TEXT_MAX], label[CHORA_PERIOD_TEXT_MAX];
    chora_breakdown_span(template->track, &from, &to);
    if (first.last >= from && last.first <= to)
        return CHORA_OK;
    chora_day_format(from, begin);
    chora_day_format(to, end);
    chora_period_label(first.last < from ? first : last, label);
    return chora_fail(err, CHORA_ENOTFOUND,
                      "%s: %s is outside the span the dataset covers (%s to %s): there is nothing "
                      "to report, not even that nothing happened; choose another --from or --to",
                      template->file, label, begin, end);
}

static bool has_months(const chora_batch_template *template)
{
    chora_period first = chora_batch_report_period(template, 0);
    return chora_period_step(first.kind) == CHORA_PERIOD_MONTH;
}

static int year_of(chora_period period)
{
    return chora_date_of(chora_period_calendar(period.kind), period.first).year;
}

/* Months share a page, as many as one holds; more are dealt by year. Other periods stand alone. */
size_t chora_batch_page_of(const chora_batch_template *template, size_t period)
{
    if (!has_months(template))
        return period;
    if (chora_breakdown_periods(template->track) <= CHORA_HTML_MONTHS_MAX)
        return 0;
    return (size_t)(year_of(chora_batch_report_period(template, period)) -
                    year_of(chora_batch_report_period(template, 0)));
}

/* The periods of a page: from `*from`, as many as are answered. */
static size_t periods_of(const chora_batch_template *template, size_t page, size_t *from)
{
    size_t count = chora_breakdown_periods(template->track), i = 0, first;
    while (i < count && chora_batch_page_of(template, i) < page)
        i++;
    for (first = i; i < count && chora_batch_page_of(template, i) == page;)
        i++;
    *from = first;
    return i - first;
}

/* ---- the entries ----------------------------------------------------------------------------- */

const char *const chora_batch_each[CHORA_BATCH_EACH] = { "pdf", "docx" };

static bool has_each(const chora_batch_template *template, size_t which)
{
    return which == 0 ? template->front.pdf : template->front.docx;
}

/* How many entries stand before those of a format; CHORA_BATCH_EACH: before the web pages. */
static size_t entries_before(const chora_batch_template *template, size_t which)
{
    size_t formats = 0;
    for (size_t i = 0; i < which; i++)
        formats += has_each(template, i);
    return formats * chora_breakdown_periods(template->track);
}

chora_manifest_entry *chora_batch_report_entry(const chora_batch_work *work,
                                               const chora_batch_template *template, size_t which,
                                               size_t period)
{
    size_t at = template->first_entry + entries_before(template, which) + period;
    return has_each(template, which) ? &work->entries[at] : NULL;
}

chora_manifest_entry *chora_batch_page_entry(const chora_batch_work *work,
                                             const chora_batch_template *template, size_t page)
{
    return &work->entries[template->first_entry + entries_before(template, CHORA_BATCH_EACH) +
                          page];
}

/* ---- opening --------------------------------------------------------------------------------- */

/* "reports/monthly.md" is "monthly". */
static const char *name_of(chora_batch_work *work, const char *file)
{
    const char *name = chora_path_name(file), *dot = strrchr(name, '.');
    return chora_arena_strndup(work->arena, name, (size_t)(dot - name));
}

static chora_status open_template(chora_batch_work *work, chora_batch_template *template,
                                  chora_error *err)
{
    chora_report_options options = CHORA_REPORT_INIT;
    options.template_file = template->file;
    options.language = template->language;
    options.calendar = work->options->calendar;
    chora_status st =
        chora_report_work_open(work->store, &options, work->painters[0], &template->work, err);
    if (!st)
        st = chora_report_front(template->file, work->arena, &template->front, err);
    if (!st && template->front.docx && (st = chora_report_docx_check(err)))
        chora_front_blame(template->file, &template->front, CHORA_FRONT_OUTPUTS, false, err);
    if (!st)
        st = find_periods(work, template, err);
    return st ? st : check_span(template, err);
}

static chora_status count_files(chora_batch_work *work, chora_batch_template *template,
                                chora_error *err)
{
    size_t count = chora_breakdown_periods(template->track);
    template->pages = template->front.html ? chora_batch_page_of(template, count - 1) + 1 : 0;
    template->first_entry = work->entry_count;
    template->made = chora_alloc(count, sizeof(chora_document *));
    work->entry_count += entries_before(template, CHORA_BATCH_EACH) + template->pages;
    work->jobs += count;
    return template->made ? CHORA_OK : chora_no_memory(err);
}

chora_status chora_batch_reports_add(chora_batch_work *work, const char *file, const char *language,
                                     chora_error *err)
{
    chora_batch_template template = { .file = chora_arena_strdup(
                                          work->arena,
                                          chora_report_template_in(file, language, work->arena)),
                                      .name = name_of(work, file),
                                      .language = language };
    chora_status st =
        template.file && template.name ? open_template(work, &template, err) : chora_no_memory(err);
    if (!st)
        st = count_files(work, &template, err);
    if (!st && chora_grow((void **)&work->templates, &work->template_capacity, work->template_count,
                          sizeof template))
        st = chora_no_memory(err);
    if (!st) {
        work->templates[work->template_count++] = template;
        return CHORA_OK;
    }
    free(template.made);
    chora_breakdown_free(template.track);
    chora_report_work_close(&template.work);
    return st;
}

static void forget(chora_batch_template *template, size_t period)
{
    chora_document_free(template->made[period]);
    template->made[period] = NULL;
}

void chora_batch_reports_free(chora_batch_work *work)
{
    for (size_t t = 0; t < work->template_count; t++) {
        chora_batch_template *template = &work->templates[t];
        for (size_t i = 0; i < chora_breakdown_periods(template->track); i++)
            forget(template, i);
        free(template->made);
        chora_breakdown_free(template->track);
        chora_report_work_close(&template->work);
    }
    free(work->templates);
    work->templates = NULL;
}

/* ---- planning -------------------------------------------------------------------------------- */

static const char *hash_with(chora_batch_work *work, const char *base, const char *format,
                             const char *id)
{
    char hash[CHORA_SHA256_TEXT];
    const char *text = chora_arena_printf(work->arena, "%s\n%s\n%s\n", base, format, id);
    if (!text)
        return NULL;
    chora_sha256(text, strlen(text), hash);
    return chora_arena_strdup(work->arena, hash);
}

static void add_account(const chora_batch_template *template, size_t from, size_t count,
                        chora_manifest_entry *entry)
{
    for (size_t i = from; i < from + count; i++) {
        chora_account account = chora_breakdown_account(template->track, i);
        entry->counts = account.is_withheld ? "withheld" : entry->counts;
        entry->incidents += account.accepted - account.outside_period - account.filtered_out;
        entry->shown += account.shown;
        entry->filtered_out += account.filtered_out;
        entry->outside_period = account.accepted - account.filtered_out - entry->incidents;
    }
    if (entry->counts)
        entry->incidents = entry->shown = entry->filtered_out = entry->outside_period = 0;
}

/* What stands in the name for the period: all of them need none. */
static const char *part_of(chora_batch_work *work, const chora_batch_template *template,
                           chora_period first, const char *id, const char *format)
{
    bool months =
        chora_period_step(first.kind) == CHORA_PERIOD_MONTH && strcmp(format, "html") == 0;
    if (first.kind == CHORA_PERIOD_SPAN || (months && template->pages == 1))
        return NULL;
    return months ? chora_arena_strndup(work->arena, id, 4) : id;
}

static chora_status plan_file(chora_batch_work *work, const chora_batch_template *template,
                              const char *base, size_t from, size_t count, const char *format,
                              chora_manifest_entry *entry, chora_error *err)
{
    chora_period first = chora_batch_report_period(template, from),
                 last = chora_batch_report_period(template, from + count - 1);
    chora_period span = { CHORA_PERIOD_SPAN, first.first, last.last };
    char id[CHORA_PERIOD_TEXT_MAX];
    chora_period_id(count == 1 ? first : span, id);
    const char *label = chora_arena_strdup(work->arena, id);
    const char *part = part_of(work, template, first, label, format);
    entry->file = chora_batch_name(work, template->name, part, template->language, format);
    entry->report = template->name;
    entry->language = chora_batch_language(template->language, template->front.language);
    entry->period = label;
    entry->format = format;
    entry->data = chora_arena_strdup(work->arena, chora_breakdown_hash(template->track));
    entry->where = template->front.where;
    entry->profile = work->profile.name;
    entry->inputs = hash_with(work, base, format, id);
    add_account(template, from, count, entry);
    return entry->file && label && entry->data && entry->inputs ? CHORA_OK : chora_no_memory(err);
}

static chora_status plan_template(chora_batch_work *work, const chora_batch_template *template,
                                  chora_error *err)
{
    size_t periods = chora_breakdown_periods(template->track);
    char base[CHORA_SHA256_TEXT];
    chora_status st = chora_batch_report_inputs(work, template, base, err);
    for (size_t i = 0; !st && i < CHORA_BATCH_EACH * periods; i++) {
        size_t which = i / periods, period = i % periods;
        chora_manifest_entry *entry = chora_batch_report_entry(work, template, which, period);
        if (entry)
            st = plan_file(work, template, base, period, 1, chora_batch_each[which], entry, err);
    }
    for (size_t page = 0, from; !st && page < template->pages; page++) {
        size_t count = periods_of(template, page, &from);
        st = plan_file(work, template, base, from, count, "html",
                       chora_batch_page_entry(work, template, page), err);
    }
    return st;
}

chora_status chora_batch_reports_plan(chora_batch_work *work, chora_error *err)
{
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < work->template_count; i++)
        st = plan_template(work, &work->templates[i], err);
    return st;
}

/* ---- making ---------------------------------------------------------------------------------- */

static chora_status need(chora_batch_template *template, size_t period, chora_error *err)
{
    chora_period wanted = chora_batch_report_period(template, period);
    if (template->made[period])
        return CHORA_OK;
    chora_status st =
        chora_report_work_build(&template->work, &wanted, &template->made[period], err);
    if (st) {
        char id[CHORA_PERIOD_TEXT_MAX];
        chora_period_id(wanted, id);
        chora_at(err, "%s", id);
    }
    return st;
}

static chora_status write_file(chora_batch_work *work, const chora_batch_template *template,
                               size_t from, size_t count, chora_manifest_entry *entry,
                               chora_error *err)
{
    char *path = chora_path_join(work->options->folder, entry->file);
    chora_report_file file = { 0 };
    chora_status st = CHORA_OK;
    if (!path)
        return chora_no_memory(err);
    if (strcmp(entry->format, "pdf") == 0)
        st = chora_report_work_pdf(&template->work, template->made[from], path, &file, err);
    else if (strcmp(entry->format, "docx") == 0)
        st = chora_report_docx(&template->work, template->made[from], path, &file, err);
    else if (has_months(template))
        st = chora_report_html_series(&template->work, template->made + from, count, path, &file,
                                      err);
    else
        st = chora_report_html_alone(&template->work, template->made[from], path, &file, err);
    free(path);
    if (st)
        return st;
    memcpy(entry->sha256, file.sha256, sizeof entry->sha256);
    entry->bytes = (int64_t)file.bytes;
    entry->pages = (int64_t)file.pages;
    return chora_batch_note(work, entry, err);
}

/* The files of a period; its document is kept when a web page will need it. */
static chora_status make_each(chora_batch_work *work, chora_batch_template *template, size_t period,
                              bool keep, chora_error *err)
{
    chora_status st = CHORA_OK;
    for (size_t which = 0; !st && which < CHORA_BATCH_EACH; which++) {
        chora_manifest_entry *entry = chora_batch_report_entry(work, template, which, period);
        if (!entry || chora_batch_is_done(work, entry))
            continue;
        st = need(template, period, err);
        if (!st)
            st = write_file(work, template, period, 1, entry, err);
    }
    if (!keep)
        forget(template, period);
    return st;
}

static chora_status make_page(chora_batch_work *work, chora_batch_template *template, size_t page,
                              chora_error *err)
{
    size_t from;
    chora_manifest_entry *entry = chora_batch_page_entry(work, template, page);
    bool wanted = template->pages > 0 && !chora_batch_is_done(work, entry);
    chora_status st = CHORA_OK;
    size_t count = template->pages > 0 ? periods_of(template, page, &from) : (from = page, 1);
    for (size_t i = from; !st && i < from + count; i++) {
        st = make_each(work, template, i, wanted, err);
        if (!st && wanted)
            st = need(template, i, err);
        chora_batch_job_done(work);
    }
    if (!st && wanted)
        st = write_file(work, template, from, count, entry, err);
    for (size_t i = from; i < from + count; i++)
        forget(template, i);
    return st;
}

chora_status chora_batch_reports_make(chora_batch_work *work, chora_error *err)
{
    chora_status st = CHORA_OK;
    for (size_t t = 0; !st && t < work->template_count; t++) {
        chora_batch_template *template = &work->templates[t];
        size_t pages = template->pages ? template->pages : chora_breakdown_periods(template->track);
        for (size_t page = 0; !st && page < pages; page++)
            st = make_page(work, template, page, err);
    }
    return st;
}
