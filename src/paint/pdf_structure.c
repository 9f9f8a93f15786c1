#include "paint/pdf_structure.h"

#include "base/file.h"
#include "base/memory.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_OBJECTS = 1 << 20 };

/** An object of the file that is written anew. */
typedef struct {
    unsigned long number;
    size_t offset; /* Of its new form. */
} renewed;

typedef struct {
    chora_buffer *pdf;
    size_t length; /* Before anything was appended. */
    unsigned long size, root, info;
    size_t table;       /* Of the last cross-reference table. */
    unsigned long tree; /* The new root of the structure; 0: it keeps what it has. */
    renewed *objects;
    size_t count, capacity;
    chora_error *err;
} updating;

/* ---- reading --------------------------------------------------------------------------------- */

static const char *find(const updating *u, size_t from, const char *what)
{
    return memmem(u->pdf->data + from, u->length - from, what, strlen(what));
}

static bool read_number(const char *text, const char *key, unsigned long *out)
{
    const char *at = strstr(text, key);
    if (at)
        *out = strtoul(at + strlen(key), NULL, 10);
    return at != NULL;
}

/* The trailer at the end, and the table that it belongs to. */
static bool read_trailer(updating *u)
{
    size_t tail = u->length < 1024 ? u->length : 1024;
    chora_buffer_text(u->pdf); /* Ends it with a NUL. */
    const char *at = u->pdf->data + u->length - tail, *trailer = NULL;
    for (const char *next = memmem(at, tail, "trailer", 7); next;
         next = memmem(next + 7, (size_t)(u->pdf->data + u->length - next - 7), "trailer", 7))
        trailer = next;
    unsigned long table;
    if (!trailer || !read_number(trailer, "/Size ", &u->size) ||
        !read_number(trailer, "/Root ", &u->root) || !read_number(trailer, "/Info ", &u->info) ||
        !read_number(trailer, "startxref\n", &table))
        return false;
    u->table = table;
    return table + 5 < u->length && memcmp(u->pdf->data + table, "xref\n", 5) == 0 &&
           u->size < MOST_OBJECTS;
}

/* ---- writing --------------------------------------------------------------------------------- */

/* UTF-16 with its mark, in hexadecimal digits: any script, nothing to escape. */
static void write_text(chora_buffer *out, const char *text)
{
    chora_buffer_add_text(out, "<FEFF");
    for (const unsigned char *at = (const unsigned char *)text; *at;) {
        unsigned long code = *at < 0x80   ? *at
                             : *at < 0xE0 ? *at & 0x1Fu
                             : *at < 0xF0 ? *at & 0x0Fu
                                          : *at & 0x07u;
        int more = *at < 0x80 ? 0 : *at < 0xE0 ? 1 : *at < 0xF0 ? 2 : 3;
        for (at++; more > 0 && (*at & 0xC0) == 0x80; more--)
            code = code << 6 | (*at++ & 0x3Fu);
        if (code >= 0x10000) {
            code -= 0x10000;
            chora_buffer_printf(out, "%04lX", 0xD800 + (code >> 10));
            code = 0xDC00 + (code & 0x3FF);
        }
        chora_buffer_printf(out, "%04lX", code);
    }
    chora_buffer_add_byte(out, '>');
}

/* An object is written next. */
static chora_status begin_object(updating *u, unsigned long number)
{
    if (chora_grow((void **)&u->objects, &u->capacity, u->count, sizeof *u->objects))
        return chora_no_memory(u->err);
    u->objects[u->count++] = (renewed){ number, u->pdf->length };
    return CHORA_OK;
}

/* A part of the file, with a NUL: the buffer may move while it is written again. */
static char *copy_part(const char *from, const char *end)
{
    size_t length = (size_t)(end - from);
    char *copy = chora_alloc(length + 1, 1);
    if (copy && length)
        memcpy(copy, from, length);
    return copy;
}

