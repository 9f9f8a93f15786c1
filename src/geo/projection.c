#include "geo/projection.h"
#include "base/text.h"
#include "geo/projection_auto.h"
#include "geo/projection_inside.h"
#include "geo/projection_words.h"
#include "geo/scale.h"
#include "geo/wgs84.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define METRES_PER_DEGREE (CHORA_WGS84_A * CHORA_DEGREE)

/* "proj_create: Error 1027 (Invalid value for an argument): utm: Invalid value for zone": only the
 * end is for people. */
static const char *without_function(const char *message)
{
    static const char function[] = "proj_create: ";
    if (strncmp(message, function, sizeof function - 1) == 0)
        message += sizeof function - 1;
    const char *after = strncmp(message, "Error ", 6) == 0 ? strstr(message, "): ") : NULL;
    return after ? after + 3 : message;
}

static void keep_message(void *context, int level, const char *message)
{
    chora_projection *projection = context;
    if (level != PJ_LOG_ERROR)
        return;
    message = without_function(message);
    size_t length = strcspn(message, "\n");
    if (length >= sizeof projection->message)
        length = sizeof projection->message - 1;
    length = chora_utf8_cut(message, length);
    memcpy(projection->message, message, length);
    projection->message[length] = '\0';
}

static chora_status unreadable(const chora_projection *projection, const char *text,
                               chora_error *err)
{
    return chora_fail(err, CHORA_EINVAL, "projection \"%s\": PROJ says: %s", text,
                      projection->message[0] ? projection->message : "not known");
}

static chora_status keep_texts(chora_projection *projection, chora_buffer *text,
                               chora_buffer *label, chora_error *err)
{
    if (!text->failed && !label->failed) {
        projection->text = chora_strdup(chora_buffer_text(text));
        projection->label = chora_strdup(chora_buffer_text(label));
    }
    chora_buffer_free(text);
    chora_buffer_free(label);
    return projection->text && projection->label ? CHORA_OK : chora_no_memory(err);
}

/* ---- torn along a meridian? ------------------------------------------------------------------ */

static bool is_one_of(const char *word, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(word, *list) == 0)
            return true;
    return false;
}

/* Azimuthal, transverse and oblique ones have no edge along a meridian. */
static double middle_longitude(const chora_proj_words *words)
{
    static const char *const whole[] = {
        "laea",     "aeqd",       "stere",    "sterea",  "ups",     "ortho", "gnom",   "nsper",
        "geos",     "utm",        "tmerc",    "etmerc",  "gstmerc", "omerc", "somerc", "ob_tran",
        "pipeline", "tpers",      "airy",     "tcea",    "tcc",     "cass",  "krovak", "labrd",
        "tpeqd",    "chamb",      "rhealpix", "healpix", "isea",    "igh",   "igh_o",  "imw_p",
        "spilhaus", "adams_hemi", "peirce_q", "s2",      NULL
    };
    const char *id = chora_proj_words_get(words, "proj");
    if (!id || is_one_of(id, whole) || chora_proj_words_get(words, "pm") ||
        chora_proj_words_get(words, "over"))
        return NAN;
    return chora_proj_words_number(words, "lon_0", 0);
}

static bool is_geographic(const char *id)
{
    static const char *const ids[] = { "longlat", "latlong", "lonlat", "latlon", NULL };
    return id && is_one_of(id, ids);
}

/* ---- opening --------------------------------------------------------------------------------- */

static void use_plate_carree(chora_projection *projection)
{
    projection->unit_m = METRES_PER_DEGREE;
    projection->middle_lon = 0;
}

static chora_status open_operation(chora_projection *projection, const char *text, chora_error *err)
{
    PJ *pj = proj_create(projection->context, text);
    if (!pj)
        return unreadable(projection, text, err);
    projection->pj = pj;
    projection->unit_m = 1;
    projection->radians_in = proj_angular_input(pj, PJ_FWD);
    if (proj_is_crs(pj) || (!projection->radians_in && !proj_degree_input(pj, PJ_FWD)) ||
        proj_angular_output(pj, PJ_FWD) || proj_degree_output(pj, PJ_FWD))
        return chora_fail(err, CHORA_EINVAL,
                          "projection \"%s\" does not turn longitude and latitude into metres",
                          text);
    if (!proj_pj_info(pj).has_inverse)
        return chora_fail(err, CHORA_EINVAL, "projection \"%s\" cannot be used: it has no way back",
                          text);
    return CHORA_OK;
}

