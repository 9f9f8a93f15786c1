/**
 * @file
 * The tables of a project file, as SQL.
 */
#ifndef CHORA_STORE_SCHEMA_H
#define CHORA_STORE_SCHEMA_H

/** The newest version; also in PRAGMA user_version of every file. */
#define CHORA_SCHEMA_VERSION 2

/** Tables and indexes of version 1, without the geometry columns. */
extern const char chora_schema_sql[];

/** From version 1 to 2. */
extern const char chora_schema_2_sql[];

/** Run after the first: SpatiaLite's own tables, the geometry columns, the R-trees. */
extern const char chora_schema_spatial_sql[];

#endif
