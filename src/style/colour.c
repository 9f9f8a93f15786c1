/* Colours: reading, contrast, and mixing in OKLab. */
#include "style/colour.h"

#include <math.h>
#include <string.h>

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool chora_colour_parse(const char *text, chora_colour *out)
{
    size_t length = strlen(text);
    chora_colour value = 0;

    if (text[0] != '#' || (length != 7 && length != 9))
        return false;
    for (const char *c = text + 1; *c; c++) {
        int digit = hex_digit(*c);
        if (digit < 0)
            return false;
        value = value << 4 | (chora_colour)digit;
    }
    *out = length == 7 ? value << 8 | 0xFF : value;
    return true;
}

/* The light of a channel, 0 to 1; `threshold` of the sRGB curve. */
static double light(unsigned channel, double threshold)
{
    double c = channel / 255.0;

    return c <= threshold ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static unsigned channel(chora_colour colour, int shift)
{
    return colour >> shift & 0xFF;
}

/* WCAG 2 states the threshold as 0.03928. */
static double luminance(chora_colour colour)
{
    return 0.2126 * light(channel(colour, 24), 0.03928) +
           0.7152 * light(channel(colour, 16), 0.03928) +
           0.0722 * light(channel(colour, 8), 0.03928);
}

double chora_colour_contrast(chora_colour a, chora_colour b)
{
    double la = luminance(a), lb = luminance(b);

    return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}

/* ---- OKLab (Björn Ottosson, 2020) ------------------------------------------------------------ */

typedef struct {
    double l, a, b;
} oklab;

static oklab to_oklab(chora_colour colour)
{
    double r = light(channel(colour, 24), 0.04045);
    double g = light(channel(colour, 16), 0.04045);
    double b = light(channel(colour, 8), 0.04045);
    double l = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    double m = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    double s = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);

    return (oklab){ 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                    1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                    0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s };
}

static chora_colour to_channel(double value)
{
    double c = value <= 0.0031308 ? 12.92 * value : 1.055 * pow(value, 1 / 2.4) - 0.055;

    return (chora_colour)lround(255 * fmin(fmax(c, 0), 1));
}

static chora_colour from_oklab(oklab c)
{
    double l = pow(c.l + 0.3963377774 * c.a + 0.2158037573 * c.b, 3);
    double m = pow(c.l - 0.1055613458 * c.a - 0.0638541728 * c.b, 3);
    double s = pow(c.l - 0.0894841775 * c.a - 1.2914855480 * c.b, 3);

    return to_channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s) << 24 |
           to_channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s) << 16 |
           to_channel(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s) << 8 | 0xFF;
}

chora_colour chora_colour_mix(chora_colour a, chora_colour b, double share)
{
    oklab x = to_oklab(a), y = to_oklab(b);

    if (share <= 0)
        return a;
    if (share >= 1)
        return b;
    return from_oklab(
        (oklab){ x.l + (y.l - x.l) * share, x.a + (y.a - x.a) * share, x.b + (y.b - x.b) * share });
}
