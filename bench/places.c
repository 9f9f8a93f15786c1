/*
 * ./dev bench places: how many names are matched right, refused, and wrong, and how fast, on
 * whatever of the measuring data is there and on the project's own names.
 * usage: bench_places [FOLDER]   with province_spellings/, ocha_pcodes/ and ucdp_ged_sample_231/
 */
#include "base/memory.h"
#include "base/text.h"
#include "store/bulk.h"
#include "store/names.h"
#include "store/query.h"

#include <chora/intake.h>
#include <chora/place.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef struct {
    long right, refused, wrong;
    double seconds;
} tally;

static bool verbose;

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static void print_row(const char *what, const tally *t)
{
    long total = t->right + t->refused + t->wrong;
    printf("%-52s %6ld %6ld %6ld %6.1f %%", what, t->right, t->refused, t->wrong,
           total ? 100.0 * (double)t->right / (double)total : 0.0);
    if (t->seconds > 0)
        printf(" %10.0f", (double)total / t->seconds);
    putchar('\n');
}

static void fail(const chora_error *err)
{
    fprintf(stderr, "bench_places: %s\n", err->message);
    exit(1);
}

/* One answer against the code that it should be; "" for "must be refused". */
static void judge(chora_placer *placer, const chora_evidence_of_place *evidence, const char *wanted,
                  const char *told, tally *t)
{
    chora_match match;
    chora_error err = CHORA_ERROR_INIT;
    double start = now();
    if (chora_placer_match(placer, evidence, &match, &err))
        fail(&err);
    t->seconds += now() - start;
    bool refused = !*match.code || match.level >= CHORA_COUNTRY;
    bool right = *wanted ? !refused && strcmp(match.code, wanted) == 0 : refused;
    t->right += right;
    t->refused += !right && refused;
    t->wrong += !right && !refused;
    if (verbose && !right)
        printf("  %s \"%s\": %s wanted, %s (%s)\n", refused ? "refused" : "WRONG", told,
               *wanted ? wanted : "nothing", refused ? "nothing" : match.code, match.reason);
}

/* ---- projects ------------------------------------------------------------------------------ */

typedef struct {
    char folder[64], path[96];
    chora_store *store;
    chora_placer *placer;
} project;

static void name_project(project *p)
{
    strcpy(p->folder, "/tmp/chora-bench-XXXXXX");
    if (!mkdtemp(p->folder))
        exit(1);
    snprintf(p->path, sizeof p->path, "%s/p.chora", p->folder);
}

static void open_placer(project *p)
{
    chora_error err = CHORA_ERROR_INIT;
    double start = now();
    if (chora_placer_new(p->store, &p->placer, &err))
        fail(&err);
    if (verbose)
        printf("  placer made in %.1f ms\n", (now() - start) * 1000);
}

static project project_of(const char *country)
{
    project p = { .store = NULL };
    chora_error err = CHORA_ERROR_INIT;
    name_project(&p);
    if (chora_project_init(p.path, &country, 1, &p.store, &err))
        fail(&err);
    open_placer(&p);
    return p;
}

static void project_close(project *p)
{
    chora_placer_free(p->placer);
    chora_store_close(p->store);
    unlink(p->path);
    rmdir(p->folder);
}

static FILE *open_data(const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    if (!file)
        printf("(%s is not there)\n", name);
    return file;
}

/* ---- 1. spellings of provinces ------------------------------------------------------------- */

static void bench_spellings(const char *folder)
{
    FILE *file = open_data(folder, "province_spellings/afg_province_spellings.tsv");
    if (!file)
        return;
    project p = project_of("AFG");
    tally of_area = { 0 }, of_any = { 0 }, again = { 0 };
    char *line = NULL;
    size_t room = 0;
    for (int round = 0; round < 2; round++) {
        rewind(file);
        for (long number = 0; getline(&line, &room, file) >= 0; number++) {
            char *rest = line, *code = strtok_r(rest, "\t\n", &rest);
            char *name = strtok_r(rest, "\t\n", &rest);
            if (number == 0 || !name)
                continue;
            chora_evidence_of_place evidence = CHORA_EVIDENCE_OF_PLACE_INIT;
            evidence.area = name;
            judge(p.placer, &evidence, code, name, round ? &again : &of_area);
            evidence.area = NULL;
            evidence.name = name;
            if (round == 0)
                judge(p.placer, &evidence, code, name, &of_any);
        }
    }
    print_row("spellings of Afghan provinces, as province", &of_area);
    print_row("the same, of unknown kind", &of_any);
    print_row("the same as province, seen before", &again);
    free(line);
    fclose(file);
    project_close(&p);
}

/* ---- 2. P-codes ---------------------------------------------------------------------------- */

