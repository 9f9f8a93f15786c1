/**
 * @file
 * What the parts of a batch share: listing, planning, painting.
 */
#ifndef CHORA_PUBLISH_BATCH_INSIDE_H
#define CHORA_PUBLISH_BATCH_INSIDE_H

#include "publish/batch_ahead.h"
#include "publish/manifest.h"
#include "publish/page_file.h"
#include "publish/prepare.h"
#include "publish/report_work.h"
#include "report/front.h"

#include <chora/breakdown.h>

#include <pthread.h>

/** Paths of figure files; start from zero. */
typedef struct {
    char **paths;
    size_t count, capacity;
} chora_figure_list;

/**
 * The files a person named: figures, those of a folder in the order of their names; with
 * `templates` the report templates (*.md) among them instead.
 */
chora_status chora_figure_list_make(const chora_batch_options *options, bool templates,
                                    chora_figure_list *out, chora_error *err);
void chora_figure_list_free(chora_figure_list *list);

/** A figure ready to be painted for all its periods, and where its entries go. */
typedef struct {
    chora_prepared *prepared;
    chora_base_map *base;
    const char *language; /**< NULL: the figure's own. */
    size_t periods, first_entry, first_job;
} chora_batch_figure;

/** Pictures of more pages than this are not in the index, only their names. */
enum { CHORA_BATCH_THUMBNAILS_MAX = 400 };

/** How a page of a figure is shown in the index. */
typedef struct {
    chora_buffer png; /**< Empty: none. */
    char *title;
} chora_batch_thumbnail;

/** A template in a language, ready to be made for all its periods. */
typedef struct {
    chora_report_work work;
    chora_front front;
    chora_breakdown *track; /**< Its periods, with their incidents. */
    const char *file, *name;
    const char *language;  /**< NULL: the template's own. */
    size_t first_entry;    /**< A PDF for each period, a DOCX for each, then the web pages. */
    size_t pages;          /**< Web pages. */
    chora_document **made; /**< By period; NULL: not built in this run. */
} chora_batch_template;

/** Shared by the threads. */
typedef struct {
    chora_store *store;
    const chora_batch_options *options;
    chora_batch_template *templates;
    size_t template_count, template_capacity;
    chora_batch_figure *figures;
    size_t figure_count, figure_capacity;
    chora_manifest_entry *entries;
    size_t entry_count, jobs, done, painted; /**< The last entry is the index. */
    chora_batch_thumbnail *thumbnails;       /**< One a job of the figures; NULL: too many. */
    size_t figure_jobs;
    chora_manifest old;
    chora_batch_ahead *ahead; /**< Its painters. */
    chora_painter **painters; /**< The same, one per worker, from the first figure on. */
    chora_stages **clocks;    /**< The same; NULL when nobody asked for times. */
    chora_stages *stages;     /**< What they are added to. */
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

/** What the manifest says of a file: the language that was asked for, else its own; NULL: English.
 */
const char *chora_batch_language(const char *asked, const char *own);
/** "attacks_2022-03_fa.png"; `period` NULL and `language` NULL leave their part out. In the arena.
 */
const char *chora_batch_name(chora_batch_work *work, const char *name, const char *period,
                             const char *language, const char *format);

/** Made before from the same inputs, and still the same bytes? Then the entry is completed. */
bool chora_batch_is_done(const chora_batch_work *work, chora_manifest_entry *entry);
/** One of the jobs is done: tell how far the batch is. */
void chora_batch_job_done(chora_batch_work *work);
/** A file was made: into the journal with it. */
chora_status chora_batch_note(chora_batch_work *work, const chora_manifest_entry *entry,
                              chora_error *err);

#endif
