/* A stranger's names and codes of places: an answer with a reason, whatever they hold. */
#include "fuzz.h"

#include "base/text.h"

#include <chora/place.h>

static chora_placer *placer;

static void close_placer(void)
{
    chora_placer_free(placer);
}

/* The next line of the text, or NULL; cut off with a NUL. */
static char *next_line(char **rest)
{
    char *line = *rest;
    if (!line)
        return NULL;
    char *end = strchr(line, '\n');
    *rest = end ? end + 1 : NULL;
    if (end)
        *end = '\0';
    return *line ? line : NULL;
}

/* How the names of the world sound is found when first asked for; that is no input's time. */
static void open_placer(void)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_match match;
    chora_evidence_of_place evidence = CHORA_EVIDENCE_OF_PLACE_INIT;
    PROMISE(chora_placer_new_world(&placer, &err) == CHORA_OK);
    atexit(close_placer);
    evidence.area = "Qqkbuul";
    evidence.place = "Qqkbuul";
    chora_placer_match(placer, &evidence, &match, &err);
}

int LLVMFuzzerInitialize(int *count, char ***words);

int LLVMFuzzerInitialize(int *count, char ***words)
{
    (void)count;
    (void)words;
    open_placer();
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    chora_error err = CHORA_ERROR_INIT;
    if (!placer)
        open_placer();
    if (size > 4000 || chora_utf8_valid_prefix((const char *)data, size) < size)
        return 0; /* Readers hand on only UTF-8. */
    char *text = fuzz_text(data, size), *rest = text;
    chora_evidence_of_place evidence = CHORA_EVIDENCE_OF_PLACE_INIT;
    chora_match match;
    evidence.country = next_line(&rest);
    evidence.area = next_line(&rest);
    evidence.district = next_line(&rest);
    evidence.place = next_line(&rest);
    evidence.code = next_line(&rest);
    if (chora_placer_match(placer, &evidence, &match, &err) == CHORA_OK) {
        PROMISE(match.reason && *match.reason);
        PROMISE(match.score >= 0 && match.score <= 1);
        PROMISE(chora_utf8_valid_prefix(match.reason, strlen(match.reason)) ==
                strlen(match.reason));
    }
    free(text);
    return 0;
}
