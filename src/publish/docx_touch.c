#include "publish/docx_touch.h"

#include "exchange/pack.h"

#include <string.h>

enum { LARGEST_TEXT = 256 << 20 };

static const char PART[] = "word/document.xml";

/* What is written instead of what, and where nothing is to be done when `unless` follows. */
typedef struct {
    const char *from, *to, *unless;
} change;

static const change changes[] = {
    { "<wp:inline>", "<wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">", NULL },
    { "<w:tr>", "<w:tr><w:trPr><w:cantSplit/></w:trPr>", "<w:trPr>" },
    { "<w:trPr>", "<w:trPr><w:cantSplit/>", NULL },
    { "<w:tblStyle w:val=\"Table\" />", "<w:tblStyle w:val=\"Table\"/><w:bidiVisual/>", NULL },
};

enum { CHANGES = sizeof changes / sizeof *changes, MIRRORED = CHANGES - 1 };

/* A table is mirrored when the words of its first cell run from right to left. */
static bool first_cell_leftward(const char *at, size_t left)
{
    const char *end = memmem(at, left, "</w:p>", 6);
    return end && memmem(at, (size_t)(end - at), "<w:bidi", 7);
}

static const change *change_at(const char *at, size_t left)
{
    for (size_t i = 0; i < CHANGES; i++) {
        size_t length = strlen(changes[i].from);
        const char *unless = changes[i].unless;
        if (length > left || memcmp(at, changes[i].from, length) != 0)
            continue;
        if (i == MIRRORED)
            return first_cell_leftward(at, left) ? &changes[i] : NULL;
        size_t more = unless ? strlen(unless) : 0;
        if (!unless || more > left - length || memcmp(at + length, unless, more) != 0)
            return &changes[i];
    }
    return NULL;
}

static void touch(const chora_buffer *text, chora_buffer *out)
{
    for (size_t at = 0; at < text->length;) {
        const char *byte = text->data + at;
        const change *made = *byte == '<' ? change_at(byte, text->length - at) : NULL;
        if (made)
            chora_buffer_add_text(out, made->to);
        else
            chora_buffer_add_byte(out, (unsigned char)*byte);
        at += made ? strlen(made->from) : 1;
    }
}

chora_status chora_docx_touch(chora_buffer *document, chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(LARGEST_TEXT), touched = CHORA_BUFFER_INIT(LARGEST_TEXT);
    chora_buffer made = CHORA_BUFFER_INIT(document->maximum);
    chora_status st = chora_pack_read(document, PART, &text, err);
    if (!st) {
        touch(&text, &touched);
        const chora_pack_part part = { PART, touched.data, touched.length };
        st =
            touched.failed ? chora_no_memory(err) : chora_pack_replace(document, &part, &made, err);
    }
    if (!st) {
        chora_buffer_clear(document);
        chora_buffer_add(document, made.data, made.length);
        st = document->failed ? chora_no_memory(err) : CHORA_OK;
    }
    chora_buffer_free(&text);
    chora_buffer_free(&touched);
    chora_buffer_free(&made);
    return st;
}
