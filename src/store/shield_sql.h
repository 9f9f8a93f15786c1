/**
 * @file
 * The views through which a profile shows the project; shield.c fills what they read.
 */
#ifndef CHORA_STORE_SHIELD_SQL_H
#define CHORA_STORE_SHIELD_SQL_H

/** A row for each incident that is not shown as it is. */
extern const char chora_shield_table_sql[];

/** The days that datasets cover, once the table is filled. */
extern const char chora_shield_coverage_sql[];

/** The views before the tables. */
extern const char chora_shield_views_sql[];

#endif
