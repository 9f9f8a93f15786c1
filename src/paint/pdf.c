/* PDF with text that can be searched, and nothing of the hour or place of its making. */
#include "paint/formats.h"

#include <cairo-pdf.h>
#include <stdio.h>
#include <string.h>

/* Of a page that does not say of when its data is. */
static const char FIXED_DATE[] = "2000-01-01";

static void set_text(cairo_surface_t *surface, cairo_pdf_metadata_t which, const char *text)
{
    if (text && *text)
        cairo_pdf_surface_set_metadata(surface, which, text);
}

/* cairo writes dates without the "D:" that the standard asks for; patched at the same length, as
 * offsets follow. */
void chora_paint_pdf_mark_dates(chora_buffer *pdf)
{
    enum { DAY = 8 };
    static const char before[] = "Date (", behind[] = "000000Z)";
    const size_t head = sizeof before - 1, whole = head + DAY + sizeof behind - 1;
    char *at = pdf->data, *end = pdf->data + pdf->length;
    for (; (at = memmem(at, (size_t)(end - at), before, head)); at += head) {
        char day[DAY];
        if ((size_t)(end - at) < whole || memcmp(at + head + DAY, behind, sizeof behind - 1) != 0)
            continue;
        memcpy(day, at + head, DAY);
        memcpy(at + head, "D:", 2);
        memcpy(at + head + 2, day, DAY);
        memcpy(at + head + 2 + DAY, "0000) ", 6);
    }
}

void chora_paint_pdf_describe(cairo_surface_t *surface, const char *title, const char *subject,
                              const char *keywords, const char *author, const char *date)
{
    char moment[sizeof "2000-01-01T00:00:00Z"];
    snprintf(moment, sizeof moment, "%.10sT00:00:00Z", date ? date : FIXED_DATE);
    set_text(surface, CAIRO_PDF_METADATA_TITLE, title);
    set_text(surface, CAIRO_PDF_METADATA_SUBJECT, subject);
    set_text(surface, CAIRO_PDF_METADATA_KEYWORDS, keywords);
    set_text(surface, CAIRO_PDF_METADATA_AUTHOR, author);
    set_text(surface, CAIRO_PDF_METADATA_CREATOR, "Chora " CHORA_VERSION);
    set_text(surface, CAIRO_PDF_METADATA_CREATE_DATE, moment);
    set_text(surface, CAIRO_PDF_METADATA_MOD_DATE, moment);
}

/* cairo has no place of its own for the note: it stands behind the sources. */
static void describe(cairo_surface_t *surface, const chora_page *page)
{
    chora_buffer keywords = CHORA_BUFFER_INIT(1 << 20);
    chora_buffer_add_text(&keywords, page->source ? page->source : "");
    if (page->made_from)
        chora_buffer_printf(&keywords, " %s", page->made_from);
    chora_paint_pdf_describe(surface, page->title, page->description, chora_buffer_text(&keywords),
                             "Chora", NULL);
    chora_buffer_free(&keywords);
}

/* Maps are often put together into one file: then each is found by its title. */
static void add_bookmark(cairo_surface_t *surface, const char *title)
{
    if (title && *title)
        cairo_pdf_surface_add_outline(surface, CAIRO_PDF_OUTLINE_ROOT, title,
                                      "page=1 pos=[0.0 0.0]", CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

chora_status chora_paint_pdf(const chora_page *page, chora_typeset *lines, chora_buffer *out,
                             chora_error *err)
{
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(chora_paint_write, out,
                                                                   page->width_pt, page->height_pt);
    describe(surface, page);
    add_bookmark(surface, page->title);
    chora_status st = chora_paint_finish(surface, page, lines, out, err);
    if (!st)
        chora_paint_pdf_mark_dates(out);
    return st;
}
