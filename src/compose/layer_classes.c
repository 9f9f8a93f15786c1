#include "compose/layer_classes.h"

chora_classes_options chora_layer_classes(const chora_figure_layer *layer, bool whole)
{
    chora_classes_options options = CHORA_CLASSES_INIT;
    options.method = layer->method;
    options.count = layer->class_count;
    options.zero_own = layer->zero_own && !layer->measure.share_of; /* 0 % is a share */
    options.whole = whole;
    options.fixed = layer->breaks;
    options.fixed_count = layer->break_count;
    options.midpoint = layer->midpoint;
    options.trim = true;
    return options;
}