static chora_status open_words(chora_projection *projection, const char *text, chora_error *err)
{
    chora_proj_words words;
    chora_status st = chora_proj_words_split(text, &words, err);
    if (!st)
        st = chora_proj_words_check(&words, err);
    if (st)
        return st;
    chora_buffer plain = CHORA_BUFFER_INIT(8192), label = CHORA_BUFFER_INIT(1024);
    chora_proj_words_join(&words, &plain);
    if (is_geographic(chora_proj_words_get(&words, "proj"))) {
        use_plate_carree(projection);
        chora_buffer_add_text(&label, "Plate carrée projection");
    } else {
        projection->middle_lon = middle_longitude(&words);
        chora_proj_words_label(&words, &label);
        st = open_operation(projection, chora_buffer_text(&plain), err);
    }
    chora_status kept = keep_texts(projection, &plain, &label, st ? NULL : err);
    return st ? st : kept;
}

/* Metres per unit; negative for axes that run west and south. */
static double crs_unit(PJ_CONTEXT *context, const PJ *crs)
{
    double unit = 1;
    const char *first = NULL, *second = NULL;
    PJ *axes = proj_crs_get_coordinate_system(context, crs);
    if (!axes)
        return 1;
    proj_cs_get_axis_info(context, axes, 0, NULL, NULL, &first, &unit, NULL, NULL, NULL);
    proj_cs_get_axis_info(context, axes, 1, NULL, NULL, &second, NULL, NULL, NULL, NULL);
    bool turned = first && second && strcmp(first, "west") == 0 && strcmp(second, "south") == 0;
    proj_destroy(axes);
    return turned ? -unit : unit;
}

static double crs_middle_longitude(PJ_CONTEXT *context, const PJ *crs)
{
    chora_proj_words words;
    const char *text = proj_as_proj_string(context, crs, PJ_PROJ_4, NULL);
    if (!text || chora_proj_words_split(text, &words, NULL))
        return NAN;
    return middle_longitude(&words);
}

static chora_status open_projected(chora_projection *projection, const PJ *crs, const char *code,
                                   chora_error *err)
{
    PJ *lonlat = proj_create(projection->context, "EPSG:4326");
    PJ *way = NULL;
    if (lonlat)
        way = proj_create_crs_to_crs_from_pj(projection->context, lonlat, crs, NULL, NULL);
    if (way)
        projection->pj = proj_normalize_for_visualization(projection->context, way);
    proj_destroy(way);
    proj_destroy(lonlat);
    if (!projection->pj)
        return unreadable(projection, code, err);
    projection->unit_m = crs_unit(projection->context, crs);
    projection->middle_lon = crs_middle_longitude(projection->context, crs);
    return CHORA_OK;
}

static chora_status open_crs(chora_projection *projection, const PJ *crs, const char *code,
                             chora_error *err)
{
    PJ_TYPE type = proj_get_type(crs);
    bool flat = type == PJ_TYPE_GEOGRAPHIC_2D_CRS;
    chora_status st = CHORA_OK;
    if (flat)
        use_plate_carree(projection);
    else if (type == PJ_TYPE_PROJECTED_CRS)
        st = open_projected(projection, crs, code, err);
    else
        st = chora_fail(err, CHORA_EINVAL, "projection %s is no projected reference system", code);
    if (st)
        return st;
    chora_buffer text = CHORA_BUFFER_INIT(64), label = CHORA_BUFFER_INIT(1024);
    const char *name = proj_get_name(crs);
    chora_buffer_add_text(&text, code);
    chora_buffer_add_text(&label, flat ? "Plate carrée projection of " : "");
    chora_buffer_add_text(&label, name ? name : "");
    chora_buffer_printf(&label, " (%s)", code);
    return keep_texts(projection, &text, &label, err);
}

