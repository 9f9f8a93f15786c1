#include "geo/warm.h"

#include "geo/geos_bridge.h"

#include <proj.h>

void chora_geo_warm(void)
{
    chora_geos geos;
    if (chora_geos_open(&geos))
        chora_geos_close(&geos);
    proj_context_destroy(proj_context_create());
}
