/* Which file, and where in it, a message is about. */
#include "publish/prepare.h"

#include <string.h>

static bool begins_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

static bool is_mistake(const chora_error *err)
{
    return err && (err->status == CHORA_EINVAL || err->status == CHORA_ENOTFOUND);
}

void chora_figure_blame(const chora_figure *figure, chora_error *err)
{
    const char said[] = "where: ";
    if (is_mistake(err) && figure->file && figure->where && figure->where_row &&
        begins_with(err->message, said) &&
        begins_with(err->message + sizeof said - 1, figure->where))
        chora_at(err, "%s:%d:%d", figure->file, figure->where_row, figure->where_column);
}

void chora_request_blame(const char *figure, chora_error *err)
{
    /* The file's own condition has its row and column by now: this one was asked for. */
    if (figure && is_mistake(err) && !begins_with(err->message, figure) &&
        !begins_with(err->message, "where: "))
        chora_at(err, "%s", figure);
}
