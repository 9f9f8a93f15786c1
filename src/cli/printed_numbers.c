/*
 * cairo writes every coordinate of an SVG or a PDF with snprintf("%f"), which is most of what a
 * page of areas takes there. What a command defines stands before libc for the libraries it loads,
 * so that cairo's numbers are written here: the same text, of 2,000 rows by province 0.15 G of 1.43
 * G instructions less for an SVG and 0.1 for a PDF. All other formats go to libc as they are. Not
 * with the sanitizers, which stand there themselves.
 */
#include "cli/printed_numbers.h"

#ifdef CHORA_PRINTED_NUMBERS

#include <chora/classes.h>
#include <langinfo.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

int __vsnprintf_chk(char *text, size_t size, int flag, size_t room, const char *format,
                    va_list args);

/* The format is one number and nothing else: its decimals, and the number. */
static bool take_number(const char *format, va_list args, int *decimals, double *number)
{
    if (strcmp(format, "%f") == 0)
        *decimals = 6;
    else if (strcmp(format, "%.18f") == 0)
        *decimals = 18;
    else if (strcmp(format, "%.*f") == 0)
        *decimals = va_arg(args, int);
    else
        return false;
    *number = va_arg(args, double);
    return true;
}

int __snprintf_chk(char *text, size_t size, int flag, size_t room, const char *format, ...)
{
    va_list args;
    int decimals = 0, length = 0;
    double number = 0;

    va_start(args, format);
    bool taken = take_number(format, args, &decimals, &number);
    va_end(args);
    if (taken && size <= room && *nl_langinfo(RADIXCHAR) == '.')
        length = (int)chora_number_decimals(number, decimals, text, size);
    if (length > 0)
        return length;
    va_start(args, format);
    length = __vsnprintf_chk(text, size, flag, room, format, args);
    va_end(args);
    return length;
}

#endif
