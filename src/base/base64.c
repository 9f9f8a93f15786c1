#include "base/base64.h"

void chora_buffer_add_base64(chora_buffer *out, const void *bytes, size_t length)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *from = bytes;
    for (size_t i = 0; i < length; i += 3) {
        unsigned three = (unsigned)from[i] << 16;
        three |= i + 1 < length ? (unsigned)from[i + 1] << 8 : 0;
        three |= i + 2 < length ? from[i + 2] : 0;
        char text[4] = { digits[three >> 18], digits[three >> 12 & 63],
                         i + 1 < length ? digits[three >> 6 & 63] : '=',
                         i + 2 < length ? digits[three & 63] : '=' };
        chora_buffer_add(out, text, sizeof text);
    }
}
