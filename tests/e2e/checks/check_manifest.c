/* Does the manifest of a batch close? Every file's rows add up to those of the dataset; what each
 * is said to show adds up over the periods. Prints "SHA256  FILE" for sha256sum -c. usage:
 * check_manifest FOLDER FILES ROWS SHOWN_OVER_ALL_PERIODS */
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int64_t number(json_object *entry, const char *key)
{
    json_object *value = NULL;
    if (!json_object_object_get_ex(entry, key, &value) ||
        !json_object_is_type(value, json_type_int)) {
        fprintf(stderr, "no number \"%s\" in %s\n", key, json_object_to_json_string(entry));
        exit(1);
    }
    return json_object_get_int64(value);
}

static const char *text(json_object *entry, const char *key)
{
    json_object *value = NULL;
    if (!json_object_object_get_ex(entry, key, &value) ||
        !json_object_is_type(value, json_type_string)) {
        fprintf(stderr, "no text \"%s\" in %s\n", key, json_object_to_json_string(entry));
        exit(1);
    }
    return json_object_get_string(value);
}

/* The page over all files is no figure: it has a size and a hash only. */
static int is_index(json_object *entry)
{
    return strcmp(text(entry, "file"), "index.html") == 0;
}

static int check_entry(const char *folder, json_object *entry, int64_t rows)
{
    char path[4096];
    struct stat info;
    const char *file = text(entry, "file");
    int faults = 0;

    snprintf(path, sizeof path, "%s/%s", folder, file);
    if (stat(path, &info) != 0 || info.st_size != number(entry, "bytes"))
        faults += fprintf(stderr, "%s: not there, or not of this size\n", path) > 0;
    if (is_index(entry)) {
        printf("%s  %s\n", text(entry, "sha256"), file);
        return faults;
    }
    int64_t incidents = number(entry, "incidents"), shown = number(entry, "shown");
    if (incidents + number(entry, "outside_period") + number(entry, "filtered_out") != rows)
        faults +=
            fprintf(stderr, "%s: its rows do not add up to %lld\n", file, (long long)rows) > 0;
    if (shown > incidents || shown < 0)
        faults += fprintf(stderr, "%s: shows more than there are\n", file) > 0;
    if (strlen(text(entry, "period")) == 0 || strlen(text(entry, "inputs")) != 64 ||
        strlen(text(entry, "data")) != 64)
        faults += fprintf(stderr, "%s: no period or hashes\n", file) > 0;
    printf("%s  %s\n", text(entry, "sha256"), file);
    return faults;
}

int main(int argc, char **argv)
{
    char path[4096];
    json_object *files = NULL;
    int64_t shown = 0;
    int faults = 0;

    if (argc != 5)
        return 2;
    snprintf(path, sizeof path, "%s/manifest.json", argv[1]);
    json_object *root = json_object_from_file(path);
    if (!root || !json_object_object_get_ex(root, "files", &files)) {
        fprintf(stderr, "%s: no manifest\n", path);
        return 1;
    }
    size_t count = json_object_array_length(files), figures = count;
    for (size_t i = 0; i < count; i++) {
        json_object *entry = json_object_array_get_idx(files, i);
        faults += check_entry(argv[1], entry, atoll(argv[3]));
        figures -= is_index(entry);
        if (strcmp(text(entry, "format"), "png") == 0)
            shown += number(entry, "shown");
    }
    if (figures != strtoul(argv[2], NULL, 10))
        faults += fprintf(stderr, "%zu files, not %s\n", figures, argv[2]) > 0;
    if (shown != atoll(argv[4]))
        faults += fprintf(stderr, "%lld shown in all, not %s\n", (long long)shown, argv[4]) > 0;
    json_object_put(root);
    return faults ? 1 : 0;
}
