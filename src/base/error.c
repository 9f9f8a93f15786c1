#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *chora_status_name(chora_status status)
{
    switch (status) {
    case CHORA_OK:
        return "done";
    case CHORA_EINVAL:
        return "invalid request";
    case CHORA_ENOTFOUND:
        return "not found";
    case CHORA_EDATA:
        return "unreadable input";
    case CHORA_ECONFLICT:
        return "contradicting input";
    case CHORA_ELIMIT:
        return "over a limit";
    case CHORA_EIO:
        return "file error";
    case CHORA_ESTORE:
        return "project file error";
    case CHORA_ENOMEM:
        return "out of memory";
    case CHORA_ESTOPPED:
        return "stopped";
    }
    return "unknown";
}

/* A cut message ends in "…" on a character boundary. */
static void mark_cut(char *message)
{
    static const char ellipsis[] = "\xE2\x80\xA6";
    size_t end = CHORA_ERROR_MAX - sizeof ellipsis;

    while (end > 0 && ((unsigned char)message[end] & 0xC0) == 0x80)
        end--;
    memcpy(message + end, ellipsis, sizeof ellipsis);
}

static void print_at(char *message, size_t offset, const char *format, va_list args)
{
    if (offset >= CHORA_ERROR_MAX - 1)
        return;
    int length = vsnprintf(message + offset, CHORA_ERROR_MAX - offset, format, args);
    if (length >= 0 && offset + (size_t)length >= CHORA_ERROR_MAX)
        mark_cut(message);
}

chora_status chora_fail(chora_error *err, chora_status status, const char *format, ...)
{
    if (!err)
        return status;

    char message[CHORA_ERROR_MAX] = ""; /* The arguments may point into err->message. */
    va_list args;
    va_start(args, format);
    print_at(message, 0, format, args);
    va_end(args);
    err->status = status;
    memcpy(err->message, message, sizeof message);
    return status;
}

void chora_at(chora_error *err, const char *format, ...)
{
    if (!err || err->status == CHORA_OK)
        return;

    char old[CHORA_ERROR_MAX];
    memcpy(old, err->message, sizeof old);

    va_list args;
    va_start(args, format);
    print_at(err->message, 0, format, args);
    va_end(args);

    size_t used = strlen(err->message);
    int length = snprintf(err->message + used, CHORA_ERROR_MAX - used, ": %s", old);
    if (length >= 0 && used + (size_t)length >= CHORA_ERROR_MAX)
        mark_cut(err->message);
}

void chora_also(chora_error *err, chora_status status, const char *format, ...)
{
    if (!err)
        return;

    size_t used = err->status == CHORA_OK ? 0 : strlen(err->message);
    if (used > 0 && used < CHORA_ERROR_MAX - 2)
        err->message[used++] = '\n';
    else if (used == 0)
        err->message[0] = '\0';

    va_list args;
    va_start(args, format);
    print_at(err->message, used, format, args);
    va_end(args);
    if (err->status == CHORA_OK)
        err->status = status;
}

chora_status chora_no_memory(chora_error *err)
{
    return chora_fail(err, CHORA_ENOMEM, "out of memory");
}
