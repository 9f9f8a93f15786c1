/* The key by which names are compared: the key of a key is the key. */
#include "fuzz.h"

#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = fuzz_text(data, size);
    chora_buffer key = CHORA_BUFFER_INIT(1 << 24), again = CHORA_BUFFER_INIT(1 << 24);

    text[chora_utf8_valid_prefix(text, strlen(text))] = '\0';
    chora_text_key(text, &key);
    chora_text_key(chora_buffer_text(&key), &again);
    PROMISE(strcmp(chora_buffer_text(&key), chora_buffer_text(&again)) == 0);
    PROMISE(chora_utf8_valid_prefix(chora_buffer_text(&key), key.length) == key.length);
    chora_text_slug(text, &again);
    PROMISE(again.length > 0 && again.length <= 120 && again.data[0] != '.');
    PROMISE(!strchr(again.data, '/'));
    chora_buffer_free(&key);
    chora_buffer_free(&again);
    free(text);
    return 0;
}
