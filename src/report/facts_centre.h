/**
 * @file
 * Where the incidents of a scope lie on the whole, and how far that is from elsewhere.
 */
#ifndef CHORA_REPORT_FACTS_CENTRE_H
#define CHORA_REPORT_FACTS_CENTRE_H

#include "measure/centre.h"
#include "report/facts.h"

/**
 * The mean centre of a scope, of the same symbols that a map would have. False when there is none
 * to tell: too few incidents with a position, a period outside the covered span, or an output
 * profile withholds the scope's number.
 */
bool chora_facts_centre(const chora_facts *facts, const chora_scope *scope, chora_centre *out);

/** The nearest town of the gazetteer, by its name in the report's language, and how far it is; NULL
 * when there is none within some hundred kilometres. In the teller's arena. */
const char *chora_facts_nearest_town(const chora_facts *facts, chora_xy at, double *km);

#endif