/* The object whose "N 0 obj" stands at `from`, again, with more at the end of its dictionary. */
static chora_status renew(updating *u, size_t from, const chora_buffer *more)
{
    const char *end = find(u, from, "\n>>\nendobj");
    if (!end)
        return CHORA_OK;
    char *copy = copy_part(u->pdf->data + from, end);
    chora_status st = copy ? begin_object(u, strtoul(copy, NULL, 10)) : chora_no_memory(u->err);
    if (!st) {
        chora_buffer_add_text(u->pdf, copy);
        chora_buffer_add(u->pdf, more->data, more->length);
        chora_buffer_add_text(u->pdf, "\n>>\nendobj\n");
    }
    free(copy);
    return st;
}

static size_t line_before(const updating *u, size_t at)
{
    for (at--; at > 0 && u->pdf->data[at - 1] != '\n';)
        at--;
    return at;
}

/* The elements stand below one Document, as readers expect: the object that was the root of the
 * structure, which all of them name as their parent, becomes it, and a new one is the root. */
static chora_status add_document(updating *u)
{
    static const char head[] = "<< /Type /StructTreeRoot\n   /ParentTree ";
    const char *at = find(u, 0, head),
               *end = at ? find(u, (size_t)(at - u->pdf->data), "\n>>\nendobj") : NULL;
    const char *kids = end ? memmem(at, (size_t)(end - at), "\n   /K ", 7) : NULL;
    if (!kids)
        return CHORA_OK;
    unsigned long parents = strtoul(at + strlen(head), NULL, 10);
    unsigned long number =
        strtoul(u->pdf->data + line_before(u, (size_t)(at - u->pdf->data)), NULL, 10);
    char *list = copy_part(kids, end);
    chora_status st = list ? begin_object(u, number) : chora_no_memory(u->err);
    if (!st) {
        u->tree = u->size++;
        chora_buffer_printf(u->pdf,
                            "%lu 0 obj\n<< /Type /StructElem\n   /S /Document\n   /P %lu 0 R",
                            number, u->tree);
        chora_buffer_add_text(u->pdf, list);
        chora_buffer_add_text(u->pdf, "\n>>\nendobj\n");
        st = begin_object(u, u->tree);
    }
    if (!st)
        chora_buffer_printf(u->pdf, "%lu 0 obj\n%s%lu 0 R\n   /K [ %lu 0 R ]\n>>\nendobj\n",
                            u->tree, head, parents, number);
    free(list);
    return st;
}

/* The catalogue again, with the new root of the structure. */
static chora_status renew_catalogue(updating *u, size_t from, const chora_buffer *more)
{
    static const char key[] = "\n   /StructTreeRoot ";
    const char *end = find(u, from, "\n>>\nendobj");
    const char *at =
        end ? memmem(u->pdf->data + from, (size_t)(end - u->pdf->data) - from, key, strlen(key))
            : NULL;
    const char *behind = at ? memchr(at + 1, '\n', (size_t)(end - at)) : NULL;
    if (!u->tree || !behind)
        return renew(u, from, more);
    char *before = copy_part(u->pdf->data + from, at);
    char *after = copy_part(behind, end < behind ? behind : end);
    chora_status st = before && after ? begin_object(u, u->root) : chora_no_memory(u->err);
    if (!st) {
        chora_buffer_add_text(u->pdf, before);
        chora_buffer_printf(u->pdf, "%s%lu 0 R", key, u->tree);
        chora_buffer_add_text(u->pdf, after);
        chora_buffer_add(u->pdf, more->data, more->length);
        chora_buffer_add_text(u->pdf, "\n>>\nendobj\n");
    }
    free(before);
    free(after);
    return st;
}

static chora_status renew_root(updating *u, const char *language)
{
    chora_buffer more = CHORA_BUFFER_INIT(1 << 12);
    char head[40];
    snprintf(head, sizeof head, "\n%lu 0 obj\n<< /Type /Catalog", u->root);
    const char *at = find(u, 0, head);
    chora_buffer_add_text(&more, "\n   /Lang (");
    for (const char *letter = language; *letter; letter++)
        if (isalnum((unsigned char)*letter) || *letter == '-')
            chora_buffer_add_byte(&more, (unsigned char)*letter);
    chora_buffer_add_byte(&more, ')');
    chora_buffer_add_text(&more, "\n   /MarkInfo << /Marked true >>"
                                 "\n   /ViewerPreferences << /DisplayDocTitle true >>");
    chora_status st = at ? renew_catalogue(u, (size_t)(at + 1 - u->pdf->data), &more) : CHORA_OK;
    chora_buffer_free(&more);
    return st;
}

