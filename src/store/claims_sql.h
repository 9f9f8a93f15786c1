/**
 * @file
 * What is claimed and what is verified, as SQL over one incident `i`: its own words, else what its
 * dataset is of by the project's rule, and its links.
 */
#ifndef CHORA_STORE_CLAIMS_SQL_H
#define CHORA_STORE_CLAIMS_SQL_H

/** Is it a claim that is linked to a verified incident? */
#define CHORA_SQL_IS_LINKED_CLAIM "EXISTS (SELECT 1 FROM incident_link l WHERE l.a = i.id)"

#define CHORA_SQL_IS_CLAIMED                                                                       \
    "(coalesce(nullif(i.claim, ''), CASE WHEN i.dataset_id = (SELECT claims_id FROM link_rule) "   \
    "THEN 'claimed' END) = 'claimed' OR EXISTS (SELECT 1 FROM incident_link l WHERE l.b = i.id))"

#define CHORA_SQL_IS_VERIFIED                                                                      \
    "(coalesce(nullif(i.verification, ''), CASE WHEN i.dataset_id = (SELECT verified_id FROM "     \
    "link_rule) THEN 'verified' END) = 'verified' OR " CHORA_SQL_IS_LINKED_CLAIM ")"

/** One of the four kinds in words. */
#define CHORA_SQL_CLAIMED_VERIFIED                                                                 \
    "CASE WHEN " CHORA_SQL_IS_CLAIMED " THEN CASE WHEN " CHORA_SQL_IS_VERIFIED                     \
    " THEN 'claimed and verified' ELSE 'claimed only' END WHEN " CHORA_SQL_IS_VERIFIED             \
    " THEN 'verified only' ELSE 'neither claimed nor verified' END"

#endif
