/**
 * @file
 * A whole page made larger: a slide is laid out like a printed page and then enlarged, so that
 * lines, gaps and symbols keep their proportion to the type.
 */
#ifndef CHORA_COMPOSE_ZOOM_H
#define CHORA_COMPOSE_ZOOM_H

#include "compose/scene.h"

/** Every length on the page times `factor`. Groups shared with other pages stay as they are. */
chora_status chora_page_zoom(chora_page *page, double factor, chora_error *err);

#endif
