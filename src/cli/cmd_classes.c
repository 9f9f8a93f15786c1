/* chora classes: numbers to class breaks. */
#include "cli/command.h"

#include <chora/classes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the numbers ----------------------------------------------------------------------------- */

enum { LONGEST_SHOWN = 40 };

typedef struct {
    double *values;
    size_t count, capacity;
} number_list;

static int add_number(number_list *list, double value)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 1024;
        double *values = capacity > SIZE_MAX / sizeof *values
                             ? NULL
                             : realloc(list->values, capacity * sizeof *values);
        if (!values) {
            cli_note("out of memory");
            return EXIT_FAILED;
        }
        list->values = values;
        list->capacity = capacity;
    }
    list->values[list->count++] = value;
    return EXIT_DONE;
}

static int wrong_line(const char *name, size_t row, const char *line)
{
    size_t length = strcspn(line, "\r\n");
    bool cut = length > LONGEST_SHOWN;

    if (cut)
        length = LONGEST_SHOWN;
    while (cut && length > 0 && (line[length] & 0xC0) == 0x80) /* not within a character */
        length--;
    cli_note("%s: line %zu: \"%.*s%s\" is no number; one a line, as in 12.5", name, row,
             (int)length, line, cut ? "\xE2\x80\xA6" : "");
    return EXIT_FAILED;
}

static int read_lines(FILE *file, const char *name, number_list *out)
{
    char *line = NULL;
    size_t size = 0;
    int code = EXIT_DONE;
    ssize_t length;

    for (size_t row = 1; !code && (length = getline(&line, &size, file)) >= 0; row++) {
        double value;
        if (strlen(line) == (size_t)length && line[strspn(line, " \t\r\n\xEF\xBB\xBF")] == '\0')
            continue;
        if (strlen(line) == (size_t)length && chora_number_parse(line, &value))
            code = add_number(out, value);
        else
            code = wrong_line(name, row, line);
    }
    free(line);
    if (!code && ferror(file)) {
        cli_note("%s: cannot be read", name);
        code = EXIT_FAILED;
    }
    return code;
}

static int read_numbers(const cli_values *values, number_list *out)
{
    const char *path = values->word_count > 0 ? values->words[0] : "-";

    if (values->word_count > 1)
        return cli_usage(values, "one file of numbers at a time");
    if (strcmp(path, "-") == 0)
        return read_lines(stdin, "standard input", out);
    FILE *file = fopen(path, "r");
    if (!file) {
        cli_note("%s: there is no such file, or it cannot be read", path);
        return EXIT_FAILED;
    }
    int code = read_lines(file, path, out);
    fclose(file);
    return code;
}

/* ---- the options ----------------------------------------------------------------------------- */

static int read_real(const cli_values *values, int key, const char *name, double *out)
{
    const char *text = cli_text(values, key);

    if (text && !chora_number_parse(text, out))
        return cli_usage(values, "--%s: \"%s\" is no number", name, text);
    return EXIT_DONE;
}

static int read_breaks(const cli_values *values, double *out, size_t *count)
{
    const char *text = cli_text(values, OPTION_BREAKS);
    char number[64];

    for (*count = 0; text && *count < CHORA_CLASSES_MAX; text++) {
        size_t length = strcspn(text, ",");
        if (length >= sizeof number)
            break;
        memcpy(number, text, length);
        number[length] = '\0';
        if (!chora_number_parse(number, &out[*count]))
            return cli_usage(values, "--breaks: \"%s\" is no number", number);
        ++*count;
        text += length;
        if (!*text)
            return EXIT_DONE;
    }
    return cli_usage(values, "--breaks takes 1 to %d numbers, as in --breaks 1,3,6",
                     CHORA_CLASSES_MAX);
}

