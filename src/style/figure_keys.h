/**
 * @file
 * The keys of a figure file, as the tables that read it.
 */
#ifndef CHORA_STYLE_FIGURE_KEYS_H
#define CHORA_STYLE_FIGURE_KEYS_H

#include "style/figure.h"
#include "style/schema.h"

/** The keys of a figure file; their target is a chora_figure. */
const chora_key *chora_figure_keys(void);

/** Of a figure, and of a style for its figures: auto, gregorian, solar-hijri. */
extern const chora_word chora_calendar_names[];

/* ---- the values that take more than a kind (figure_values.c) --------------------------------- */

void chora_figure_read_id(chora_reading *, const chora_key *, const chora_yaml_node *, void *);
void chora_figure_read_page(chora_reading *, const chora_key *, const chora_yaml_node *, void *);
void chora_figure_read_title(chora_reading *, const chora_key *, const chora_yaml_node *, void *);
void chora_figure_read_areas(chora_reading *, const chora_key *, const chora_yaml_node *, void *);
void chora_figure_read_where(chora_reading *, const chora_key *, const chora_yaml_node *, void *);
void chora_figure_read_boundaries(chora_reading *, const chora_key *, const chora_yaml_node *,
                                  void *);
void chora_figure_read_period(chora_reading *, const chora_key *, const chora_yaml_node *, void *);
void chora_figure_read_path(chora_reading *, const chora_key *, const chora_yaml_node *, void *);
void chora_figure_read_repeat(chora_reading *, const chora_key *, const chora_yaml_node *, void *);
void chora_figure_read_area_labels(chora_reading *, const chora_key *, const chora_yaml_node *,
                                   void *);
void chora_figure_read_insets(chora_reading *, const chora_key *, const chora_yaml_node *, void *);
void chora_figure_read_translations(chora_reading *, const chora_key *, const chora_yaml_node *,
                                    void *);
void chora_figure_read_outputs(chora_reading *, const chora_key *, const chora_yaml_node *, void *);
void chora_figure_read_layers(chora_reading *, const chora_key *, const chora_yaml_node *, void *);
void chora_figure_read_per(chora_reading *, const chora_key *, const chora_yaml_node *, void *);
void chora_figure_read_against(chora_reading *, const chora_key *, const chora_yaml_node *, void *);
void chora_figure_read_classes(chora_reading *, const chora_key *, const chora_yaml_node *, void *);
void chora_figure_read_breaks(chora_reading *, const chora_key *, const chora_yaml_node *, void *);

void chora_figure_read_chart(chora_reading *, const chora_key *, const chora_yaml_node *, void *);

/** The keys of `chart:`; their target is a chora_figure_chart. */
extern const chora_key chora_chart_keys[];

void chora_figure_read_multiples(chora_reading *, const chora_key *, const chora_yaml_node *,
                                 void *);
/** The keys of `small_multiples:`; their target is a chora_figure. */
extern const chora_key chora_multiples_keys[];
/** What small multiples ask of the rest of the figure (figure_multiples.c). */
void chora_figure_check_multiples(chora_reading *reading, const chora_yaml_node *root,
                                  chora_figure *figure);

/** Defaults and limits of a layer that shows a change; `node` is its mapping (figure_change.c). */
void chora_figure_check_change(chora_reading *reading, const chora_yaml_node *node,
                               chora_figure_layer *layer);
/** A change is drawn alone: `node` are the figure's layers. */
void chora_figure_check_alone(chora_reading *reading, const chora_yaml_node *node,
                              const chora_figure *figure);

void chora_figure_read_twin(chora_reading *, const chora_key *, const chora_yaml_node *, void *);
/** What goes with at: area and what does not; `node` is the layer's mapping or NULL
 * (figure_area_symbols.c). */
void chora_figure_check_area_symbols(chora_reading *reading, const chora_yaml_node *node,
                                     chora_figure_layer *layer);
/** The layer behind one of twin halves; false for others. */
bool chora_figure_second_half(const chora_figure_layer *layer, chora_figure_layer *out);

/** bivariate: {across, up}: the first has the keys of both. */
typedef struct {
    chora_figure_layer across, up;
} chora_figure_bivariate;

/** Its defaults; then its mapping by its keys, which have a chora_figure_bivariate as target
 * (figure_bivariate.c). */
void chora_bivariate_start(chora_figure_bivariate *both);
void chora_figure_read_bivariate(chora_reading *reading, const chora_yaml_node *node,
                                 const chora_key *keys, chora_figure_bivariate *both);

/** Types of map that stand alone: `node` are the figure's layers (figure_types.c). */
void chora_figure_check_types(chora_reading *reading, const chora_yaml_node *node,
                              const chora_figure *figure);

void chora_figure_read_share(chora_reading *, const chora_key *, const chora_yaml_node *, void *);
/** The same of a layer that shows a share (figure_share.c). */
void chora_figure_check_share(chora_reading *reading, const chora_yaml_node *node,
                              chora_figure_layer *layer);

/** A layer with its defaults. */
chora_figure_layer chora_layer_default(chora_layer_kind kind);

/** What `labels: {areas: …}` can be. */
enum { CHORA_AREA_NAME_AND_NUMBER, CHORA_AREA_NAME, CHORA_AREA_NONE, CHORA_AREA_NUMBER };

#endif
