/**
 * @file
 * Several pages that are one document: with links, bookmarks, language and structure.
 */
#ifndef CHORA_PAINT_SHEAF_H
#define CHORA_PAINT_SHEAF_H

#include "paint/paint.h"

/** A place that can be clicked. */
typedef struct {
    chora_box box;
    const char *target; /**< An address, or "#name" of an anchor. */
} chora_sheet_link;

/** A structure element begins or ends before an item; what has none is an artifact. */
typedef struct {
    size_t item;     /**< Index of the page's item it stands before; item_count: after the last. */
    size_t node;     /**< Of that item's nodes, the one it stands before. */
    const char *tag; /**< "H2", "P", "Table" …; NULL: the innermost one ends. */
    const char *alt; /**< Of a Figure; NULL: none. */
    size_t span;     /**< Columns that a TH is the head of; 0: one. */
} chora_sheet_tag;

typedef struct {
    const char *name;
    double y;
} chora_sheet_anchor;

/** A picture file; it stands before an item, and belongs to the element that is open there. */
typedef struct {
    size_t item;
    const char *path;
    chora_box box;
} chora_sheet_image;

typedef struct {
    chora_page *page;
    chora_sheet_image *images;
    size_t image_count, image_capacity;
    chora_sheet_link *links;
    size_t link_count, link_capacity;
    chora_sheet_tag *tags; /**< By item. */
    size_t tag_count, tag_capacity;
    chora_sheet_anchor *anchors;
    size_t anchor_count, anchor_capacity;
} chora_sheet_page;

/** A bookmark. */
typedef struct {
    const char *text, *anchor;
    int level; /**< 1, 2 … */
    size_t page;
} chora_sheet_outline;

typedef struct {
    const char *title, *author, *subject, *keywords, *language;
    const char *date; /**< "2023-04-02": when it was made, as it says; NULL: 2000-01-01. */
    chora_sheet_page *pages;
    size_t page_count, page_capacity;
    chora_sheet_outline *outline;
    size_t outline_count, outline_capacity;
} chora_sheaf;

/**
 * Paint a PDF: real text, links, bookmarks, structure tags with alternative texts, language. The
 * same pages give the same bytes. Errors as chora_paint.
 */
chora_status chora_paint_sheaf(chora_painter *painter, const chora_sheaf *sheaf, chora_buffer *out,
                               chora_error *err);

/** Frees the lists and the pages. */
void chora_sheaf_free(chora_sheaf *sheaf);

#endif
