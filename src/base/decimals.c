/* A number with a fixed count of decimals, exactly as printf rounds it, in whole numbers: printf
 * takes 2,000 to 6,000 instructions for a coordinate, this about 100. */
#include <chora/classes.h>

#include <math.h>
#include <stdint.h>
#include <string.h>

enum { MOST_DECIMALS = 18, ROOM = 48, DEEPEST = 120, MANTISSA_BITS = 52, BIAS = 1023 };
/* Below it a number has a last bit of one half or less. */
#define LARGEST 4503599627370496.0

__extension__ typedef unsigned __int128 wide;

/* A finite number is mantissa * 2^-shift; its two sides of the point, rounded to even on a tie. */
typedef struct {
    uint64_t whole, decimals;
} sides;

static const uint64_t tens[MOST_DECIMALS + 1] = { 1,
                                                  10,
                                                  100,
                                                  1000,
                                                  10000,
                                                  100000,
                                                  1000000,
                                                  10000000,
                                                  100000000,
                                                  1000000000,
                                                  10000000000,
                                                  100000000000,
                                                  1000000000000,
                                                  10000000000000,
                                                  100000000000000,
                                                  1000000000000000,
                                                  10000000000000000,
                                                  100000000000000000,
                                                  1000000000000000000 };

/* The part behind the point is below 2^53 times 10^18: it fits into 128 bits. */
static sides split(uint64_t mantissa, int shift, int decimals)
{
    uint64_t whole = shift < 64 ? mantissa >> shift : 0;
    uint64_t rest = shift < 64 ? mantissa - (whole << shift) : mantissa;
    wide scaled = (wide)rest * tens[decimals], half = (wide)1 << (shift - 1);
    uint64_t digits = (uint64_t)(scaled >> shift);
    wide left = scaled - ((wide)digits << shift);
    uint64_t last = decimals > 0 ? digits : whole;
    digits += left > half || (left == half && (last & 1));
    if (digits >= tens[decimals]) {
        digits -= tens[decimals];
        whole++;
    }
    return (sides){ whole, digits };
}

/* The bits of a number that is neither below zero nor too large; 0 is 0 halves. */
static void take_apart(double value, uint64_t *bits, int *shift)
{
    memcpy(bits, &value, sizeof value);
    int exponent = (int)(*bits >> MANTISSA_BITS);
    *bits &= ((uint64_t)1 << MANTISSA_BITS) - 1;
    if (exponent > 0)
        *bits |= (uint64_t)1 << MANTISSA_BITS;
    *shift = value == 0 ? 1 : BIAS + MANTISSA_BITS - (exponent > 0 ? exponent : 1);
}

/* From the right; where the text begins. */
static char *write_digits(char *end, sides number, int decimals)
{
    for (int i = 0; i < decimals; i++, number.decimals /= 10)
        *--end = (char)('0' + number.decimals % 10);
    if (decimals > 0)
        *--end = '.';
    do
        *--end = (char)('0' + number.whole % 10);
    while ((number.whole /= 10) > 0);
    return end;
}

size_t chora_number_decimals(double value, int decimals, char *out, size_t size)
{
    char text[ROOM], *end = text + ROOM, *at = end;
    uint64_t bits = 0;
    int shift = 0;

    if (!(fabs(value) < LARGEST) || decimals < 0 || decimals > MOST_DECIMALS)
        return 0;
    take_apart(fabs(value), &bits, &shift);
    if (shift > DEEPEST)
        return 0;
    at = write_digits(end, split(bits, shift, decimals), decimals);
    if (signbit(value))
        *--at = '-';
    size_t length = (size_t)(end - at);
    if (length >= size)
        return 0;
    memcpy(out, at, length);
    out[length] = '\0';
    return length;
}
