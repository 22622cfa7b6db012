/* 医療機関番号: ten digits, the last a check digit by Luhn's rule over all ten. */
#ifndef NSDB_INSTITUTION_CODE_H
#define NSDB_INSTITUTION_CODE_H

#include <stdbool.h>

/* Whether it is ten ASCII digits. */
bool institution_code_is_shaped(const char *code);

/* Whether the check digit of a well-shaped code fits. A wrong one is a warning only: old codes exist. */
bool institution_code_fits(const char *code);

#endif
