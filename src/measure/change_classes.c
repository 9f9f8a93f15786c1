#include "measure/change_classes.h"

#include "base/error.h"
#include "base/memory.h"
#include "measure/label.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EN_DASH "\xE2\x80\x93"
#define AT_LEAST "\xE2\x89\xA5"

/* Where each box of a side begins; the first holds all that is smaller than the second. */
typedef struct {
    double starts[CHORA_CHANGE_SIDES_MAX];
    size_t count;
    bool whole;
} side;

/* The roundest number above `low` and not above `high`; both positive, low < high. */
static double roundest(double low, double high, bool whole)
{
    static const double steps[] = { 1, 0.5, 0.2 };
    double ten = pow(10, ceil(log10(high)));
    for (int tries = 0; tries < 24; tries++, ten /= 10)
        for (int i = 0; i < 3; i++) {
            double unit = ten * steps[i];
            double at = unit * (floor(low / unit + 1e-9) + 1);
            if (whole && unit < 1)
                return high;
            if (at <= high * (1 + 1e-12))
                return at;
        }
    return high;
}

/* The next of 1, 2, 5, 10, 20 ... above a number. */
static double next_round(double above)
{
    static const double steps[] = { 1, 2, 5, 10 };
    double ten = pow(10, floor(log10(above)));
    for (int i = 0; i < 4; i++)
        if (steps[i] * ten > above * (1 + 1e-9))
            return steps[i] * ten;
    return 20 * ten;
}

/* Few sizes fill few boxes; the others are there all the same, for what may come. */
static void fill_up(side *made, size_t wanted, double largest)
{
    double last = fmax(made->count ? made->starts[made->count - 1] : 0, largest);
    while (made->count < wanted) {
        last = made->count == 0 ? (made->whole ? 1 : 0) : last > 0 ? next_round(last) : 1;
        made->starts[made->count++] = last;
    }
}

static void starts_of_classes(const chora_classes *classes, side *made)
{
    made->starts[made->count++] = made->whole ? 1 : 0;
    for (size_t c = 1; c < classes->count; c++) {
        double low = classes->classes[c - 1].high, high = classes->classes[c].low;
        if (!classes->classes[c].count || !classes->classes[c - 1].count)
            low = nextafter(high, 0);
        made->starts[made->count++] = high > low ? roundest(low, high, made->whole) : high;
    }
}

static chora_status starts_of_breaks(const chora_change_classes_options *options, size_t wanted,
                                     side *made, chora_error *err)
{
    made->starts[made->count++] = options->whole ? 1 : 0;
    for (size_t i = 0; i + 1 < wanted; i++) {
        double at = options->breaks[i], last = i ? options->breaks[i - 1] : 0;
        if (!(at > last) || !isfinite(at))
            return chora_fail(err, CHORA_EINVAL,
                              "the breaks of a change must rise above 0: the largest change of "
                              "each box but the last");
        made->starts[made->count++] = options->whole ? floor(at) + 1 : nextafter(at, INFINITY);
    }
    return CHORA_OK;
}

/* How many sizes there are, and the largest of them. */
static chora_status list_sizes(const double *changes, size_t count, double *sizes, size_t *out,
                               double *largest, chora_error *err)
{
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(changes[i]))
            return chora_fail(err, CHORA_EINVAL, "change %zu is no number", i + 1);
        if (changes[i] == 0)
            continue;
        sizes[(*out)++] = fabs(changes[i]);
        *largest = fmax(*largest, fabs(changes[i]));
    }
    return CHORA_OK;
}

static chora_status make_side(const double *sizes, size_t count, double largest,
                              const chora_change_classes_options *options, side *out,
                              chora_error *err)
{
    size_t wanted = (options->count - 1) / 2;
    if (options->method == CHORA_FIXED)
        return starts_of_breaks(options, wanted, out, err);
    chora_classes_options how = CHORA_CLASSES_INIT;
    chora_classes classes;
    how.method = options->method;
    how.count = wanted;
    how.whole = options->whole;
    how.trim = true;
    chora_status st = chora_classes_make(sizes, count, &how, &classes, err);
    if (st)
        return st;
    if (classes.count > wanted)
        return chora_fail(err, CHORA_EINVAL,
                          "this method makes %zu classes of the changes where %zu were asked for; "
                          "choose another, or another count",
                          classes.count, wanted);
    if (classes.count)
        starts_of_classes(&classes, out);
    fill_up(out, wanted, largest);
    return CHORA_OK;
}

