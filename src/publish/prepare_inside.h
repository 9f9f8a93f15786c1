/**
 * @file
 * What the parts of preparing a map share.
 */
#ifndef CHORA_PUBLISH_PREPARE_INSIDE_H
#define CHORA_PUBLISH_PREPARE_INSIDE_H

#include "publish/prepare.h"

/** The level a figure is about: that of its choropleth, else provinces. */
int chora_prepare_level(const chora_figure *figure);

/** Before anything is counted: CHORA_ENOTFOUND tells a project without the level how to get it. */
chora_status chora_prepare_check_level(chora_store *store, int level, chora_error *err);

/** The tables of all layers; those that measure alike share one. */
chora_status chora_prepare_measure(chora_store *store, const chora_request *request,
                                   chora_prepared *prepared, chora_error *err);

/** A figure that nobody wrote has circles only while they can be read. */
void chora_prepare_thin_out(const chora_request *request, chora_prepared *prepared);

/** The areas that were measured, neighbours, lines, towns, the world. */
chora_status chora_prepare_atlas(chora_store *store, chora_prepared *prepared, chora_error *err);

#endif
