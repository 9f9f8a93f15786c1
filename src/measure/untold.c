#include "measure/untold.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <stdlib.h>

chora_status chora_told_filter(chora_store *store, const char *where, chora_filter **out,
                               chora_error *err)
{
    chora_buffer told = CHORA_BUFFER_INIT(1 << 20);
    chora_buffer_printf(&told, "(%s) IS NOT NULL", where);
    chora_status st = told.failed ? chora_no_memory(err)
                                  : chora_filter_new(store, chora_buffer_text(&told), out, err);
    chora_buffer_free(&told);
    return st;
}

chora_status chora_untold_begin(chora_untold *untold, chora_store *store,
                                const chora_measure_options *options, size_t cells,
                                chora_error *err)
{
    if (!options->untold || !options->where || !*options->where)
        return CHORA_OK;
    untold->cells = chora_alloc(cells, sizeof *untold->cells);
    return untold->cells ? chora_told_filter(store, options->where, &untold->told, err)
                         : chora_no_memory(err);
}

void chora_untold_end(chora_untold *untold)
{
    chora_filter_free(untold->told);
    free(untold->cells);
}

bool chora_untold_is(const chora_untold *untold, int64_t incident_id)
{
    return untold->told && !chora_filter_admits(untold->told, incident_id);
}

void chora_untold_finish(const chora_untold *untold, size_t at, chora_cell *cell)
{
    if (untold->cells && untold->cells[at] && cell->state == CHORA_CELL_NUMBER &&
        cell->incidents == 0)
        cell->state = CHORA_CELL_NO_DATA;
}
