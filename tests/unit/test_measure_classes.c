/* Class breaks: reference numbers, labels, degenerate data, and properties of random arrays. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <chora/classes.h>

#define VALUES_MAX 1024

typedef struct {
    char name[32];
    double value[VALUES_MAX];
    size_t count;
} numbers;

/** Numbers behind `text`, separated by `separators`. */
static size_t read_numbers(const char *text, const char *separators, double *out)
{
    size_t count = 0;
    while (*(text += strspn(text, separators))) {
        assert_true(count < VALUES_MAX);
        out[count++] = strtod(text, NULL);
        text += strcspn(text, separators);
    }
    return count;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/** Sums over the classes, from the definitions. */
typedef struct {
    double squares, about_median, tai;
} quality;

static quality quality_of(const numbers *data, const chora_classes *classes)
{
    static double sorted[VALUES_MAX];
    memcpy(sorted, data->value, data->count * sizeof *sorted);
    qsort(sorted, data->count, sizeof *sorted, ascending);
    double all = 0, from_mean = 0, from_means = 0;
    for (size_t i = 0; i < data->count; i++)
        all += sorted[i] / (double)data->count;
    for (size_t i = 0; i < data->count; i++)
        from_mean += fabs(sorted[i] - all);
    quality q = { 0, 0, 0 };
    size_t first = 0;
    for (size_t c = 0; c < classes->count; c++) {
        size_t n = classes->classes[c].count;
        const double *in = sorted + first;
        double mean = 0;
        for (size_t i = 0; i < n; i++)
            mean += in[i] / (double)n;
        for (size_t i = 0; i < n; i++) {
            q.squares += (in[i] - mean) * (in[i] - mean);
            q.about_median += fabs(in[i] - (in[(n - 1) / 2] + in[n / 2]) / 2);
            from_means += fabs(in[i] - mean);
        }
        first += n;
    }
    q.tai = 1 - from_means / from_mean;
    return q;
}

static void near(double got, double wanted, double tolerance, int line)
{
    if (!(fabs(got - wanted) <= tolerance * fmax(1, fabs(wanted))))
        fail_msg("line %d: %.12g, not %.12g", line, got, wanted);
}

static void classify(const char *method, const char *count, bool zero_own, bool whole,
                     const numbers *data, chora_classes *out)
{
    static double fixed[VALUES_MAX];
    chora_error err = CHORA_ERROR_INIT;
    chora_classes_options options = CHORA_CLASSES_INIT;
    assert_int_equal(chora_class_method_parse(method, &options.method, &err), CHORA_OK);
    options.zero_own = zero_own;
    options.whole = whole;
    options.count = strtoul(count, NULL, 10);
    if (strchr(count, '@'))
        *(options.method == CHORA_HEAD_TAIL ? &options.threshold
          : options.method == CHORA_BOX     ? &options.hinge
                                        : &options.midpoint) = strtod(strchr(count, '@') + 1, NULL);
    if (options.method == CHORA_FIXED) {
        options.fixed_count = read_numbers(count, ",", fixed);
        options.fixed = fixed;
    }
    if (chora_classes_make(data->value, data->count, &options, out, &err))
        fail_msg("%s %s: %s", method, count, err.message);
}

static double class_number(const chora_class *class, const char *what)
{
    if (strcmp(what, "high") == 0)
        return class->high;
    if (strcmp(what, "low") == 0)
        return class->low;
    if (strcmp(what, "breaks") == 0)
        return class->upper_break;
    assert_string_equal(what, "counts");
    return (double)class->count;
}

static void check_members(const chora_classes *classes, char *pairs, int line)
{
    char *save = NULL;
    for (char *pair = strtok_r(pairs, " \n", &save); pair; pair = strtok_r(NULL, " \n", &save)) {
        int wanted = atoi(strchr(pair, ':') + 1);
        int got = chora_classes_of(classes, strtod(pair, NULL));
        if (got != wanted)
            fail_msg("line %d: %s is in class %d", line, pair, got);
    }
}

static void check_line(const char *what, char *rest, const numbers *data,
                       const chora_classes *classes, double tolerance, int line)
{
    static double wanted[VALUES_MAX];
    if (strcmp(what, "of") == 0) {
        check_members(classes, rest, line);
        return;
    }
    size_t count = read_numbers(rest, " \n", wanted);
    quality q = quality_of(data, classes);
    if (strcmp(what, "fit") == 0) {
        near(classes->fit, wanted[0], tolerance, line);
    } else if (strcmp(what, "squares") == 0) {
        near(q.squares, wanted[0], tolerance, line);
    } else if (strcmp(what, "adcm") == 0) {
        near(q.about_median, wanted[0], tolerance, line);
    } else if (strcmp(what, "tai") == 0) {
        near(q.tai, wanted[0], tolerance, line);
    } else {
        if (count != classes->count)
            fail_msg("line %d: %zu classes, not %zu", line, classes->count, count);
        for (size_t i = 0; i < count; i++)
            near(class_number(&classes->classes[i], what), wanted[i], tolerance, line);
    }
}

static FILE *open_cases(const char *name)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/cases/classes/%s", CHORA_TESTS, name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    return file;
}

