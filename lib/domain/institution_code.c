/* Luhn's check digit. */
#include "institution_code.h"

enum { LENGTH = 10 };

bool institution_code_is_shaped(const char *code)
{
    return strlen(code) == LENGTH && strspn(code, "0123456789") == LENGTH;
}

bool institution_code_fits(const char *code)
{
    int sum = 0;
    for (int i = 0; i < LENGTH; i++) {
        int digit = code[i] - '0';
        int weighed = i % 2 == 0 ? digit * 2 : digit;
        sum += weighed / 10 + weighed % 10;
    }
    return sum % 10 == 0;
}
