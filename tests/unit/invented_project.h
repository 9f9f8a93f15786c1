/**
 * @file
 * A project of provinces and one dataset that covers 2022 up to some day, for incidents that a test
 * invents: what is put together of its outputs must tell no small number.
 */
#ifndef CHORA_TESTS_INVENTED_PROJECT_H
#define CHORA_TESTS_INVENTED_PROJECT_H

#include "store_fixture.h"

#include <chora/period.h>

/** The same numbers from 0 to 32767 on every machine. */
static inline unsigned next(unsigned *state)
{
    *state = *state * 1103515245u + 12345u;
    return *state >> 16 & 0x7FFF;
}

/** Areas P00, P01 ... have the ids 11, 12 ... in layer 2; end it with run(p.store, "RELEASE made").
 */
static inline project invented_project(int areas, chora_day last)
{
    project p = project_new();
    char sql[256];
    run(p.store,
        "SAVEPOINT made; INSERT INTO run (id, kind, started_utc) VALUES (1, 'incidents',"
        " '2023-01-01T00:00:00Z');"
        "INSERT INTO layer (id, name, role, level, current) VALUES (1, 'c', 'areas', 0, 1),"
        " (2, 'p', 'areas', 1, 1);"
        "INSERT INTO area (id, code, level, layer_id, country) VALUES (1, 'AA', 0, 1, 'AAA');"
        "INSERT INTO dataset (id, name) VALUES (1, 'd');");
    snprintf(
        sql, sizeof sql,
        "INSERT INTO coverage (dataset_id, first_day, last_day, state) VALUES (1, %d, %d, 'full')",
        (int)chora_day_from_ymd(2022, 1, 1), (int)last);
    run(p.store, sql);
    for (int i = 0; i < areas; i++) {
        snprintf(sql, sizeof sql,
                 "INSERT INTO area (id, code, level, layer_id, parent_id, country) VALUES (%d, "
                 "'P%02d', 1, 2, 1, 'AAA')",
                 11 + i, i);
        run(p.store, sql);
    }
    return p;
}

#endif