/** NAME numbers..., or NAME inverse-squares COUNT numbers... */
static void read_set(char *text, numbers *out)
{
    int at = 0, squares = 0, count = 0;
    assert_int_equal(sscanf(text, "%31s%n", out->name, &at), 1);
    text += at;
    if (sscanf(text, " inverse-squares %d%n", &count, &squares) == 1)
        text += squares;
    double others[8];
    assert_true(count < VALUES_MAX - 8);
    out->count = read_numbers(text, " \n", count ? others : out->value);
    for (int i = 0; count && i < (int)out->count; i++)
        out->value[count + i] = others[i];
    for (int i = 0; i < count; i++)
        out->value[i] = 1 / ((i + 1.0) * (i + 1.0));
    out->count += (size_t)count;
}

static void test_reference(void **state)
{
    static numbers sets[32];
    const numbers *data = NULL;
    size_t set_count = 0;
    chora_classes classes = { 0 };
    double tolerance = 1e-9;
    FILE *file = open_cases("reference.txt");
    static char text[1 << 16];
    char word[32];
    int line = 0, checks = 0, at = 0;
    while (fgets(text, sizeof text, file)) {
        line++;
        if (*text == '#' || sscanf(text, "%31s%n", word, &at) != 1)
            continue;
        char *rest = text + at;
        if (strcmp(word, "data") == 0) {
            read_set(rest, &sets[set_count++]);
        } else if (strcmp(word, "tolerance") == 0) {
            tolerance = strtod(rest, NULL);
        } else if (strcmp(word, "given") == 0) {
            char method[16], count[64], name[32];
            assert_int_equal(sscanf(rest, "%15s %63s %31s", method, count, name), 3);
            for (size_t i = 0; i < set_count; i++)
                if (strcmp(sets[i].name, name) == 0)
                    data = &sets[i];
            classify(method, count, false, false, data, &classes);
        } else {
            check_line(word, rest, data, &classes, tolerance, line);
            checks++;
        }
    }
    fclose(file);
    assert_true(checks > 100);
}

/** All labels as one text; thin spaces as ~. */
static void join_labels(const chora_classes *classes, char *out, size_t size)
{
    *out = '\0';
    for (size_t i = 0; i < classes->count; i++) {
        const char *from = classes->classes[i].label;
        size_t length = strlen(out);
        if (i > 0)
            length += (size_t)snprintf(out + length, size - length, "  ");
        while (*from && length + 1 < size) {
            bool thin = strncmp(from, "\xE2\x80\x89", 3) == 0;
            out[length++] = thin ? '~' : *from;
            from += thin ? 3 : 1;
        }
        out[length] = '\0';
    }
    if (classes->count == 0)
        snprintf(out, size, "-");
}

