#include "cli/process.h"

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

extern char **environ;

/* Variables by which the libraries underneath would read other files or behave otherwise. */
static const char *const LIBRARY_PREFIXES[] = { "GDAL_",  "OGR_",        "CPL_",    "PROJ_",
                                                "SHAPE_", "SPATIALITE_", "SQLITE_", "FONTCONFIG_",
                                                "PANGO_", "CAIRO_",      NULL };

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

void process_prepare(void)
{
    struct rlimit none = { 0, 0 };

    open_standard_streams();
    clear_library_variables();
    setlocale(LC_CTYPE, "C.UTF-8");
    setrlimit(RLIMIT_CORE, &none);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}
