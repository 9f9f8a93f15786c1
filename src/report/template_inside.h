/**
 * @file
 * What the two parsing files of the template language share.
 */
#ifndef CHORA_REPORT_TEMPLATE_INSIDE_H
#define CHORA_REPORT_TEMPLATE_INSIDE_H

#include "report/template_tokens.h"

/** Read an expression; the token after it is read. */
chora_status chora_expression_read(chora_tokens *tokens, const chora_expression **out);

/** CHORA_EINVAL when something is left over. */
chora_status chora_tokens_expect_end(chora_tokens *tokens);

#endif
