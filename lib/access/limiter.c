/* Slowing a source without stopping the others. */
#include "limiter.h"

#include <stddef.h>

int64_t limiter_delay_ms(int64_t failures)
{
    static const struct { int64_t failures_most; int64_t delay_ms; } steps[] = {
        {LIMITER_FREE_FAILURES, 0}, {LIMITER_FREE_FAILURES + 5, 1000}, {LIMITER_FREE_FAILURES + 10, 2000}};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (failures <= steps[i].failures_most)
            return steps[i].delay_ms;
    return LIMITER_DELAY_MOST_MS;
}
