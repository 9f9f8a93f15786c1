#include <chora/place.h>

#include "place/answer.h"
#include "place/decide.h"
#include "place/known_words.h"
#include "place/placers.h"
#include "place/placing.h"
#include "place/reader.h"
#include "store/vintage.h"
#include "store/world.h"

#include <stdlib.h>
#include <string.h>

/* Reading words and deciding by points are two threads' (place/placing.h): of the gazetteer the
 * first alone asks how names sound and what was answered, the second alone where points lie. */
struct chora_placer {
    chora_gazetteer gazetteer;
    chora_decisions decisions;
    chora_known_words known; /* By the texts of a row. */
    chora_buffer key;        /* Of reading. */
    chora_buffer reason;     /* Of deciding. */
    chora_answer answer;     /* The same. */
    int gap; /* The first level of which the day has no boundaries, though others have; 0: none. */
    unsigned long failures; /* chora_memory_failures when it was begun. */
};

/* Have other days areas of provinces or districts that this one has not? */
static chora_status find_gap(chora_store *store, chora_day on, int *out, chora_error *err)
{
    for (int level = 1; level <= 2 && !*out && on != CHORA_VINTAGE_CURRENT; level++) {
        bool then = false, now = false;
        chora_status st = chora_vintage_has_level(store, level, on, &then, err);
        if (!st)
            st = chora_vintage_has_level(store, level, CHORA_VINTAGE_CURRENT, &now, err);
        if (st)
            return st;
        if (now && !then)
            *out = level;
    }
    return CHORA_OK;
}

static chora_status placer_new(chora_store *store, chora_day on, bool with_shapes,
                               chora_placer **out, chora_error *err)
{
    chora_placer *placer = chora_alloc(1, sizeof *placer);
    if (!placer)
        return chora_no_memory(err);
    placer->failures = chora_memory_failures();
    placer->key = (chora_buffer)CHORA_BUFFER_INIT(1 << 20);
    placer->reason = (chora_buffer)CHORA_BUFFER_INIT(1 << 22);
    chora_status st = chora_gazetteer_load(store, on, with_shapes, &placer->gazetteer, err);
    if (!st)
        st = find_gap(store, on, &placer->gap, err);
    if (!st)
        st = chora_decisions_load(store, on, &placer->gazetteer, placer->gazetteer.arena,
                                  &placer->decisions, err);
    if (st) {
        chora_placer_free(placer);
        return st;
    }
    *out = placer;
    return CHORA_OK;
}

chora_status chora_placer_new(chora_store *store, chora_placer **out, chora_error *err)
{
    return placer_new(store, CHORA_VINTAGE_CURRENT, true, out, err);
}

chora_status chora_placer_new_on(chora_store *store, chora_day day, chora_placer **out,
                                 chora_error *err)
{
    return placer_new(store, day, true, out, err);
}

chora_status chora_placer_new_world(chora_placer **out, chora_error *err)
{
    chora_store *store = NULL;
    chora_status st = chora_world_open(&store, err);
    if (!st)
        st = placer_new(store, CHORA_VINTAGE_CURRENT, false, out, err);
    chora_store_close(store);
    return st;
}

void chora_placer_free(chora_placer *placer)
{
    if (!placer)
        return;
    chora_decisions_free(&placer->decisions);
    chora_gazetteer_free(&placer->gazetteer);
    chora_answer_free(&placer->answer);
    chora_known_words_free(&placer->known);
    chora_buffer_free(&placer->key);
    chora_buffer_free(&placer->reason);
    free(placer);
}

void chora_placer_time(chora_placer *placer, chora_stages *stages)
{
    placer->gazetteer.stages = stages;
}

