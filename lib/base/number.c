/* Strict numbers. */
#include "number.h"

bool number_read(const char *text, int64_t least, int64_t most, int64_t *number_out)
{
    int64_t number = 0;
    if (*text == 0)
        return false;
    for (; *text != 0; text++) {
        if (*text < '0' || *text > '9')
            return false;
        if (__builtin_mul_overflow(number, 10, &number) || __builtin_add_overflow(number, *text - '0', &number))
            return false;
    }
    if (number < least || number > most)
        return false;
    *number_out = number;
    return true;
}

bool number_is_digits(const char *text, size_t length)
{
    size_t count = strspn(text, "0123456789");
    return count > 0 && text[count] == 0 && (length == 0 || count <= length);
}
