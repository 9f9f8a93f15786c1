/**
 * @file
 * Bringing things into a project: areas, incidents, denominators, totals. Every row is accounted
 * for.
 */
#ifndef CHORA_INTAKE_H
#define CHORA_INTAKE_H

#include <chora/place.h>
#include <chora/progress.h>
#include <chora/store.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Fill a new project with the embedded areas, lines and towns of some countries ("AFG", "af",
 * "Afghanistan"; "WORLD" for all). CHORA_ENOTFOUND names the nearest country.
 * @param path  NULL: in memory, as chora_store_create_in_memory.
 */
CHORA_API chora_status chora_project_init(const char *path, const char *const *countries,
                                          size_t country_count, chora_store **out,
                                          chora_error *err);

/** How to read a table of incidents. Start from CHORA_IMPORT_INIT. All borrowed. */
typedef struct {
    const char *dataset; /**< NULL: the file's name without its extension. */
    const char *columns; /**< Path of a mapping file (YAML) or NULL: recognised from the headers. */
    const char *encoding; /**< NULL: UTF-8 or by its BOM. */
    const char *sheet;
    const char
        *dates; /**< "iso", "dmy", "mdy", "solar-hijri" or NULL: found from the whole file. */
    const char *decimal; /**< "comma" for numbers such as 34,53; NULL or "point": 34.53. */
    const char *licence, *accessed, *origin;
    bool append;         /**< Rows not in this file stay; else the file is the whole dataset. */
    const char *rejects; /**< Where rejected rows are listed as CSV; NULL: "<file name>.rejects.csv"
                            beside the project when there are any; "" none. */
    int workers; /**< Threads: 1, or reading, placing and writing side by side; 0: as the machine
                  * has cores.
                  */
    const chora_progress *progress; /**< Told of the rows, when the table was counted; NULL. */
    bool spatial_index; /**< Give the incidents an R-tree, for other programs that read the project;
                           once made it is kept. */
    bool guess_calendar; /**< Dates that can only be Solar Hijri are read so, with a note; else that
                            is an error that says how to state it. */
} chora_import_options;

#define CHORA_IMPORT_INIT                                                                          \
    {                                                                                              \
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, false                                            \
    }

/** read = new + unchanged + updated + conflict + rejected. */
typedef struct {
    int64_t read, fresh, unchanged, updated, conflict, rejected, withdrawn;
    chora_placing placing;
    char rejects_path[1024]; /**< "" when none were. */
    char dataset[256];
    char format[256]; /**< "CSV, UTF-8, delimiter ','". */
    char *mapping;    /**< YAML that can be saved, edited and passed back; free with free(). */
    char *notes;      /**< Lines for the person (assumptions made), or NULL; free with free(). */
} chora_import_report;

/**
 * Import one file of incidents in one transaction: on failure the project is as before.
 * @return CHORA_OK (also with rejected rows: look at the report); CHORA_EDATA, CHORA_EIO,
 * CHORA_EINVAL (mapping: file:row:column), CHORA_ESTORE, CHORA_ENOMEM.
 */
CHORA_API chora_status chora_import_incidents(chora_store *store, const char *path,
                                              const chora_import_options *options,
                                              chora_import_report *out, chora_error *err);
CHORA_API void chora_import_report_free(chora_import_report *report);

/** Which countries a table speaks of (from a country column, codes, coordinates, place names); most
 * rows first. */
CHORA_API chora_status chora_guess_countries(const char *path, const chora_import_options *options,
                                             char ***codes, size_t *count, chora_error *err);
CHORA_API void chora_countries_free(char **codes, size_t count);

/** A boundary layer. Start from CHORA_BOUNDARIES_INIT. All borrowed. */
typedef struct {
    int level; /**< 0, 1, 2 ...; -1: from the columns. */
    const char *code,
        *name; /**< Field names; NULL: recognised (COD-AB, geoBoundaries, GADM, Natural Earth). */
    const char *layer; /**< Of several in the file. */
    const char *crs;   /**< For a file that states none. */
    const char *encoding;
    const char *source, *licence, *valid_from, *valid_to;
} chora_boundaries_options;

#define CHORA_BOUNDARIES_INIT                                                                      \
    {                                                                                              \
        -1, 0, 0, 0, 0, 0, 0, 0, 0, 0                                                              \
    }

typedef struct {
    int64_t read, imported, rejected, repaired, without_parent;
    int level;
    char code_field[64], name_field[64];
    char *notes; /**< One line a repaired or rejected area; free with free(). */
} chora_boundaries_report;

CHORA_API chora_status chora_import_boundaries(chora_store *store, const char *path,
                                               const chora_boundaries_options *options,
                                               chora_boundaries_report *out, chora_error *err);

/** Denominators: a table with a code or name column and a number column. All borrowed. */
typedef struct {
    int level;        /**< 0 country, 1 province, 2 district. */
    const char *name; /**< "population". */
    int year;
    const char *code, *value; /**< Field names; NULL: recognised. */
    const char *source;
} chora_values_options;

#define CHORA_VALUES_INIT                                                                          \
    {                                                                                              \
        1, 0, 0, 0, 0, 0                                                                           \
    }

typedef struct {
    int64_t read, stored, missing, rejected;
    int64_t areas_without; /**< Areas of the level for which the table has no number: "no data". */
    char *notes;
} chora_values_report;

CHORA_API chora_status chora_import_values(chora_store *store, const char *path,
                                           const chora_values_options *options,
                                           chora_values_report *out, chora_error *err);

/**
 * Totals without rows: columns dataset?, area?, period or first and last, incidents, killed,
 * injured, citation. A table replaces what its datasets had. CHORA_EDATA names every bad row.
 *
 * @param dates  "iso", "dmy", "mdy", or "solar-hijri": periods such as 1402-01 too are of that
 *               calendar; NULL: iso.
 */
CHORA_API chora_status chora_import_tally(chora_store *store, const char *path, const char *dataset,
                                          const char *dates, int64_t *stored, chora_error *err);

#ifdef __cplusplus
}
#endif

#endif
