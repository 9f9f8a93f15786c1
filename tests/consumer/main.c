/* The public API as a stranger meets it: a project, its incidents, a map. */
#include <chora/chora.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    static const char *const countries[] = { "AFG" };
    chora_error err = CHORA_ERROR_INIT;
    chora_store *store = NULL;
    chora_import_options options = CHORA_IMPORT_INIT;
    chora_import_report report = { 0 };
    chora_map_options map = CHORA_MAP_INIT;
    chora_map_report drawn = { 0 };

    if (argc != 4)
        return 2;
    map.outputs = (const char *const *)&argv[3];
    map.output_count = 1;
    if (chora_project_init(argv[1], countries, 1, &store, &err) ||
        chora_import_incidents(store, argv[2], &options, &report, &err) ||
        chora_map(store, &map, &drawn, &err))
        fprintf(stderr, "%s\n", err.message);
    else
        printf("%s\n", drawn.reconciliation);
    chora_import_report_free(&report);
    chora_store_close(store);
    return err.status == CHORA_OK ? 0 : 1;
}
