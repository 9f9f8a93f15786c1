#include "publish/docx_styles.h"

#include "base/file.h"
#include "exchange/pack.h"
#include "report/html_text.h"

#include <string.h>

enum { LARGEST_PART = 1 << 20, PARTS = 8 };

/* What stands in for what in the parts: "@TITLE@". */
typedef struct {
    const char *name;
    chora_buffer text;
} filling;

enum { TITLE, SERIES, CAVEAT, PAGE_OF, LANGUAGE, LEFTWARD, START, FILLINGS };

/* ---- what is filled in ------------------------------------------------------------------------
 */

/* "Page {page} of {pages}" with the word processor's own fields for the numbers. */
static void write_page_of(const char *phrase, chora_buffer *out)
{
    static const char open[] = "<w:r><w:t xml:space=\"preserve\">", close[] = "</w:t></w:r>";
    chora_buffer_add_text(out, open);
    for (; *phrase; phrase++) {
        const char *field = *phrase == '\1' ? "PAGE" : *phrase == '\2' ? "NUMPAGES" : NULL;
        const char one[2] = { *phrase, '\0' };
        if (field)
            chora_buffer_printf(out,
                                "%s<w:fldSimple w:instr=\" %s \"><w:r><w:t>1</w:t></w:r>"
                                "</w:fldSimple>%s",
                                close, field, open);
        else
            chora_html_text(out, one);
    }
    chora_buffer_add_text(out, close);
}

static chora_status fill(const chora_document *document, filling fillings[FILLINGS],
                         chora_error *err)
{
    chora_arena *arena = chora_arena_new();
    if (!arena)
        return chora_no_memory(err);
    const char *title = chora_say(document->words, arena, "report.page.title", "title",
                                  document->title, "period", document->period_label, NULL);
    const char *page_of =
        chora_say(document->words, arena, "report.page.of", "page", "\1", "pages", "\2", NULL);
    bool both = *document->series && *document->issue;
    if (title && page_of) {
        chora_html_attribute(&fillings[TITLE].text, title);
        chora_html_attribute(&fillings[SERIES].text, document->series);
        chora_buffer_add_text(&fillings[SERIES].text, both ? " \xC2\xB7 " : "");
        chora_html_attribute(&fillings[SERIES].text, document->issue);
        chora_html_attribute(&fillings[CAVEAT].text, document->caveat);
        write_page_of(page_of, &fillings[PAGE_OF].text);
        chora_html_attribute(&fillings[LANGUAGE].text, document->language);
        chora_buffer_add_text(&fillings[START].text, document->right_to_left ? "right" : "left");
        chora_buffer_add_text(&fillings[LEFTWARD].text, document->right_to_left ? "1" : "0");
    }
    chora_arena_free(arena);
    return title && page_of ? CHORA_OK : chora_no_memory(err);
}

static const filling *filling_at(const char *at, const filling fillings[FILLINGS])
{
    for (int i = 0; i < FILLINGS; i++)
        if (strncmp(at, fillings[i].name, strlen(fillings[i].name)) == 0)
            return &fillings[i];
    return NULL;
}

static void fill_in(const char *text, const filling fillings[FILLINGS], chora_buffer *out)
{
    while (*text) {
        const filling *filled = *text == '@' ? filling_at(text, fillings) : NULL;
        if (filled) {
            chora_buffer_add_text(out, chora_buffer_text(&filled->text));
            text += strlen(filled->name);
        } else {
            chora_buffer_add_byte(out, (unsigned char)*text++);
        }
    }
}

/* ---- the parts --------------------------------------------------------------------------------
 */

/* Where each stands in the document, and the file of styles/docx that it is made of. */
static const char *const names[PARTS][2] = {
    { "[Content_Types].xml", "styles/docx/content-types.xml" },
    { "_rels/.rels", "styles/docx/package.rels.xml" },
    { "word/document.xml", "styles/docx/document.xml" },
    { "word/_rels/document.xml.rels", "styles/docx/document.rels.xml" },
    { "word/styles.xml", "styles/docx/styles.xml" },
    { "word/fontTable.xml", "styles/docx/fonts.xml" },
    { "word/header1.xml", "styles/docx/head.xml" },
    { "word/footer1.xml", "styles/docx/foot.xml" },
};

static chora_status make_part(const char *file, const filling fillings[FILLINGS], chora_buffer *out,
                              chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(LARGEST_PART);
    chora_status st = chora_html_file(&text, file, err);
    if (!st)
        fill_in(chora_buffer_text(&text), fillings, out);
    chora_buffer_free(&text);
    return st;
}

chora_status chora_docx_styles(const chora_document *document, chora_buffer *out, chora_error *err)
{
    filling fillings[FILLINGS] = {
        [TITLE] = { "@TITLE@", CHORA_BUFFER_INIT(LARGEST_PART) },
        [SERIES] = { "@SERIES@", CHORA_BUFFER_INIT(LARGEST_PART) },
        [CAVEAT] = { "@CAVEAT@", CHORA_BUFFER_INIT(LARGEST_PART) },
        [PAGE_OF] = { "@PAGE-OF@", CHORA_BUFFER_INIT(LARGEST_PART) },
        [LANGUAGE] = { "@LANGUAGE@", CHORA_BUFFER_INIT(LARGEST_PART) },
        [START] = { "@START@", CHORA_BUFFER_INIT(LARGEST_PART) },
        [LEFTWARD] = { "@LEFTWARD@", CHORA_BUFFER_INIT(LARGEST_PART) },
    };
    chora_buffer texts[PARTS];
    chora_pack_part parts[PARTS];
    chora_status st = fill(document, fillings, err);
    for (int i = 0; i < PARTS; i++) {
        texts[i] = (chora_buffer)CHORA_BUFFER_INIT(LARGEST_PART);
        if (!st)
            st = make_part(names[i][1], fillings, &texts[i], err);
        if (!st && texts[i].failed)
            st = chora_no_memory(err);
        parts[i] = (chora_pack_part){ names[i][0], texts[i].data, texts[i].length };
    }
    if (!st)
        st = chora_pack(parts, PARTS, out, err);
    for (int i = 0; i < PARTS; i++)
        chora_buffer_free(&texts[i]);
    for (int i = 0; i < FILLINGS; i++)
        chora_buffer_free(&fillings[i].text);
    return st;
}
