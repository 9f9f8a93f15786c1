/**
 * @file
 * The tables of a project file, as SQL.
 */
#ifndef CHORA_STORE_SCHEMA_H
#define CHORA_STORE_SCHEMA_H

/** The newest version; also in PRAGMA user_version of every file. */
#define CHORA_SCHEMA_VERSION 6

/** Tables and indexes of version 1, without the geometry columns. */
extern const char chora_schema_sql[];

/** From version 1 to 2. */
extern const char chora_schema_2_sql[];

/** From version 2 to 3. */
extern const char chora_schema_3_sql[];

/** From version 3 to 4. */
extern const char chora_schema_4_sql[];
extern const char chora_schema_5_sql[];
extern const char chora_schema_6_sql[];

/** Where each new site lies: the first coordinates it was given. To be run after every import. */
#define CHORA_SITES_SQL                                                                            \
    "INSERT OR IGNORE INTO site (id, lon, lat) SELECT site_id, lon, lat FROM incident"             \
    " WHERE site_id <> '' AND lon IS NOT NULL AND lat IS NOT NULL ORDER BY id;\n"

/** Run after the first: SpatiaLite's own tables, the geometry columns, the R-trees. */
extern const char chora_schema_spatial_sql[];

#endif
