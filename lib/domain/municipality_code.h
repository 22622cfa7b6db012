/* 公共団体コード: prefecture 2, municipality 3, check digit 1. */
#ifndef NSDB_MUNICIPALITY_CODE_H
#define NSDB_MUNICIPALITY_CODE_H

#include <stdbool.h>

/* Whether it is six ASCII digits. */
bool municipality_code_is_shaped(const char *code);

/* Whether the check digit of a well-shaped code fits. */
bool municipality_code_fits(const char *code);

#endif
