/**
 * @file
 * Pages looked over by the checker.
 */
#ifndef CHORA_PUBLISH_LINT_H
#define CHORA_PUBLISH_LINT_H

#include "publish/prepare.h"

#include <chora/lint.h>

/** Look over one page and add what is wrong with it. Not for several threads at once on one list.
 */
chora_status chora_lint_add(chora_lint_list *list, const chora_prepared *prepared,
                            const chora_base_map *base, size_t period, const chora_page *page,
                            const chora_ruler *ruler, chora_error *err);
/** Put the findings in the order of their pages. */
void chora_lint_sort(chora_lint_list *list);

#endif
