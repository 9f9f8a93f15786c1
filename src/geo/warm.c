#include "geo/warm.h"

#include "geo/geos_bridge.h"

#include <proj.h>

void chora_geo_warm(void)
{
    chora_geos geos;
    if (chora_geos_open(&geos))
        chora_geos_close(&geos);
    /* Its database is opened for the first projection and kept for all of the process: 26 M
     * instructions. */
    PJ_CONTEXT *context = proj_context_create();
    proj_log_level(context, PJ_LOG_NONE);
    proj_context_set_enable_network(context, 0);
    proj_destroy(proj_create(context, "+proj=laea +lat_0=0 +lon_0=0"));
    proj_context_destroy(context);
}