/* The stated precision does not change what the words say. */
static void write_key(chora_buffer *key, const chora_evidence_of_place *evidence)
{
    const char *const texts[] = { evidence->country, evidence->area, evidence->district,
                                  evidence->place,   evidence->code, evidence->name,
                                  evidence->in };
    chora_buffer_clear(key);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        chora_buffer_add_text(key, texts[i] ? texts[i] : "");
        chora_buffer_add_byte(key, '\x1f');
    }
}

static chora_status read_words(chora_placer *placer, const chora_evidence_of_place *evidence,
                               chora_words **out, chora_error *err)
{
    chora_words *words =
        chora_known_words_new(&placer->known, chora_buffer_text(&placer->key), placer->key.length);
    if (!words)
        return chora_no_memory(err);
    chora_status st = chora_words_read(&placer->gazetteer, &placer->decisions, evidence,
                                       placer->known.arena, words, err);
    if (!st && !chora_known_words_keep(&placer->known, words))
        st = chora_no_memory(err);
    if (!st)
        *out = words;
    return st;
}

static chora_status find_words(chora_placer *placer, const chora_evidence_of_place *evidence,
                               chora_words **out, chora_error *err)
{
    write_key(&placer->key, evidence);
    if (placer->key.failed)
        return chora_fail(err, CHORA_ELIMIT, "the texts about the place are longer than 1 MiB");
    *out =
        chora_known_words_find(&placer->known, chora_buffer_text(&placer->key), placer->key.length);
    return *out ? CHORA_OK : read_words(placer, evidence, out, err);
}

/* The words that a missing layer leaves unread are not to blame. */
static void tell_gap(chora_placer *placer, const chora_evidence_of_place *evidence,
                     chora_match *match)
{
    bool finer = chora_is_given(evidence->district) || chora_is_given(evidence->code);
    if (placer->gap == 2 && !finer)
        return;
    if (match->problem == CHORA_PROBLEM_EMPTY)
        chora_buffer_clear(&placer->reason);
    bool worded = chora_is_given(evidence->area) || chora_is_given(evidence->district) ||
                  chora_is_given(evidence->place) || chora_is_given(evidence->code) ||
                  chora_is_given(evidence->name);
    chora_buffer_printf(&placer->reason, "%sno boundaries of %s hold on its day",
                        placer->reason.length ? "; " : "",
                        placer->gap == 1 ? "provinces" : "districts");
    match->reason = chora_buffer_text(&placer->reason);
    if (worded && match->level >= CHORA_COUNTRY && evidence->stated != CHORA_COUNTRY &&
        evidence->stated != CHORA_NONE && match->problem != CHORA_PROBLEM_DISAGREE) {
        match->problem = CHORA_PROBLEM_VINTAGE;
        match->text = match->parent = "";
    }
}

chora_status chora_placer_read(chora_placer *placer, const chora_evidence_of_place *evidence,
                               const chora_said **out, chora_error *err)
{
    chora_words *words = NULL;
    chora_status st = find_words(placer, evidence, &words, err);
    if (!st)
        *out = (const chora_said *)words;
    return st;
}

chora_status chora_placer_decide(chora_placer *placer, const chora_evidence_of_place *evidence,
                                 const chora_said *said, chora_match *out, chora_error *err)
{
    const chora_words *words = (const chora_words *)said;
    chora_status st = chora_decide(&placer->gazetteer, evidence, words, &placer->reason, out, err);
    if (!st)
        st = chora_answer_complete(&placer->gazetteer, words, &placer->answer, out, err);
    /* What could not be compared for lack of memory would be another place, or none. */
    if (!st && chora_memory_failures() != placer->failures)
        st = chora_no_memory(err);
    if (!st && placer->gap)
        tell_gap(placer, evidence, out);
    return st;
}

chora_status chora_placer_match(chora_placer *placer, const chora_evidence_of_place *evidence,
                                chora_match *out, chora_error *err)
{
    const chora_said *said = NULL;
    chora_status st = chora_placer_read(placer, evidence, &said, err);
    return st ? st : chora_placer_decide(placer, evidence, said, out, err);
}
