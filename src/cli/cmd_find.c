/* chora find: names to areas or places, with the reason. */
#include "cli/command.h"
#include "cli/project.h"

#include <chora/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_COUNTRIES = 64, OPTION_STDIN = 1000 };

/* ---- where to look ------------------------------------------------------------------------- */

static int use_project(const cli_values *values, chora_placer **out)
{
    chora_store *store = NULL;
    chora_error err = CHORA_ERROR_INIT;
    chora_period day;
    const char *on = cli_text(values, OPTION_ON);

    if (on && chora_period_parse(on, &day, &err))
        return cli_usage(values, "--on: %s", err.message);
    int code = open_project(values, false, &store);
    if (!code &&
        (on ? chora_placer_new_on(store, day.last, out, &err) : chora_placer_new(store, out, &err)))
        code = cli_failed(&err);
    chora_store_close(store);
    return code;
}

/* A project of the countries, in memory. */
static int use_countries(const char *const *countries, size_t count, chora_placer **out)
{
    chora_store *store = NULL;
    chora_error err = CHORA_ERROR_INIT;
    chora_status st = chora_project_init(NULL, countries, count, &store, &err);

    if (!st)
        st = chora_placer_new(store, out, &err);
    chora_store_close(store);
    return st ? cli_failed(&err) : EXIT_DONE;
}

static int make_placer(const cli_values *values, size_t *first_name, chora_placer **out)
{
    const char *countries[MOST_COUNTRIES];
    size_t count = cli_all(values, OPTION_COUNTRY, countries, MOST_COUNTRIES);
    chora_error err = CHORA_ERROR_INIT;

    *first_name = values->word_count > 0 && is_project(values->words[0]) ? 1 : 0;
    if (*first_name)
        return use_project(values, out);
    if (cli_given(values, OPTION_ON))
        return cli_usage(values, "--on takes a project: only there boundaries have dates");
    if (count > 0)
        return use_countries(countries, count, out);
    if (chora_placer_new_world(out, &err))
        return cli_failed(&err);
    return EXIT_DONE;
}

/* ---- what to look for ---------------------------------------------------------------------- */

typedef enum { ANY_LEVEL, COUNTRY, PROVINCE, DISTRICT, PLACE } kind;

static int read_kind(const cli_values *values, kind *out)
{
    static const char *const names[] = { "any", "country", "province", "district", "place" };
    const char *text = cli_text(values, OPTION_LEVEL);

    *out = ANY_LEVEL;
    for (int i = 0; text && i < 5; i++)
        if (strcmp(text, names[i]) == 0) {
            *out = (kind)i;
            return EXIT_DONE;
        }
    if (!text)
        return EXIT_DONE;
    return cli_usage(values,
                     "--level: \"%s\" is no level; use country, province, district or place", text);
}

static chora_evidence_of_place evidence_of(const char *name, const char *in, kind wanted)
{
    chora_evidence_of_place evidence = CHORA_EVIDENCE_OF_PLACE_INIT;

    evidence.in = in;
    *(wanted == COUNTRY    ? &evidence.country
      : wanted == PROVINCE ? &evidence.area
      : wanted == DISTRICT ? &evidence.district
      : wanted == PLACE    ? &evidence.place
                           : &evidence.name) = name;
    return evidence;
}

/* ---- telling ------------------------------------------------------------------------------- */

/* Length of a valid UTF-8 character, 0 when there is none. */
static int character_length(const char *at)
{
    const unsigned char *u = (const unsigned char *)at;
    int length = u[0] < 0x80                   ? 1
                 : u[0] >= 0xC2 && u[0] < 0xE0 ? 2
                 : u[0] >= 0xE0 && u[0] < 0xF0 ? 3
                 : u[0] >= 0xF0 && u[0] < 0xF5 ? 4
                                               : 0;
    for (int i = 1; i < length; i++)
        if ((u[i] & 0xC0) != 0x80)
            return 0;
    if ((u[0] == 0xE0 && u[1] < 0xA0) || (u[0] == 0xED && u[1] >= 0xA0) ||
        (u[0] == 0xF0 && u[1] < 0x90) || (u[0] == 0xF4 && u[1] >= 0x90))
        return 0;
    return length;
}

/* Of a control character, which has at most three bytes. */
static unsigned code_point(const char *text, size_t bytes)
{
    const unsigned char *u = (const unsigned char *)text;
    return bytes == 1   ? u[0]
           : bytes == 2 ? u[1]
                        : (u[0] & 0xFu) << 12 | (u[1] & 0x3Fu) << 6 | (u[2] & 0x3Fu);
}

static void print_string(const char *text)
{
    putchar('"');
    while (*text) {
        unsigned char c = (unsigned char)*text;
        int length = character_length(text);
        size_t control = chora_text_control(text);
        if (c == '"' || c == '\\')
            printf("\\%c", c);
        else if (control)
            printf("\\u%04x", code_point(text, control));
        else if (length == 0)
            fputs("\\ufffd", stdout);
        else
            fwrite(text, 1, (size_t)length, stdout);
        text += length ? length : 1;
    }
    putchar('"');
}

static void print_member(const char *name, const char *value, bool null_if_empty)
{
    printf(", \"%s\": ", name);
    if (null_if_empty && (!value || !*value))
        fputs("null", stdout);
    else
        print_string(value ? value : "");
}

