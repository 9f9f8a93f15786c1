#include "store/template.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "base/file.h"
#include "store/image.h"
#include "store/migrate.h"
#include "store/schema.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define SCHEMA_MAX ((size_t)1 << 20)
#define DIGEST_LENGTH (CHORA_SHA256_TEXT - 1)

/* Of what makes an empty project, and of what was put into it. */
static chora_status digest_of(const char *basis, char out[CHORA_SHA256_TEXT], chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(SCHEMA_MAX);
    for (size_t i = 0; i < chora_migration_count; i++)
        chora_buffer_printf(&text, "%d\n%s\n", chora_migrations[i].to_version,
                            chora_migrations[i].sql ? chora_migrations[i].sql : "");
    chora_buffer_add_text(&text, chora_schema_spatial_sql);
    chora_buffer_add_text(&text, sqlite3_libversion());
    chora_buffer_add_text(&text, basis);
    bool failed = text.failed;
    if (!failed)
        chora_sha256(text.data, text.length, out);
    chora_buffer_free(&text);
    return failed ? chora_no_memory(err) : CHORA_OK;
}

static chora_status copy_database(sqlite3 *from, sqlite3 *to, chora_error *err)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (!backup)
        return chora_connection_fail(to, sqlite3_errcode(to), err);
    sqlite3_backup_step(backup, -1);
    int code = sqlite3_backup_finish(backup);
    return code ? chora_connection_fail(to, code, err) : CHORA_OK;
}

/* The file as it lies in the page cache. It is Chora's own, as store/world.h says. */
typedef struct {
    unsigned char *bytes; /**< NULL: there is none. */
    size_t length;
} mapping;

static mapping map_file(const char *path)
{
    struct stat about;
    mapping m = { 0 };
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd >= 0 && fstat(fd, &about) == 0 && about.st_size > DIGEST_LENGTH) {
        void *bytes =
            mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
        if (bytes != MAP_FAILED)
            m = (mapping){ bytes, (size_t)about.st_size };
    }
    if (fd >= 0)
        close(fd);
    return m;
}

static chora_status fill_from(const mapping *file, sqlite3 *db, chora_error *err)
{
    sqlite3 *model = NULL;
    sqlite3_int64 length = (sqlite3_int64)(file->length - DIGEST_LENGTH);
    chora_status st = CHORA_OK;
    int code =
        sqlite3_open_v2(":memory:", &model, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (!code)
        code = sqlite3_deserialize(model, "main", file->bytes + DIGEST_LENGTH, length, length,
                                   SQLITE_DESERIALIZE_READONLY);
    st = code ? chora_connection_fail(model, code, err) : copy_database(model, db, err);
    sqlite3_close(model);
    return st;
}

chora_status chora_template_fill(sqlite3 *db, const char *name, const char *basis, bool *filled,
                                 chora_error *err)
{
    char *path = NULL, digest[CHORA_SHA256_TEXT];
    *filled = false;
    if (chora_data_find(name, &path, NULL))
        return CHORA_OK;
    mapping file = map_file(path);
    free(path);
    if (!file.bytes)
        return CHORA_OK;
    chora_status st = digest_of(basis, digest, err);
    if (!st && memcmp(file.bytes, digest, DIGEST_LENGTH) == 0) {
        st = fill_from(&file, db, err);
        *filled = !st;
    }
    munmap(file.bytes, file.length);
    return st;
}

chora_status chora_template_save(chora_store *store, const char *basis, const char *path,
                                 chora_error *err)
{
    char digest[CHORA_SHA256_TEXT];
    chora_output *output = NULL;
    chora_status st = digest_of(basis, digest, err);
    if (!st)
        st = chora_output_open(path, &output, err);
    if (st)
        return st;
    chora_output_write(output, digest, DIGEST_LENGTH);
    st = chora_image_write(store->db, output, err);
    if (!st)
        return chora_output_commit(output, NULL, err);
    chora_output_discard(output);
    return st;
}