static int64_t add_layer(chora_store *store, int level, chora_error *err)
{
    chora_query *query = NULL;
    chora_status st = chora_query_open(
        store, "INSERT INTO layer (name, role, level) VALUES ('pcodes', 'areas', ?1)", &query, err);
    if (st)
        fail(err);
    chora_query_bind_int(query, 1, level);
    if (chora_query_run(query, err))
        fail(err);
    chora_query_close(query);
    return chora_store_last_id(store);
}

static int64_t area_with_code(chora_store *store, const char *code)
{
    chora_query *query = NULL;
    chora_error err = CHORA_ERROR_INIT;
    int64_t id = 0;
    if (chora_query_open(store, "SELECT id FROM area WHERE code = ?1 ORDER BY id LIMIT 1", &query,
                         &err))
        fail(&err);
    chora_query_bind_text(query, 1, code);
    if (chora_query_one_int(query, &id, &err))
        id = 0;
    chora_query_close(query);
    return id;
}

static void add_area(chora_store *store, int64_t layer, int level, const char *country,
                     const char *code, const char *name, const char *parent)
{
    chora_query *query = NULL;
    chora_error err = CHORA_ERROR_INIT;
    if (chora_query_open(store,
                         "INSERT OR IGNORE INTO area (layer_id, level, code, country, parent_id)"
                         " VALUES (?1, ?2, ?3, ?4, nullif(?5, 0))",
                         &query, &err))
        fail(&err);
    chora_query_bind_int(query, 1, layer);
    chora_query_bind_int(query, 2, level);
    chora_query_bind_text(query, 3, code);
    chora_query_bind_text(query, 4, country);
    chora_query_bind_int(query, 5, parent ? area_with_code(store, parent) : 0);
    if (chora_query_run(query, &err))
        fail(&err);
    chora_query_close(query);
    int64_t id = area_with_code(store, code);
    if (chora_store_add_name(store, "area", id, "main", name, &err))
        fail(&err);
}

/* The value behind "key: " up to a comma or bracket. */
static bool yaml_value(const char *line, const char *key, char out[128])
{
    const char *at = strstr(line, key);
    if (!at)
        return false;
    at += strlen(key);
    at += strspn(at, " '\"");
    size_t length = strcspn(at, ",}'\"");
    while (length && at[length - 1] == ' ')
        length--;
    snprintf(out, 128, "%.*s", (int)length, at);
    return length > 0;
}

static project pcode_project(FILE *file, int level)
{
    project p = { .store = NULL };
    chora_error err = CHORA_ERROR_INIT;
    char *line = NULL, code[128], name[128], country[128], parent[128];
    size_t room = 0;
    name_project(&p);
    if (chora_store_create(p.path, &p.store, &err) || chora_store_begin(p.store, &err))
        fail(&err);
    int64_t layer = add_layer(p.store, level, &err),
            outer = level == 2 ? add_layer(p.store, 1, &err) : 0;
    while (getline(&line, &room, file) >= 0) {
        if (!yaml_value(line, "P-Code: ", code) || !yaml_value(line, "Name: ", name) ||
            !yaml_value(line, "Location: ", country))
            continue;
        bool nested = yaml_value(line, "Parent P-Code: ", parent);
        if (nested && !area_with_code(p.store, parent))
            add_area(p.store, outer, 1, country, parent, parent, NULL);
        add_area(p.store, layer, level, country, code, name, nested ? parent : NULL);
    }
    free(line);
    if (chora_store_end(p.store, CHORA_OK, &err))
        fail(&err);
    open_placer(&p);
    return p;
}

typedef struct {
    const char *country, *text, *wanted, *in;
} pcode_case;

static void judge_cases(project *p, const pcode_case *cases, size_t count, bool codes, tally *t)
{
    for (size_t i = 0; i < count; i++) {
        chora_evidence_of_place evidence = CHORA_EVIDENCE_OF_PLACE_INIT;
        evidence.country = cases[i].country;
        evidence.in = cases[i].in;
        if (codes)
            evidence.code = cases[i].text;
        else
            evidence.name = cases[i].text;
        judge(p->placer, &evidence, cases[i].wanted, cases[i].text, t);
    }
}

