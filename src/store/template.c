#include "store/template.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "base/file.h"
#include "store/image.h"
#include "store/migrate.h"
#include "store/schema.h"

#include <stdlib.h>
#include <string.h>

#define TEMPLATE_MAX ((size_t)64 << 20)
#define DIGEST_LENGTH (CHORA_SHA256_TEXT - 1)

/* Of what makes an empty project. */
static chora_status digest_of_schema(char out[CHORA_SHA256_TEXT], chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(TEMPLATE_MAX);
    for (size_t i = 0; i < chora_migration_count; i++)
        chora_buffer_printf(&text, "%d\n%s\n", chora_migrations[i].to_version,
                            chora_migrations[i].sql ? chora_migrations[i].sql : "");
    chora_buffer_add_text(&text, chora_schema_spatial_sql);
    chora_buffer_add_text(&text, sqlite3_libversion());
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

static chora_status fill_from(const chora_buffer *bytes, sqlite3 *db, chora_error *err)
{
    sqlite3 *model = NULL;
    unsigned char *image = (unsigned char *)bytes->data + DIGEST_LENGTH;
    sqlite3_int64 length = (sqlite3_int64)(bytes->length - DIGEST_LENGTH);
    chora_status st = CHORA_OK;
    int code =
        sqlite3_open_v2(":memory:", &model, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (!code)
        code =
            sqlite3_deserialize(model, "main", image, length, length, SQLITE_DESERIALIZE_READONLY);
    st = code ? chora_connection_fail(model, code, err) : copy_database(model, db, err);
    sqlite3_close(model);
    return st;
}

chora_status chora_template_fill(sqlite3 *db, bool *filled, chora_error *err)
{
    char *path = NULL, digest[CHORA_SHA256_TEXT];
    chora_buffer bytes = CHORA_BUFFER_INIT(TEMPLATE_MAX);
    *filled = false;
    if (chora_data_find("empty.template", &path, NULL))
        return CHORA_OK;
    chora_status st = chora_file_read(path, &bytes, err);
    if (!st)
        st = digest_of_schema(digest, err);
    if (!st && bytes.length > DIGEST_LENGTH && memcmp(bytes.data, digest, DIGEST_LENGTH) == 0) {
        st = fill_from(&bytes, db, err);
        *filled = !st;
    }
    chora_buffer_free(&bytes);
    free(path);
    return st;
}

chora_status chora_template_save(chora_store *empty, const char *path, chora_error *err)
{
    char digest[CHORA_SHA256_TEXT];
    chora_output *output = NULL;
    chora_status st = digest_of_schema(digest, err);
    if (!st)
        st = chora_output_open(path, &output, err);
    if (st)
        return st;
    chora_output_write(output, digest, DIGEST_LENGTH);
    st = chora_image_write(empty->db, output, err);
    if (!st)
        return chora_output_commit(output, NULL, err);
    chora_output_discard(output);
    return st;
}