static int read_count(const cli_values *values, size_t *out)
{
    double count = (double)*out;
    int code = read_real(values, OPTION_COUNT, "count", &count);

    if (!code && !(count >= 1 && count <= CHORA_CLASSES_MAX && count == (double)(size_t)count))
        code = cli_usage(values, "--count takes 1 to %d", CHORA_CLASSES_MAX);
    if (!code)
        *out = (size_t)count;
    return code;
}

static int read_method(const cli_values *values, chora_class_method *out)
{
    const char *method = cli_text(values, OPTION_METHOD);
    bool breaks = cli_given(values, OPTION_BREAKS);
    chora_error err = CHORA_ERROR_INIT;

    if (breaks && !method)
        method = chora_class_method_name(CHORA_FIXED);
    if (method && chora_class_method_parse(method, out, &err))
        return cli_usage(values, "--method: %s", err.message);
    if (breaks && *out != CHORA_FIXED)
        return cli_usage(values, "--breaks go with --method fixed, not with %s", method);
    if (*out == CHORA_FIXED && !breaks)
        return cli_usage(values, "--method fixed needs --breaks, as in --breaks 1,3,6");
    if (breaks && cli_given(values, OPTION_COUNT))
        return cli_usage(values, "--count is that of the breaks with --breaks");
    return EXIT_DONE;
}

static int read_options(const cli_values *values, double *breaks, chora_classes_options *out)
{
    static const struct {
        int key;
        const char *name;
        chora_class_method method;
    } own[] = { { OPTION_THRESHOLD, "threshold", CHORA_HEAD_TAIL },
                { OPTION_HINGE, "hinge", CHORA_BOX },
                { OPTION_MIDPOINT, "midpoint", CHORA_DIVERGING } };
    double *const into[] = { &out->threshold, &out->hinge, &out->midpoint };
    int code = read_method(values, &out->method);

    for (size_t i = 0; !code && i < sizeof own / sizeof *own; i++) {
        code = read_real(values, own[i].key, own[i].name, into[i]);
        if (!code && cli_given(values, own[i].key) && out->method != own[i].method)
            code = cli_usage(values, "--%s goes with --method %s", own[i].name,
                             chora_class_method_name(own[i].method));
    }
    if (!code)
        code = read_count(values, &out->count);
    if (!code && out->method == CHORA_FIXED) {
        code = read_breaks(values, breaks, &out->fixed_count);
        out->fixed = breaks;
    }
    out->zero_own = cli_given(values, OPTION_ZERO);
    return code;
}

/* ---- printing -------------------------------------------------------------------------------- */

enum { COLUMNS = 5, ROWS_MAX = CHORA_CLASSES_MAX + 2, CELL = 32 };

typedef struct {
    char cells[ROWS_MAX][COLUMNS][CELL];
    const char *labels[ROWS_MAX];
    size_t rows;
} class_table;

static void add_row(class_table *table, const char *name, const char *const *cells,
                    const char *label)
{
    char(*row)[CELL] = table->cells[table->rows];

    snprintf(row[0], CELL, "%s", name);
    for (size_t i = 1; i < COLUMNS; i++)
        snprintf(row[i], CELL, "%s", cells[i - 1]);
    table->labels[table->rows++] = label;
}

static void add_class(class_table *table, size_t number, const chora_class *class)
{
    char name[CELL], low[CELL], high[CELL], upper[CELL], count[CELL];

    snprintf(name, CELL, "%zu", number);
    snprintf(low, CELL, "%.10g", class->low);
    snprintf(high, CELL, "%.10g", class->high);
    snprintf(upper, CELL, "%.10g", class->upper_break);
    snprintf(count, CELL, "%zu", class->count);
    /* nobody is in it: only its break can be told */
    const char *const cells[] = { class->count ? low : "-", class->count ? high : "-", upper,
                                  count };
    add_row(table, name, cells, class->label);
}