/* The peer's cases that follow from codes and names alone; its own alias lists are not ours. */
static void bench_pcodes(const char *folder)
{
    static const pcode_case codes[] = {
        { "YEM", "YE30", "YE30", 0 },    { "YEM", "YEM30", "YE30", 0 },
        { "YEM", "YEM030", "YE30", 0 },  { "YEM", "YEM3000", "", 0 },
        { "NGA", "NG015", "NG015", 0 },  { "NGA", "NG15", "NG015", 0 },
        { "NGA", "NGA015", "NG015", 0 }, { "NER", "NER004", "NER004", 0 },
        { "NER", "NE04", "NER004", 0 },  { "NER", "NE004", "NER004", 0 },
        { "ABC", "NE004", "", 0 },       { "XYZ", "XYZ123", "", 0 },
    };
    static const pcode_case names[] = {
        { "ABC", "BLAH", "", 0 },
        { "NER", "ABCDEFGH", "", 0 },
        { "ZWE", "ABCDEFGH", "", 0 },
        { "YEM", "nord", "", 0 },
        { "YEM", "Ad Dali", "YE30", 0 },
        { "YEM", "Ad Dal", "YE30", 0 },
        { "YEM", "Al Dali", "YE30", 0 },
        { "YEM", "Al_Dhale'a", "YE30", 0 },
        { "YEM", "Al Dhale'e / الضالع", "YE30", 0 },
        { "UKR", "Chernihiv Oblast", "UA74", 0 },
        { "SOM", "Bay", "SO24", 0 },
    };
    static const pcode_case nested[] = {
        { "AFG", "Kabul", "AF0101", "AF01" },
        { "AFG", "Kabul", "AF0201", "AF02" },
        { "AFG", "Kabul", "", 0 },
        { "AFG", "AF0101", "AF0101", 0 },
        { "AFG", "Paghman", "AF0102", 0 },
        { "AFG", "Charikar", "", "AF01" },
        { "COD", "Mbanza-Ngungu", "CD2013", 0 },
        { "COD", "Kenge city", "CD3102", 0 },
    };
    FILE *file = open_data(folder, "ocha_pcodes/tests/fixtures/adminlevel.yaml");
    tally by_code = { 0 }, by_name = { 0 }, by_parent = { 0 };
    if (file) {
        project p = pcode_project(file, 1);
        judge_cases(&p, codes, sizeof codes / sizeof *codes, true, &by_code);
        judge_cases(&p, names, sizeof names / sizeof *names, false, &by_name);
        print_row("P-codes, lost and gained zeros and letters", &by_code);
        print_row("names beside P-codes", &by_name);
        project_close(&p);
        fclose(file);
    }
    file = open_data(folder, "ocha_pcodes/tests/fixtures/adminlevelparent.yaml");
    if (file) {
        project p = pcode_project(file, 2);
        judge_cases(&p, nested, sizeof nested / sizeof *nested, false, &by_parent);
        print_row("districts with and without their province", &by_parent);
        project_close(&p);
        fclose(file);
    }
}

/* ---- 3. UCDP GED --------------------------------------------------------------------------- */

enum { GED_FIELDS = 64, GED_COUNTRIES = 200 };

/* Cells of one line of CSV, quotes removed, in place. */
static int split_csv(char *line, char **cells)
{
    int count = 0;
    for (char *at = line, *to; *at && count < GED_FIELDS;) {
        bool quoted = *at == '"';
        at += quoted;
        cells[count++] = to = at;
        while (*at && (quoted || (*at != ',' && *at != '\n' && *at != '\r'))) {
            if (quoted && *at == '"') {
                quoted = at[1] == '"';
                at++;
                if (!quoted)
                    continue;
            }
            *to++ = *at++;
        }
        bool more = *at == ',';
        *to = '\0';
        if (!more)
            break;
        at++;
    }
    return count;
}

static int column(char **heads, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (strcmp(heads[i], name) == 0)
            return i;
    return -1;
}

typedef struct {
    char name[64];
    long rows, agree, unplaced, by_problem[CHORA_PROBLEM_COUNT];
} ged_country;

static ged_country *country_row(ged_country *list, size_t *count, const char *name)
{
    for (size_t i = 0; i < *count; i++)
        if (strcmp(list[i].name, name) == 0)
            return &list[i];
    if (*count == GED_COUNTRIES)
        return &list[GED_COUNTRIES - 1];
    snprintf(list[*count].name, sizeof list->name, "%s", name);
    return &list[(*count)++];
}

static void print_ged(const ged_country *list, size_t count)
{
    ged_country all = { .name = "all countries" };
    printf("\n%-28s %5s %6s %8s   problems by class\n", "GED: words against coordinates", "rows",
           "agree", "unplaced");
    for (size_t i = 0; i <= count; i++) {
        const ged_country *one = i < count ? &list[i] : &all;
        if (i == count || one->rows >= 15) {
            printf("%-30.30s %5ld %6ld %8ld  ", one->name, one->rows, one->agree, one->unplaced);
            for (int k = 1; k < CHORA_PROBLEM_COUNT; k++)
                if (one->by_problem[k])
                    printf(" %s %ld", chora_place_problem_name((chora_place_problem)k),
                           one->by_problem[k]);
            putchar('\n');
        }
        for (int k = 0; i < count && k < CHORA_PROBLEM_COUNT; k++)
            all.by_problem[k] += one->by_problem[k];
        all.rows += i < count ? one->rows : 0;
        all.agree += i < count ? one->agree : 0;
        all.unplaced += i < count ? one->unplaced : 0;
    }
    putchar('\n');
}