static void print_json(const char *text, const char *in, const chora_match *match)
{
    fputs("{\"text\": ", stdout);
    print_string(text);
    print_member("in", in, true);
    print_member("code", match->code, true);
    print_member("level", chora_precision_name(match->level), false);
    print_member("name", match->name, true);
    printf(", \"score\": %.2f", match->score);
    print_member("method", match->method, false);
    print_member("problem", chora_place_problem_name(match->problem), false);
    print_member("reason", match->reason, false);
    fputs(", \"alternatives\": [", stdout);
    for (size_t i = 0; i < match->alternative_count; i++) {
        const chora_candidate *one = &match->alternatives[i];
        fputs(i ? ", {\"code\": " : "{\"code\": ", stdout);
        print_string(one->code);
        print_member("level", chora_precision_name(one->level), false);
        print_member("name", one->name, false);
        print_member("parent", one->parent, true);
        printf(", \"score\": %.2f", one->score);
        print_member("method", one->method, false);
        putchar('}');
    }
    puts("]}");
}

static void print_words(const char *text, const chora_match *match)
{
    cli_say(stdout, "%s: %s", text, chora_precision_name(match->level));
    if (*match->code)
        cli_say(stdout, " %s", match->code);
    if (*match->name)
        cli_say(stdout, " %s", match->name);
    cli_say(stdout, ", method %s, score %.2f: %s\n", match->method, match->score, match->reason);
    for (size_t i = 0; i < match->alternative_count; i++) {
        const chora_candidate *one = &match->alternatives[i];
        cli_say(stdout, "  or %s %s", chora_precision_name(one->level), one->name);
        if (*one->parent)
            cli_say(stdout, " in %s", one->parent);
        cli_say(stdout, " (%s), method %s, score %.2f\n", one->code, one->method, one->score);
    }
}

/* ---- the command --------------------------------------------------------------------------- */

static int find_one(chora_placer *placer, const char *name, const char *in, kind wanted, bool json,
                    bool *found)
{
    chora_evidence_of_place evidence = evidence_of(name, in, wanted);
    chora_error err = CHORA_ERROR_INIT;
    chora_match match;

    if (chora_placer_match(placer, &evidence, &match, &err))
        return cli_failed(&err);
    *found = match.level != CHORA_NONE;
    if (json)
        print_json(name, in, &match);
    else
        print_words(name, &match);
    return EXIT_DONE;
}

static int find_lines(chora_placer *placer, const char *in, kind wanted)
{
    char *line = NULL;
    size_t room = 0;
    int code = EXIT_DONE;

    for (ssize_t length; !code && (length = getline(&line, &room, stdin)) >= 0;) {
        bool found;
        line[strcspn(line, "\r\n")] = '\0';
        char *tab = strchr(line, '\t');
        if (tab)
            *tab = '\0';
        code = find_one(placer, line, tab && tab[1] ? tab + 1 : in, wanted, true, &found);
    }
    free(line);
    return code;
}

static int run(const cli_values *values)
{
    bool lines = cli_given(values, OPTION_STDIN), json = lines || cli_given(values, OPTION_JSON);
    const char *in = cli_text(values, OPTION_IN);
    chora_placer *placer = NULL;
    size_t first = 0;
    kind wanted;
    int code = read_kind(values, &wanted);
    bool project = values->word_count > 0 && is_project(values->words[0]);

    if (!code && !lines && values->word_count <= (project ? 1u : 0u))
        code = cli_usage(values, "say which name to find, or --stdin");
    if (!code && lines && values->word_count > (project ? 1u : 0u))
        code = cli_usage(values, "a name or --stdin, not both");
    if (!code)
        code = make_placer(values, &first, &placer);
    if (!code && lines)
        code = find_lines(placer, in, wanted);
    for (size_t i = first; !code && i < values->word_count; i++) {
        bool found = false;
        code = find_one(placer, values->words[i], in, wanted, json, &found);
        if (!code && !found)
            code = EXIT_FAILED;
    }
    chora_placer_free(placer);
    return code;
}

static const cli_option options[] = {
    { "in", OPTION_IN, "PARENT", "what it lies in: a province, a district, a country, or a code" },
    { "country", OPTION_COUNTRY, "CODE",
      "without a project: the country's areas and towns; may be given several times" },
    { "level", OPTION_LEVEL, "LEVEL", "only country, province, district or place" },
    { "on", OPTION_ON, "DATE", "in a project: in the boundaries that held on that day" },
    { "json", OPTION_JSON, NULL, "one JSON object a name" },
    { "stdin", OPTION_STDIN, NULL,
      "names from standard input, NAME or NAME<TAB>PARENT a line; JSON out, in order" },
    { 0 },
};

const cli_command cmd_find = {
    .name = "find",
    .words = "[PROJECT.chora] NAME...",
    .summary = "Find a place name, and say why",
    .more = "Examples:\n"
            "  chora find --country AFG \"Mazar-i-Sharif\" --in Balkh\n"
            "  chora find af.chora --level province --stdin < names.txt\n\n"
            "Without a project and a country only the provinces and countries of the world are "
            "known, no towns. A name that may be several is not guessed: they are listed.",
    .options = options,
    .least_words = 0,
    .run = run,
};
