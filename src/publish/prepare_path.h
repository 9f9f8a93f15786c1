/**
 * @file
 * The numbers behind a path of mean centres.
 */
#ifndef CHORA_PUBLISH_PREPARE_PATH_H
#define CHORA_PUBLISH_PREPARE_PATH_H

#include "publish/prepare.h"

/** CHORA_EINVAL: a path with a chart or small multiples. */
chora_status chora_prepare_check_path(const chora_figure *figure, chora_error *err);

/** The incidents of the figure's first layer by the path's periods; `out` stays NULL without a
 * path. As chora_measure(). */
chora_status chora_prepare_path(chora_store *store, const chora_request *request,
                                const chora_figure *figure, chora_table **out, chora_error *err);

#endif
