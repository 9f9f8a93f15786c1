/**
 * @file
 * What a GeoPackage from elsewhere may not hold.
 */
#ifndef CHORA_HELPER_GEOPACKAGE_H
#define CHORA_HELPER_GEOPACKAGE_H

#include "base/error.h"

/**
 * Look at a database by SQLite alone, before GDAL (which brings SpatiaLite's functions and modules)
 * opens it. A virtual table can read other files of the computer and show them as a layer, so every
 * one but an R-tree is refused; so is a layer that is a view (its query could ask anything, or
 * never end) and a damaged database. Triggers are let be: the file is only read, so none ever
 * fires.
 * @return CHORA_OK; CHORA_EDATA; CHORA_ENOMEM.
 */
chora_status chora_geopackage_check(const char *path, const char *name, chora_error *err);

#endif
