/**
 * @file
 * What became of every row, for whoever makes a figure: also where what is made does not tell it.
 */
#ifndef CHORA_PUBLISH_FULL_ACCOUNT_H
#define CHORA_PUBLISH_FULL_ACCOUNT_H

#include "publish/prepare.h"

/** Of one page of a figure. */
typedef struct {
    chora_account account;
    bool is_withheld; /**< An output profile withholds it from what is made. */
    char text[512];   /**< "69 of 74 incidents shown; 5 known only to district", in English. */
} chora_full_account;

/** Never for an output, nor for a file beside one: it tells small numbers. Without memory `text` is
 * "". */
void chora_full_account_of(const chora_prepared *prepared, size_t period, chora_full_account *out);

#endif
