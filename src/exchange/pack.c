#include "exchange/pack.h"

#include <stdlib.h>
#include <zip.h>

/* 1 January 2000, 00:00, in the archive's own form, which knows no time zone: it says nothing of
 * when and where it was made. */
enum { FIXED_DATE = (2000 - 1980) << 9 | 1 << 5 | 1, FIXED_TIME = 0 };

/* An archive in memory; `bytes` NULL: an empty one to fill. */
typedef struct {
    zip_source_t *source; /* Outlives the archive, to be read when that is closed. */
    zip_t *archive;
} packing;

static chora_status packing_open(const chora_buffer *bytes, packing *out, chora_error *err)
{
    zip_error_t why;
    packing p = { 0 };
    zip_error_init(&why);
    p.source = bytes ? zip_source_buffer_create(bytes->data, bytes->length, 0, &why)
                     : zip_source_buffer_create(NULL, 0, 0, &why);
    if (p.source)
        p.archive = zip_open_from_source(p.source, bytes ? 0 : ZIP_TRUNCATE, &why);
    zip_error_fini(&why);
    if (!p.archive) {
        if (p.source)
            zip_source_free(p.source);
        return chora_fail(err, CHORA_EDATA, "it is no archive of packed files");
    }
    zip_source_keep(p.source);
    *out = p;
    return CHORA_OK;
}

static void packing_end(packing *p)
{
    if (p->archive)
        zip_discard(p->archive);
    zip_source_free(p->source);
}

static void read_back(zip_source_t *source, chora_buffer *out)
{
    char chunk[16384];
    zip_int64_t got = -1;
    if (zip_source_open(source) == 0) {
        while ((got = zip_source_read(source, chunk, sizeof chunk)) > 0)
            chora_buffer_add(out, chunk, (size_t)got);
        zip_source_close(source);
    }
    if (got < 0)
        out->failed = true;
}

/* Write it, and what was written to `out`. */
static chora_status packing_close(packing *p, bool packed, chora_buffer *out, chora_error *err)
{
    if (packed && zip_close(p->archive) == 0) {
        p->archive = NULL;
        read_back(p->source, out);
    } else {
        packed = false;
    }
    packing_end(p);
    return packed && !out->failed ? CHORA_OK : chora_fail(err, CHORA_EIO, "it cannot be packed");
}

/* A part under a new or an old name. */
static bool add_part(zip_t *archive, const chora_pack_part *part)
{
    zip_source_t *bytes = zip_source_buffer(archive, part->bytes, part->length, 0);
    zip_int64_t at =
        bytes ? zip_file_add(archive, part->name, bytes, ZIP_FL_ENC_UTF_8 | ZIP_FL_OVERWRITE) : -1;
    if (bytes && at < 0)
        zip_source_free(bytes);
    return at >= 0 &&
           zip_file_set_dostime(archive, (zip_uint64_t)at, FIXED_TIME, FIXED_DATE, 0) == 0;
}

chora_status chora_pack(const chora_pack_part *parts, size_t count, chora_buffer *out,
                        chora_error *err)
{
    packing p;
    bool packed = true;
    chora_status st = packing_open(NULL, &p, err);
    if (st)
        return st;
    for (size_t i = 0; packed && i < count; i++)
        packed = add_part(p.archive, &parts[i]);
    return packing_close(&p, packed, out, err);
}

chora_status chora_pack_read(const chora_buffer *archive, const char *name, chora_buffer *out,
                             chora_error *err)
{
    packing p;
    char chunk[16384];
    zip_int64_t got = -1;
    chora_status st = packing_open(archive, &p, err);
    if (st)
        return st;
    zip_file_t *file = zip_fopen(p.archive, name, 0);
    while (file && (got = zip_fread(file, chunk, sizeof chunk)) > 0 && !out->failed)
        chora_buffer_add(out, chunk, (size_t)got);
    if (file)
        zip_fclose(file);
    packing_end(&p);
    return got == 0 && !out->failed ? CHORA_OK : chora_fail(err, CHORA_EDATA, "it has no %s", name);
}

chora_status chora_pack_replace(const chora_buffer *archive, const chora_pack_part *part,
                                chora_buffer *out, chora_error *err)
{
    packing p;
    chora_status st = packing_open(archive, &p, err);
    return st ? st : packing_close(&p, add_part(p.archive, part), out, err);
}
