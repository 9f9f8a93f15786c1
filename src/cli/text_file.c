#include "cli/text_file.h"
#include "cli/command.h"

#include <chora/process.h>

int cli_write_text(const char *path, const char *text, bool replace)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_status st = chora_text_save(path, text, replace, &err);

    if (st == CHORA_ECONFLICT) {
        cli_note("%s is there already; nothing was written", path);
        return EXIT_FAILED;
    }
    return st ? cli_failed(&err) : EXIT_DONE;
}
