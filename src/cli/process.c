#include "cli/process.h"

#include <chora/process.h>
#include <fcntl.h>
#include <locale.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

extern char **environ;

/* Variables by which the libraries underneath would read other files or behave otherwise. */
static const char *const LIBRARY_PREFIXES[] = {
    "GDAL_",   "OGR_",        "CPL_",   "PROJ_",           "SHAPE_",   "SPATIALITE_",
    "SQLITE_", "FONTCONFIG_", "PANGO_", "CAIRO_",          "XML_",     "ICU_",
    "GCONV_",  "G_",          "PG",     "POSIXLY_CORRECT", "LANGUAGE", NULL
};

static int is_library_variable(const char *variable)
{
    for (size_t i = 0; LIBRARY_PREFIXES[i]; i++)
        if (strncmp(variable, LIBRARY_PREFIXES[i], strlen(LIBRARY_PREFIXES[i])) == 0)
            return 1;
    return 0;
}

static void clear_library_variables(void)
{
    char name[256];

    for (size_t i = 0; environ && environ[i];) {
        size_t length = strcspn(environ[i], "=");
        if (is_library_variable(environ[i]) && length < sizeof name) {
            memcpy(name, environ[i], length);
            name[length] = '\0';
            unsetenv(name); /* Moves the later ones up. */
        } else {
            i++;
        }
    }
}

/* The library has fonts of its own, but what lays out its text would read the system's font
 * configuration and list its fonts all the same: 6 ms, and more with every font installed. */
static void keep_fonts_private(void)
{
    char *none = chora_data_path("fonts/none.conf");

    if (none)
        setenv("FONTCONFIG_FILE", none, 1);
    free(none);
}

/* A closed standard stream would be taken by the first file that is opened. */
static void open_standard_streams(void)
{
    int fd;

    do
        fd = open("/dev/null", O_RDWR);
    while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd > STDERR_FILENO)
        close(fd);
}

/* Outputs appear whole and imports are one transaction, so that nothing is left to undo. */
static void on_stop(int number)
{
    static const char words[] =
        "\nchora: stopped; what was finished is kept, nothing is half done\n";
    size_t skip = isatty(STDERR_FILENO) ? 0 : 1; /* A terminal shows ^C or a bar in that line. */

    if (write(STDERR_FILENO, words + skip, sizeof words - 1 - skip) < 0)
        _exit(128 + number);
    signal(number, SIG_DFL);
    raise(number);
}

/* A signal that the caller had ignored (nohup, a script's background) stays so. */
static void stop_at(int number)
{
    struct sigaction now, wanted = { .sa_handler = on_stop };

    if (sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_DFL)
        sigaction(number, &wanted, NULL);
}

/* Most of what a command takes is freed at its end, and a map has buffers of a megabyte that come
 * and go: given back to the system each time, and asked for in steps of 128 kB on every thread,
 * they cost a small map 1,000 page faults of 7,300 and 500 calls to the system. */
static void keep_memory(void)
{
#ifdef M_TOP_PAD
    mallopt(M_TOP_PAD, 4 << 20);
    mallopt(M_MMAP_THRESHOLD, 4 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
#endif
}

void process_prepare(void)
{
    struct rlimit none = { 0, 0 };

    keep_memory();
    open_standard_streams();
    clear_library_variables();
    keep_fonts_private();
    setlocale(LC_CTYPE, "C.UTF-8");
    setrlimit(RLIMIT_CORE, &none);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    stop_at(SIGINT);
    stop_at(SIGTERM);
    stop_at(SIGHUP);
    chora_temporary_sweep();
}