static void fill_table(class_table *table, const chora_classes *classes)
{
    static const char *const heads[] = { "lowest", "highest", "break", "count" };
    char zeros[CELL];
    const char *const zero[] = { "0", "0", "-", zeros };

    snprintf(zeros, CELL, "%zu", classes->zero_count);
    add_row(table, "class", heads, "label");
    if (classes->has_zero)
        add_row(table, "zero", zero, "0");
    for (size_t i = 0; i < classes->count; i++)
        add_class(table, i + 1, &classes->classes[i]);
}

static void print_table(const class_table *table)
{
    int width[COLUMNS] = { 0 };

    for (size_t row = 0; row < table->rows; row++)
        for (size_t i = 0; i < COLUMNS; i++)
            if ((int)strlen(table->cells[row][i]) > width[i])
                width[i] = (int)strlen(table->cells[row][i]);
    for (size_t row = 0; row < table->rows; row++) {
        printf("%-*s", width[0], table->cells[row][0]);
        for (size_t i = 1; i < COLUMNS; i++)
            printf("  %*s", width[i], table->cells[row][i]);
        printf("  %s\n", table->labels[row]);
    }
}

static void print_classes(const chora_classes *classes)
{
    static class_table table;
    size_t in_classes = 0;

    fill_table(&table, classes);
    print_table(&table);
    for (size_t i = 0; i < classes->count; i++)
        in_classes += classes->classes[i].count;
    printf("numbers %zu = in classes %zu + zeros apart %zu\n", in_classes + classes->zero_count,
           in_classes, classes->zero_count);
    printf("goodness of fit %.4f (1: all variance lies between the classes)\n", classes->fit);
    printf("closed above: break before < number <= break; the end classes hold what lies beyond\n");
}

static int print_json(const chora_classes *classes)
{
    chora_error err = CHORA_ERROR_INIT;
    char *text;

    if (chora_classes_json(classes, &text, &err))
        return cli_failed(&err);
    fputs(text, stdout);
    free(text);
    return EXIT_DONE;
}

static int run(const cli_values *values)
{
    chora_classes_options options = CHORA_CLASSES_INIT;
    chora_error err = CHORA_ERROR_INIT;
    double breaks[CHORA_CLASSES_MAX];
    number_list numbers = { 0 };
    chora_classes classes;
    int code = read_options(values, breaks, &options);

    if (!code)
        code = read_numbers(values, &numbers);
    if (!code && numbers.count == 0) {
        cli_note("there are no numbers to classify");
        code = EXIT_FAILED;
    }
    if (!code && chora_classes_make(numbers.values, numbers.count, &options, &classes, &err))
        code = cli_failed(&err);
    free(numbers.values);
    if (!code && cli_given(values, OPTION_JSON))
        return print_json(&classes);
    if (!code)
        print_classes(&classes);
    return code;
}

static const cli_option options[] = {
    { "method", OPTION_METHOD, "NAME",
      "fisher (default), quantile, equal, pretty, geometric, mean-sd, head-tail, box, maximum, "
      "diverging, fixed" },
    { "count", OPTION_COUNT, "N", "classes wanted (default: 5)" },
    { "breaks", OPTION_BREAKS, "LIST", "fixed upper bounds, as in 1,3,6" },
    { "zero", OPTION_ZERO, NULL, "zeros are a class of their own" },
    { "threshold", OPTION_THRESHOLD, "SHARE", "head-tail: largest head to part (default: 0.4)" },
    { "hinge", OPTION_HINGE, "TIMES", "box: fences, in quartile distances (default: 1.5)" },
    { "midpoint", OPTION_MIDPOINT, "NUMBER", "diverging: the number between (default: 0)" },
    { "json", OPTION_JSON, NULL, "one JSON object instead of text" },
    { 0 },
};

const cli_command cmd_classes = {
    .name = "classes",
    .words = "[FILE]",
    .summary = "Turn numbers into class breaks, as a map does",
    .more = "One number a line, from the file or standard input; blank lines are skipped.\n"
            "Example:\n"
            "  chora classes --method fisher --count 5 < numbers.txt",
    .options = options,
    .run = run,
};