static chora_status open_code(chora_projection *projection, const char *digits, chora_error *err)
{
    size_t length = strspn(digits, "0123456789");
    if (length == 0 || length > 7 || digits[length])
        return chora_fail(err, CHORA_EINVAL, "projection: write the code as EPSG:32642");
    char code[16] = "EPSG:";
    memcpy(code + 5, digits, length + 1);
    PJ *crs = proj_create(projection->context, code);
    if (!crs)
        return unreadable(projection, code, err);
    chora_status st = open_crs(projection, crs, code, err);
    proj_destroy(crs);
    return st;
}

static chora_status open_auto(chora_projection *projection, chora_box lonlat, chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(1024);
    chora_projection_choose(lonlat, &text);
    chora_status st =
        text.failed ? chora_no_memory(err) : open_words(projection, chora_buffer_text(&text), err);
    chora_buffer_free(&text);
    return st;
}

/* Asked of the projection itself around its box: a name does not tell for every spelling. Several
 * equal-area ones are computed on a sphere, which costs up to 0.9 %. */
static bool keeps_areas(chora_projection *projection)
{
    chora_box box = projection->lonlat;
    if (chora_box_is_empty(box) || !(fabs(box.min_x) <= 540 && fabs(box.max_x) <= 540))
        box = (chora_box){ -120, -60, 120, 60 };
    box = chora_box_grow(box, 10);
    box.min_y = fmax(box.min_y, -85);
    box.max_y = fmin(box.max_y, 85);
    size_t seen = 0;
    for (int i = 0; i < 25; i++) {
        chora_xy at = { box.min_x + (box.max_x - box.min_x) * (i % 5) / 4,
                        box.min_y + (box.max_y - box.min_y) * (i / 5) / 4 };
        double scale = chora_scale_area(projection, at);
        if (isnan(scale))
            continue;
        if (fabs(scale - 1) > 0.01)
            return false;
        seen++;
    }
    return seen > 0;
}

static chora_status open_into(chora_projection *projection, const char *text, chora_error *err)
{
    projection->context = proj_context_create();
    if (!projection->context)
        return chora_no_memory(err);
    proj_log_func(projection->context, projection, keep_message);
    proj_context_set_enable_network(projection->context, 0);
    chora_status st;
    if (!text || chora_text_compare_nocase(text, "auto") == 0)
        st = open_auto(projection, projection->lonlat, err);
    else if (strncmp(text, "EPSG:", 5) == 0 || strncmp(text, "epsg:", 5) == 0)
        st = open_code(projection, text + 5, err);
    else
        st = open_words(projection, text, err);
    if (!st)
        projection->equal_area = keeps_areas(projection);
    return st;
}

chora_status chora_projection_open(const char *text, chora_box lonlat, chora_projection **out,
                                   chora_error *err)
{
    chora_projection *projection = chora_alloc(1, sizeof *projection);
    if (!projection)
        return chora_no_memory(err);
    projection->lonlat = lonlat;
    chora_status st = open_into(projection, text, err);
    if (st) {
        chora_projection_close(projection);
        return st;
    }
    *out = projection;
    return CHORA_OK;
}

void chora_projection_close(chora_projection *projection)
{
    if (!projection)
        return;
    proj_destroy(projection->pj);
    if (projection->context)
        proj_context_destroy(projection->context);
    free(projection->text);
    free(projection->label);
    free(projection);
}

chora_status chora_projection_copy(const chora_projection *projection, chora_projection **out,
                                   chora_error *err)
{
    return chora_projection_open(projection->text, projection->lonlat, out, err);
}

const char *chora_projection_label(const chora_projection *projection)
{
    return projection->label;
}

double chora_projection_middle(const chora_projection *projection)
{
    return projection->middle_lon;
}

const char *chora_projection_text(const chora_projection *projection)
{
    return projection->text;
}

bool chora_projection_is_equal_area(const chora_projection *projection)
{
    return projection->equal_area;
}