static void test_labels(void **state)
{
    FILE *file = open_cases("labels.txt");
    char *text = NULL;
    size_t size = 0;
    int line = 0, checks = 0;
    while (getline(&text, &size, file) > 0) {
        line++;
        if (*text == '#')
            continue;
        char method[16], count[64], zero[16], whole[16], got[1024];
        char *given = strchr(text, '|') + 1, *zeros = strchr(given, '|') + 1;
        char *wanted = strchr(zeros, '|') + 2;
        wanted[strcspn(wanted, "\n")] = '\0';
        given[strcspn(given, "|")] = '\0';
        assert_int_equal(sscanf(text, "%15s %63s %15s %15s", method, count, zero, whole), 4);
        static numbers data;
        data.count = read_numbers(given, " ", data.value);
        chora_classes classes;
        classify(method, count, strcmp(zero, "own") == 0, strcmp(whole, "whole") == 0, &data,
                 &classes);
        join_labels(&classes, got, sizeof got);
        if (strcmp(got, wanted) != 0)
            fail_msg("line %d: \"%s\", not \"%s\"", line, got, wanted);
        if ((long)classes.zero_count != atol(zeros))
            fail_msg("line %d: %zu zeros", line, classes.zero_count);
        checks++;
    }
    free(text);
    fclose(file);
    assert_true(checks > 20);
}

typedef struct {
    chora_classes_options options;
    double values[3];
    size_t count;
    const char *says;
} fault;

static void test_faults(void **state)
{
    static const double down[] = { 5, 5 }, two[] = { 5, 7 }, odd[] = { 1, INFINITY };
    static const fault faults[] = {
        { { CHORA_FISHER, 0, true, true, 0, 0, 0, 0, 0, false }, { 1 }, 1, "1 to 12, not 0" },
        { { CHORA_QUANTILE, 13, true, true, 0, 0, 0, 0, 0, false }, { 1 }, 1, "1 to 12, not 13" },
        { { CHORA_EQUAL, 5, true, true, 0, 0, 0, 0, 0, false }, { 1, NAN }, 2, "NaN" },
        { { CHORA_FISHER, 5, true, true, 0, 0, 0, 0, 0, false }, { 1, -INFINITY }, 2, "infinity" },
        { { CHORA_FIXED, 5, true, true, down, 2, 0, 0, 0, false },
          { 1 },
          1,
          "must ascend; 5 is not above" },
        { { CHORA_FIXED, 5, true, true, odd, 2, 0, 0, 0, false }, { 1 }, 1, "infinity" },
        { { CHORA_FIXED, 5, true, true, two, 0, 0, 0, 0, false },
          { 1 },
          1,
          "1 to 12 numbers, not 0" },
        { { CHORA_FIXED, 5, true, true, two, 2, 0, 0, 0, false },
          { 6, 9.5, 2 },
          3,
          "9.5 is above the last" },
        { { CHORA_GEOMETRIC, 5, false, true, 0, 0, 0, 0, 0, false },
          { 6, 0, 2 },
          3,
          "above 0; 0 is not" },
        { { CHORA_DIVERGING, 5, true, true, 0, 0, NAN, 0, 0, false }, { 1 }, 1, "midpoint is NaN" },
        { { CHORA_HEAD_TAIL, 5, true, true, 0, 0, 0, 1.5, 0, false }, { 1 }, 1, "0 to 1, not 1.5" },
        { { CHORA_BOX, 5, true, true, 0, 0, 0, 0, -1, false }, { 1 }, 1, "from 0 on, not -1" },
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        chora_error err = CHORA_ERROR_INIT;
        chora_classes out = { .count = 99 };
        assert_int_equal(
            chora_classes_make(faults[i].values, faults[i].count, &faults[i].options, &out, &err),
            CHORA_EINVAL);
        if (!strstr(err.message, faults[i].says))
            fail_msg("\"%s\" does not say \"%s\"", err.message, faults[i].says);
        assert_int_equal(out.count, 99);
    }
    chora_error err = CHORA_ERROR_INIT;
    chora_class_method method;
    assert_int_equal(chora_class_method_parse("quantil", &method, &err), CHORA_EINVAL);
    assert_non_null(strstr(err.message, "did you mean \"quantile\""));
    assert_int_equal(chora_class_method_parse("zzzzzzzz", &method, &err), CHORA_EINVAL);
    assert_non_null(strstr(err.message, "there are fisher, quantile, equal"));
    for (int i = 0; chora_class_method_name(i); i++) {
        assert_int_equal(chora_class_method_parse(chora_class_method_name(i), &method, &err), 0);
        assert_int_equal(method, i);
    }
    assert_null(chora_class_method_name((chora_class_method)-1));
}

