/**
 * @file
 * The phrases of a report in English.
 */
#ifndef CHORA_REPORT_PHRASES_ENGLISH_H
#define CHORA_REPORT_PHRASES_ENGLISH_H

/** A key and its phrase. */
typedef struct {
    const char *key, *text;
} chora_phrase_entry;

/** Ended by a NULL key. */
extern const chora_phrase_entry chora_phrases_english[];

#endif