static void bench_ged(const char *folder, chora_placer *world)
{
    FILE *file = open_data(folder, "ucdp_ged_sample_231/ged231_sample1000.csv");
    if (!file)
        return;
    char *line = NULL, *heads_line = NULL, *heads[GED_FIELDS], *cells[GED_FIELDS];
    size_t room = 0, heads_room = 0, count = 0;
    ged_country *list = calloc(GED_COUNTRIES, sizeof *list);
    if (!list || getline(&heads_line, &heads_room, file) < 0)
        exit(1);
    int head_count = split_csv(heads_line, heads);
    int country = column(heads, head_count, "country"), adm_1 = column(heads, head_count, "adm_1"),
        adm_2 = column(heads, head_count, "adm_2"), lon = column(heads, head_count, "longitude"),
        lat = column(heads, head_count, "latitude");
    double seconds = 0;
    while (getline(&line, &room, file) >= 0) {
        int fields = split_csv(line, cells);
        if (country < 0 || adm_1 < 0 || lon < 0 || lat < 0 || fields < head_count)
            continue;
        chora_evidence_of_place evidence = CHORA_EVIDENCE_OF_PLACE_INIT;
        chora_error err = CHORA_ERROR_INIT;
        chora_match match;
        evidence.country = cells[country];
        evidence.area = strcmp(cells[adm_1], "NA") ? cells[adm_1] : NULL;
        evidence.district = adm_2 >= 0 && strcmp(cells[adm_2], "NA") ? cells[adm_2] : NULL;
        if (!evidence.area || !*evidence.area || !chora_text_number(cells[lon], &evidence.lon) ||
            !chora_text_number(cells[lat], &evidence.lat))
            continue;
        double start = now();
        if (chora_placer_match(world, &evidence, &match, &err))
            fail(&err);
        seconds += now() - start;
        ged_country *row = country_row(list, &count, cells[country]);
        row->rows++;
        row->agree += match.problem == CHORA_PROBLEM_NONE && match.level < CHORA_NONE;
        row->unplaced += match.level == CHORA_NONE;
        row->by_problem[match.problem]++;
        if (verbose && match.problem)
            printf("  %s, %s: %s: %s\n", cells[country], cells[adm_1],
                   chora_place_problem_name(match.problem), match.reason);
    }
    print_ged(list, count);
    free(list);
    free(line);
    free(heads_line);
    fclose(file);
}

/* ---- 4. names of the world's provinces ----------------------------------------------------- */

/*
 * Each alternate name of a province against all others, itself left out as far as a copy of the
 * project without it can: names whose key occurs once are taken out of every fifth province.
 */
static void bench_world(project *world)
{
    chora_query *query = NULL;
    chora_error err = CHORA_ERROR_INIT;
    bool row = false;
    tally t = { 0 };
    if (chora_store_execute(world->store,
                            "CREATE TEMP TABLE held AS SELECT n.rowid AS id, n.text, a.code,"
                            " a.country FROM name n JOIN area a ON a.id = n.ref_id JOIN layer l ON"
                            " l.id = a.layer_id WHERE n.kind = 'area' AND n.lang <> 'main' AND"
                            " a.level = 1 AND l.current = 1 AND l.role = 'areas' AND"
                            " n.rowid % 5 = 0;"
                            "DELETE FROM name WHERE rowid IN (SELECT id FROM held)",
                            &err))
        fail(&err);
    chora_placer_free(world->placer);
    world->placer = NULL;
    open_placer(world);
    chora_status st = chora_query_open(
        world->store, "SELECT text, code, country FROM held ORDER BY country, id", &query, &err);
    while (!st && !(st = chora_query_step(query, &row, &err)) && row) {
        chora_evidence_of_place evidence = CHORA_EVIDENCE_OF_PLACE_INIT;
        evidence.area = chora_query_text(query, 0);
        evidence.country = chora_query_text(query, 2);
        judge(world->placer, &evidence, chora_query_text(query, 1), evidence.area, &t);
    }
    chora_query_close(query);
    if (st)
        fail(&err);
    print_row("other names of the world's provinces, left out", &t);
}

int main(int argc, char **argv)
{
    verbose = argc > 1 && strcmp(argv[1], "-v") == 0;
    const char *folder =
        argc > 1 + verbose ? argv[1 + verbose] : CHORA_SOURCE_FOLDER "/../shared/data/measure";
    printf("%-52s %6s %6s %6s %8s %10s\n", "names", "right", "refus.", "wrong", "", "names/s");
    bench_spellings(folder);
    bench_pcodes(folder);
    project world = project_of("WORLD");
    bench_ged(folder, world.placer);
    bench_world(&world);
    project_close(&world);
    return 0;
}
