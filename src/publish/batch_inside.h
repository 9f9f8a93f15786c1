/**
 * @file
 * What the parts of a batch share: listing, planning, painting.
 */
#ifndef CHORA_PUBLISH_BATCH_INSIDE_H
#define CHORA_PUBLISH_BATCH_INSIDE_H

#include "publish/manifest.h"
#include "publish/page_file.h"
#include "publish/prepare.h"

#include <pthread.h>

/** Paths of figure files; start from zero. */
typedef struct {
    char **paths;
    size_t count, capacity;
} chora_figure_list;

/** The figure files a person named; those of a folder in the order of their names. */
chora_status chora_figure_list_make(const chora_batch_options *options, chora_figure_list *out,
                                    chora_error *err);
void chora_figure_list_free(chora_figure_list *list);

/** A figure ready to be painted for all its periods, and where its entries go. */
typedef struct {
    chora_prepared *prepared;
    chora_base_map *base;
    size_t periods, first_entry;
} chora_batch_figure;

/** Shared by the threads. */
typedef struct {
    const chora_batch_options *options;
    chora_batch_figure *figures;
    size_t figure_count, figure_capacity;
    chora_manifest_entry *entries;
    size_t entry_count, jobs, done, painted;
    chora_manifest old;
    chora_painter **painters; /**< One per worker. */
    size_t workers;
    chora_arena *arena;
    chora_profile_report profile; /**< What is shown of marked incidents. */
    pthread_mutex_t lock;
} chora_batch_work;

/**
 * Fill the entries of all figures: names, hashes of what goes in, counts. Nothing is painted when
 * two figures would write one file, or a file of that name is not of a batch (CHORA_ECONFLICT).
 */
chora_status chora_batch_plan(chora_batch_work *work, chora_error *err);

#endif
