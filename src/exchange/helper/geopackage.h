/**
 * @file
 * What a GeoPackage from elsewhere may not hold.
 */
#ifndef CHORA_HELPER_GEOPACKAGE_H
#define CHORA_HELPER_GEOPACKAGE_H

#include "base/error.h"

#include <gdal.h>

/**
 * A virtual table can read other files of the computer and show them as a layer, so every one but
 * an R-tree is refused; so is a damaged database. What hides from this look is still bounded by
 * the confinement.
 */
chora_status chora_geopackage_check(GDALDatasetH dataset, const char *name, chora_error *err);

#endif