/** splitmix64: the same numbers everywhere. */
static uint64_t next_random(uint64_t *seed)
{
    uint64_t z = (*seed += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static double random_value(uint64_t *seed, int shape)
{
    double unit = (double)(next_random(seed) >> 11) / 9007199254740992.0;
    switch (shape) {
    case 0:
        return floor(unit * 4); /* few distinct, many zeros */
    case 1:
        return floor(pow(unit, 6) * 1000); /* zero-heavy, long tail */
    case 2:
        return unit * 100 - 50;
    case 3:
        return 1e9 + floor(unit * 5) * 1e-6; /* a narrow band far away */
    default:
        return exp(unit * 40 - 20);
    }
}

/** Every value is in exactly one class, between its bounds, and classes follow each other. */
static void check_partition(const double *values, size_t count, const chora_classes *classes)
{
    size_t in[CHORA_CLASSES_MAX] = { 0 }, zeros = 0;
    for (size_t i = 0; i < count; i++) {
        int class = chora_classes_of(classes, values[i]);
        if (class < 0) {
            assert_true(values[i] == 0 && classes->has_zero);
            zeros++;
            continue;
        }
        assert_true((size_t) class < classes->count);
        assert_true(values[i] >= classes->classes[class].low);
        assert_true(values[i] <= classes->classes[class].high);
        in[class]++;
    }
    assert_int_equal(zeros, classes->zero_count);
    for (size_t c = 0; c < classes->count; c++) {
        const chora_class *class = &classes->classes[c];
        assert_int_equal(in[c], class->count);
        assert_true(class->low <= class->high && class->high <= class->upper_break);
        assert_true(*class->label != '\0');
        if (c == 0)
            continue;
        assert_true(class[-1].upper_break < class->upper_break);
        assert_true(class->low >= class[-1].upper_break || class->low > class[-1].high);
        assert_string_not_equal(class[-1].label, class->label);
    }
}

/** The least sum of squares of `k` classes of sorted numbers, by trying every cut. */
static double least_squares(const double *sorted, size_t n, size_t k)
{
    static double best[13][32];
    for (size_t row = 0; row < k; row++)
        for (size_t j = 0; j < n; j++) {
            best[row][j] = INFINITY;
            for (size_t i = row; i <= j && (row > 0 || i == 0); i++) {
                double mean = 0, squares = 0;
                for (size_t v = i; v <= j; v++)
                    mean += sorted[v] / (double)(j - i + 1);
                for (size_t v = i; v <= j; v++)
                    squares += (sorted[v] - mean) * (sorted[v] - mean);
                best[row][j] = fmin(best[row][j], squares + (row ? best[row - 1][i - 1] : 0));
            }
        }
    double least = INFINITY;
    for (size_t row = 0; row < k; row++)
        least = fmin(least, best[row][n - 1]);
    return least;
}

static void check_optimum(numbers *data, const chora_classes *classes, size_t count)
{
    qsort(data->value, data->count, sizeof *data->value, ascending);
    double wanted =
        least_squares(data->value, data->count, count < data->count ? count : data->count);
    double got = quality_of(data, classes).squares, all = data->value[data->count - 1];
    if (got > wanted + 1e-9 * fmax(1e-9, fmax(wanted, all * all * 1e-6)))
        fail_msg("sum of squares %.12g, possible is %.12g", got, wanted);
}

static void make_positive(numbers *data)
{
    for (size_t i = 0; i < data->count; i++)
        data->value[i] = fabs(data->value[i]) + 1e-9;
}

static bool has_own_count(chora_class_method method)
{
    return method == CHORA_PRETTY || method == CHORA_HEAD_TAIL || method == CHORA_BOX;
}

/** Counts are not below 0, and no class of a legend is. */
static void test_trim(void **state)
{
    static const double counts[] = { 1, 1, 2, 2, 3, 4, 40 };
    static const chora_class_method methods[] = { CHORA_MEAN_SD, CHORA_BOX };
    for (size_t i = 0; i < 2; i++) {
        chora_classes_options options = CHORA_CLASSES_INIT;
        chora_classes all, some;
        options.method = methods[i];
        assert_int_equal(chora_classes_make(counts, 7, &options, &all, NULL), 0);
        options.trim = true;
        assert_int_equal(chora_classes_make(counts, 7, &options, &some, NULL), 0);
        assert_true(all.classes[0].count == 0 && all.classes[0].upper_break < 0);
        assert_true(some.count < all.count && some.classes[0].low == 1);
        assert_true(some.classes[some.count - 1].high == 40 && some.fit == all.fit);
        check_partition(counts, 7, &some);
    }
}

/** Every method on the edges of what a double is. */
static void test_extremes(void **state)
{
    static const double sets[][4] = {
        { -1.7e308, -1e308, 1e308, 1.7e308 }, { 5e-324, 1e-323, 1.5e-323, 1 },
        { 1, 1 + 2.3e-16, 1 + 4.5e-16, 1 },   { 0, 0, 0, 1e-300 },
        { -1e-300, -1, -1e300, -1e300 },      { 9007199254740992, 9007199254740994, 0.5, 3 },
        { 5e-324, 5e-324, 5e-324, 1.7e308 },  { 1e22, 1e22, 1e22, 3 },
    };
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        for (int method = 0; chora_class_method_name(method); method++)
            for (size_t count = 1; count <= CHORA_CLASSES_MAX; count++) {
                chora_classes_options options = CHORA_CLASSES_INIT;
                chora_classes classes;
                options.method = (chora_class_method)method;
                options.count = count;
                options.whole = count % 2;
                options.midpoint = count % 3 ? 0 : 1e307;
                if (method == CHORA_FIXED || (method == CHORA_GEOMETRIC && sets[i][0] < 0))
                    continue;
                assert_int_equal(chora_classes_make(sets[i], 4, &options, &classes, NULL), 0);
                check_partition(sets[i], 4, &classes);
            }
}

static void test_random(void **state)
{
    static numbers data;
    uint64_t seed = 20220315;
    for (int round = 0; round < 10000; round++) {
        chora_classes_options options = CHORA_CLASSES_INIT;
        do
            options.method = (chora_class_method)(next_random(&seed) % (CHORA_DIVERGING + 1));
        while (options.method == CHORA_FIXED);
        options.count = 1 + next_random(&seed) % CHORA_CLASSES_MAX;
        options.zero_own = next_random(&seed) % 2;
        options.whole = next_random(&seed) % 2;
        options.trim = next_random(&seed) % 2;
        int shape = (int)(next_random(&seed) % 5);
        data.count = next_random(&seed) % (round % 10 ? 24 : 300);
        for (size_t i = 0; i < data.count; i++)
            data.value[i] = random_value(&seed, shape);
        if (options.method == CHORA_GEOMETRIC)
            make_positive(&data);
        chora_classes classes;
        chora_error err = CHORA_ERROR_INIT;
        if (chora_classes_make(data.value, data.count, &options, &classes, &err))
            fail_msg("%s", err.message);
        assert_true(classes.count <=
                    (has_own_count(options.method) ? CHORA_CLASSES_MAX : options.count));
        assert_true((classes.count == 0) == (data.count == classes.zero_count));
        check_partition(data.value, data.count, &classes);
        assert_true(classes.fit >= -1e-9 && classes.fit <= 1);
        if (options.method == CHORA_FISHER && !options.zero_own && data.count > 0 &&
            data.count < 24 && shape < 3)
            check_optimum(&data, &classes, options.count);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reference), cmocka_unit_test(test_labels),
        cmocka_unit_test(test_faults),    cmocka_unit_test(test_trim),
        cmocka_unit_test(test_extremes),  cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
