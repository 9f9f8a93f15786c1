/**
 * @file
 * The checker: does a composed page keep what a printed map promises?
 */
#ifndef CHORA_LINT_H
#define CHORA_LINT_H

#include <chora/status.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Something that is wrong with a page. */
typedef struct {
    const char *page;    /**< "attacks-by-month 2022-03"; of "language": "tg.yaml:12". */
    const char *rule;    /**< "overlap", "outside", "small", "pale", "glyph", "border", "area",
                            "symbol", "legend", "missing", "language". */
    const char *message; /**< "\"Kabul\" (area-label) overlaps \"Logar\" (area-label)". */
} chora_lint_finding;

/** Start from CHORA_LINT_LIST_INIT; free with chora_lint_list_free. */
typedef struct {
    chora_lint_finding *items; /**< By page, then as found. */
    size_t count;
    size_t pages; /**< Looked over. */
    size_t texts; /**< On these pages. */
    void *inside;
} chora_lint_list;

#define CHORA_LINT_LIST_INIT                                                                       \
    {                                                                                              \
        0, 0, 0, 0, 0                                                                              \
    }

/** {"pages": 1, "texts": 80, "findings": [{"page", "rule", "message"}]}; `out` is malloc'ed.
 * CHORA_ENOMEM. */
CHORA_API chora_status chora_lint_json(const chora_lint_list *list, char **out, chora_error *err);
CHORA_API void chora_lint_list_free(chora_lint_list *list);

#ifdef __cplusplus
}
#endif

#endif
