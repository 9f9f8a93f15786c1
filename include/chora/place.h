/**
 * @file
 * From a name, a code or a coordinate to an area or a place, with the reason kept.
 */
#ifndef CHORA_PLACE_H
#define CHORA_PLACE_H

#include <chora/period.h>
#include <chora/progress.h>
#include <chora/store.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How precisely a place is known, finest first. */
typedef enum {
    CHORA_EXACT,    /**< The site itself. */
    CHORA_NEAR,     /**< A landmark or small town by it. */
    CHORA_PLACE,    /**< The town, not where in it. */
    CHORA_DISTRICT, /**< The district (or the city's centre standing for it). */
    CHORA_PROVINCE,
    CHORA_COUNTRY,
    CHORA_NONE, /**< Not placed, or wider than a country. */
    CHORA_NOT_STATED
} chora_precision;

/** "exact", "near" ... "none"; "" for CHORA_NOT_STATED. */
CHORA_API const char *chora_precision_name(chora_precision precision);
/** CHORA_NOT_STATED when there is no such name. */
CHORA_API chora_precision chora_precision_parse(const char *name);

/** What one incident says about its place; all texts borrowed, NULL or "" when not given. */
typedef struct {
    const char *country; /**< Name or code. */
    const char *area;    /**< Province. */
    const char *district;
    const char *place;
    const char *code; /**< ISO 3166-2, P-code ... */
    double lon, lat;  /**< NaN when not given. */
    chora_precision stated;
    const char *name; /**< Of whatever kind, a province, a district or a place, or a code. */
    const char *in;   /**< What `name` lies in, of whatever kind, or its code. */
} chora_evidence_of_place;

#define CHORA_EVIDENCE_OF_PLACE_INIT                                                               \
    {                                                                                              \
        0, 0, 0, 0, 0, __builtin_nan(""), __builtin_nan(""), CHORA_NOT_STATED, 0, 0                \
    }

/** What a person should look at. A match may have a place and a problem. */
typedef enum {
    CHORA_PROBLEM_NONE,
    CHORA_PROBLEM_EMPTY,     /**< Nothing is said about where. */
    CHORA_PROBLEM_UNKNOWN,   /**< A name or code that the project does not have. */
    CHORA_PROBLEM_AMBIGUOUS, /**< It may be one of several: see the alternatives. */
    CHORA_PROBLEM_SEVERAL,   /**< One cell names several places. */
    CHORA_PROBLEM_DISAGREE,  /**< Words, code or coordinates contradict each other. */
    CHORA_PROBLEM_OUTSIDE,   /**< The coordinates lie in no area of the project. */
    CHORA_PROBLEM_SWAPPED,   /**< Latitude and longitude seem to be exchanged. */
    CHORA_PROBLEM_INVALID,   /**< The coordinates are not on the Earth. */
    CHORA_PROBLEM_DOUBTFUL,  /**< Placed by a spelling that is only similar. */
    CHORA_PROBLEM_VINTAGE,   /**< No boundaries of its level hold on its day. */
    CHORA_PROBLEM_COUNT
} chora_place_problem;

/** "ok", "empty", "unknown", "ambiguous", "several", "disagree", "outside", "swapped", "invalid",
 * "doubtful", "vintage". */
CHORA_API const char *chora_place_problem_name(chora_place_problem problem);
/** CHORA_PROBLEM_NONE when there is no such name. */
CHORA_API chora_place_problem chora_place_problem_parse(const char *name);

/** What a name, a code or a point may mean. */
typedef struct {
    int64_t area_id;       /**< The area, or the finest one that the place lies in; 0: none. */
    int64_t place_id;      /**< 0: the area itself. */
    const char *code;      /**< Of the area; "" when there is none. */
    const char *name;      /**< Of the place, else of the area. */
    const char *parent;    /**< Name of the area that holds it; "" when there is none. */
    chora_precision level; /**< CHORA_PLACE, CHORA_DISTRICT, CHORA_PROVINCE or CHORA_COUNTRY. */
    const char *method;    /**< As in chora_match. */
    double score;          /**< 0 to 1. */
} chora_candidate;

/** Where it is. Texts live until the next match of the same placer. */
typedef struct {
    int64_t area_id;       /**< The finest area that is certain, 0 when there is none. */
    int64_t place_id;      /**< 0 when it is no known place. */
    chora_precision level; /**< Never finer than what was stated. */
    const char *method; /**< decision | point | code | name | alternate | sound | similar | nearest
                             | none. */
    double score;       /**< 0 to 1. */
    const char *reason; /**< One English sentence a person can check. */
    const char *code;   /**< Of the area; "" when there is none. */
    const char *name;   /**< Of the place, else of the area; "" when there is none. */
    chora_place_problem problem;
    const char *text; /**< The words that the problem is about, as given; "" when there are none. */
    const char *parent; /**< The coarser words beside them, as given; "" when there are none. A
                             decision on (text, parent, country) settles every row with the same. */
    const chora_candidate *alternatives; /**< What else it may be, most likely first; of an answer
                                              without doubt none. */
    size_t alternative_count;
} chora_match;

/** The names, codes and polygons of a project, ready to match. One thread at a time. */
typedef struct chora_placer chora_placer;

/**
 * Decisions of the project (table decision) are applied first: (text, parent, country) is compared
 * by chora_text_key with the place, district and province texts and what stands beside them; an
 * empty parent or country is any.
 */
CHORA_API chora_status chora_placer_new(chora_store *store, chora_placer **out, chora_error *err);

/** The same with the boundaries that hold on a day; chora_placer_new() takes the current ones. */
CHORA_API chora_status chora_placer_new_on(chora_store *store, chora_day day, chora_placer **out,
                                           chora_error *err);

/**
 * A placer without a project: the embedded countries and provinces of the world, without towns and
 * without polygons: it answers to names and codes, coordinates are passed over.
 * @return CHORA_OK; CHORA_ENOTFOUND (no embedded data); as chora_placer_new.
 */
CHORA_API chora_status chora_placer_new_world(chora_placer **out, chora_error *err);
CHORA_API void chora_placer_free(chora_placer *placer);

/** Match one. What is ambiguous or unknown is level none with the reason, not an error. */
CHORA_API chora_status chora_placer_match(chora_placer *placer,
                                          const chora_evidence_of_place *evidence, chora_match *out,
                                          chora_error *err);

/** What placing every incident gave. total = the sum of by_level. */
typedef struct {
    int64_t total;
    int64_t by_level[CHORA_NOT_STATED]; /**< Indexed by chora_precision up to CHORA_NONE. */
} chora_placing;

/**
 * Match every incident that is not withdrawn again and store the matches, as one run. Each is
 * matched in the boundaries that hold on its day, one without a day in the current ones.
 * `progress`, which may be NULL, is told of the incidents.
 */
CHORA_API chora_status chora_place_all(chora_store *store, const chora_progress *progress,
                                       chora_placing *out, chora_error *err);

#ifdef __cplusplus
}
#endif

#endif
