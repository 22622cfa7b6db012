/* The check digit of 全国地方公共団体コード: 11 less the weighed sum modulo 11, its last digit. */
#include "municipality_code.h"

enum { LENGTH = 6 };

bool municipality_code_is_shaped(const char *code)
{
    return strlen(code) == LENGTH && strspn(code, "0123456789") == LENGTH;
}

bool municipality_code_fits(const char *code)
{
    int sum = 0;
    for (int i = 0; i < LENGTH - 1; i++)
        sum += (code[i] - '0') * (LENGTH - i);
    return (11 - sum % 11) % 10 == code[LENGTH - 1] - '0';
}