static int decimals_of(double value)
{
    int decimals = 0;
    for (double scaled = value; decimals < 9 && fabs(scaled - round(scaled)) > 1e-6 * fabs(scaled);
         decimals++)
        scaled = value * pow(10, decimals + 1);
    return decimals;
}

static void add_number(chora_buffer *out, double value)
{
    chora_label_number(out, value, decimals_of(value));
}

/* "1-3", "4-9", "10+"; else "<0.5", "0.5-2", ">=2". */
static void label_box(const side *made, size_t box, char label[64])
{
    chora_buffer text = CHORA_BUFFER_INIT(63);
    bool last = box + 1 == made->count;
    double low = made->starts[box], next = last ? INFINITY : made->starts[box + 1];
    if (last && made->whole) {
        add_number(&text, low);
        chora_buffer_add_text(&text, "+");
    } else if (last && box > 0) {
        chora_buffer_add_text(&text, AT_LEAST);
        add_number(&text, low);
    } else if (last) {
        chora_buffer_add_text(&text, "any");
    } else if (box == 0 && !made->whole) {
        chora_buffer_add_text(&text, "<");
        add_number(&text, next);
    } else {
        double high = made->whole ? next - 1 : next;
        add_number(&text, low);
        if (high > low) {
            chora_buffer_add_text(&text, EN_DASH);
            add_number(&text, high);
        }
    }
    snprintf(label, 64, "%s", chora_buffer_text(&text));
    chora_buffer_free(&text);
}

static void mirror(const side *made, chora_classes *out)
{
    size_t boxes = made->count;
    out->count = 2 * boxes + 1;
    for (size_t i = 0; i < boxes; i++) {
        double low = made->starts[i], high = i + 1 < boxes ? made->starts[i + 1] : INFINITY;
        double below = isfinite(high) ? (made->whole ? high - 1 : nextafter(high, 0)) : high;
        chora_class *fewer = &out->classes[boxes - 1 - i], *more = &out->classes[boxes + 1 + i];
        double least = low > 0 ? low : nextafter(0, 1);
        fewer->low = -below;
        fewer->high = fewer->upper_break = -least;
        more->low = least;
        more->high = more->upper_break = below;
        label_box(made, i, more->label);
        memcpy(fewer->label, more->label, sizeof fewer->label);
    }
    snprintf(out->classes[boxes].label, sizeof out->classes[boxes].label, "0");
}

chora_status chora_change_classes_make(const double *changes, size_t change_count,
                                       const chora_change_classes_options *options,
                                       chora_classes *out, chora_error *err)
{
    if (options->count % 2 == 0 || options->count < 3 ||
        options->count > 2 * CHORA_CHANGE_SIDES_MAX + 1)
        return chora_fail(err, CHORA_EINVAL,
                          "a change has an odd number of classes, 3 to %d: as many fewer as more, "
                          "and the same",
                          2 * CHORA_CHANGE_SIDES_MAX + 1);
    double *sizes = chora_alloc(change_count + 1, sizeof *sizes);
    if (!sizes)
        return chora_no_memory(err);
    size_t count = 0;
    double largest = 0;
    side made = { .whole = options->whole };
    chora_status st = list_sizes(changes, change_count, sizes, &count, &largest, err);
    if (!st)
        st = make_side(sizes, count, largest, options, &made, err);
    free(sizes);
    if (st)
        return st;
    chora_classes classes = { .fit = 1 };
    mirror(&made, &classes);
    for (size_t i = 0; i < change_count; i++)
        classes.classes[chora_classes_of(&classes, changes[i])].count++;
    *out = classes;
    return CHORA_OK;
}
