/**
 * @file
 * Town names as newsrooms print them: "Asadabad", not "Asadābād".
 */
#ifndef CHORA_COMPOSE_PLAIN_NAME_H
#define CHORA_COMPOSE_PLAIN_NAME_H

#include "base/buffer.h"

/**
 * Append the name without the marks of a transliteration: macrons, dots, lines and commas below,
 * the raised comma of the ayn. Accents that a language writes itself stay ("Vitória", "Muş"), and
 * all marks do in a country whose language writes these. `country` is ISO 3166-1 alpha-3, "" when
 * not known. A language other than English (NULL: "en") keeps the name as it is.
 */
void chora_plain_name(const char *name, const char *country, const char *language,
                      chora_buffer *out);

#endif
