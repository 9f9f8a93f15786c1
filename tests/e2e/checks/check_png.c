/* Chunks, checksums, size and resolution of a PNG. usage: check_png FILE DPI WIDTH_MM HEIGHT_MM */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t big_endian(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static uint32_t checksum(const unsigned char *bytes, size_t length)
{
    uint32_t sum = 0xFFFFFFFFu;
    for (size_t i = 0; i < length; i++) {
        sum ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            sum = sum & 1 ? 0xEDB88320u ^ (sum >> 1) : sum >> 1;
    }
    return ~sum;
}

typedef struct {
    uint32_t width, height, per_metre_x, per_metre_y;
    int in_metres, ended;
} picture;

static const char *read_chunks(const unsigned char *bytes, size_t length, picture *out)
{
    size_t at = 8;

    if (length < 8 || memcmp(bytes, "\211PNG\r\n\032\n", 8) != 0)
        return "no PNG";
    while (at + 12 <= length && !out->ended) {
        size_t size = big_endian(bytes + at);
        const unsigned char *type = bytes + at + 4, *data = type + 4;
        if (size > length - at - 12)
            return "a chunk is cut short";
        if (checksum(type, size + 4) != big_endian(data + size))
            return "a wrong checksum";
        if (memcmp(type, "IHDR", 4) == 0) {
            out->width = big_endian(data);
            out->height = big_endian(data + 4);
        }
        if (memcmp(type, "pHYs", 4) == 0) {
            out->per_metre_x = big_endian(data);
            out->per_metre_y = big_endian(data + 4);
            out->in_metres = data[8] == 1;
        }
        out->ended = memcmp(type, "IEND", 4) == 0;
        at += size + 12;
    }
    return out->ended && at == length ? NULL : "it does not end with IEND";
}

int main(int argc, char **argv)
{
    static unsigned char bytes[64 << 20];
    picture p = { 0 };
    FILE *file = argc == 5 ? fopen(argv[1], "rb") : NULL;

    if (!file) {
        fprintf(stderr, "usage: check_png FILE DPI WIDTH_MM HEIGHT_MM\n");
        return 2;
    }
    const char *wrong = read_chunks(bytes, fread(bytes, 1, sizeof bytes, file), &p);
    double dpi = atof(argv[2]), width = atof(argv[3]) / 25.4 * dpi,
           height = atof(argv[4]) / 25.4 * dpi;
    fclose(file);
    if (!wrong && (!p.in_metres || p.per_metre_x != p.per_metre_y ||
                   fabs(p.per_metre_x * 0.0254 - dpi) > 0.02))
        wrong = "not the resolution";
    if (!wrong && (fabs(p.width - width) > 1 || fabs(p.height - height) > 1))
        wrong = "not the size";
    if (wrong)
        fprintf(stderr, "%s: %s (%u x %u, %u a metre)\n", argv[1], wrong, p.width, p.height,
                p.per_metre_x);
    return wrong ? 1 : 0;
}
