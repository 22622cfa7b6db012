/* One row is not from itself to itself. */
#include "rows_range.h"

const char *rows_range(struct arena *arena, int64_t before, size_t count)
{
    if (count == 0)
        return "";
    if (count == 1)
        return arena_format(arena, "%lld件目を表示", (long long)before + 1);
    return arena_format(arena, "%lld〜%lld件目を表示", (long long)before + 1, (long long)before + (long long)count);
}