/* How the elements of a kind begin in the file: "<< /Type /StructElem\n   /S /Figure\n". */
static void element_head(const char *kind, char out[64])
{
    snprintf(out, 64, "<< /Type /StructElem\n   /S /%s\n", kind);
}

static size_t count_elements(const updating *u, const char *head)
{
    size_t count = 0, length = strlen(head);
    for (const char *at = find(u, 0, head); at; count++)
        at = find(u, (size_t)(at - u->pdf->data) + length, head);
    return count;
}

static void write_alt(chora_buffer *out, const chora_pdf_elements *elements, size_t index)
{
    chora_buffer_add_text(out, "\n   /Alt ");
    write_text(out, elements->alts[index]);
}

static void write_span(chora_buffer *out, const chora_pdf_elements *elements, size_t index)
{
    size_t span = elements->spans[index];
    chora_buffer_add_text(out, "\n   /A << /O /Table /Scope /Column");
    if (span > 1)
        chora_buffer_printf(out, " /ColSpan %zu", span);
    chora_buffer_add_text(out, " >>");
}

/* Each element of a kind, with what cairo does not write of it. */
static chora_status renew_elements(updating *u, const char *kind,
                                   const chora_pdf_elements *elements, size_t count,
                                   void (*write)(chora_buffer *out,
                                                 const chora_pdf_elements *elements, size_t index))
{
    char head[64];
    chora_status st = CHORA_OK;
    size_t from = 0;
    element_head(kind, head);
    if (count_elements(u, head) != count)
        return CHORA_OK;
    for (size_t i = 0; !st && i < count; i++) {
        chora_buffer more = CHORA_BUFFER_INIT(1 << 20);
        from = (size_t)(find(u, from, head) - u->pdf->data);
        write(&more, elements, i);
        st = more.failed ? chora_no_memory(u->err) : renew(u, line_before(u, from), &more);
        chora_buffer_free(&more);
        from += strlen(head);
    }
    return st;
}

/* Objects stand by number: a table has them in that order. */
static int by_number(const void *a, const void *b)
{
    const renewed *one = a, *other = b;
    return (one->number > other->number) - (one->number < other->number);
}

static void write_table(updating *u)
{
    char hash[CHORA_SHA256_TEXT];
    size_t table = u->pdf->length;
    chora_sha256(u->pdf->data, u->pdf->length, hash);
    hash[32] = '\0'; /* An identity has 16 bytes. */
    qsort(u->objects, u->count, sizeof *u->objects, by_number);
    chora_buffer_add_text(u->pdf, "xref\n0 1\n0000000000 65535 f \n");
    for (size_t i = 0; i < u->count; i++)
        chora_buffer_printf(u->pdf, "%lu 1\n%010zu 00000 n \n", u->objects[i].number,
                            u->objects[i].offset);
    chora_buffer_printf(u->pdf,
                        "trailer\n<< /Size %lu\n   /Root %lu 0 R\n   /Info %lu 0 R\n   /Prev %zu\n"
                        "   /ID [<%s> <%s>]\n>>\nstartxref\n%zu\n%%%%EOF\n",
                        u->size, u->root, u->info, u->table, hash, hash, table);
}

chora_status chora_paint_pdf_structure(chora_buffer *pdf, const char *language,
                                       const chora_pdf_elements *elements, chora_error *err)
{
    updating u = { .pdf = pdf, .length = pdf->length, .err = err };
    if (!read_trailer(&u))
        return CHORA_OK;
    chora_status st = add_document(&u);
    if (!st)
        st = renew_root(&u, language && *language ? language : "en");
    if (!st)
        st = renew_elements(&u, "Figure", elements, elements->alt_count, write_alt);
    if (!st)
        st = renew_elements(&u, "TH", elements, elements->span_count, write_span);
    if (!st)
        write_table(&u);
    free(u.objects);
    return st ? st : pdf->failed ? chora_no_memory(err) : CHORA_OK;
}
