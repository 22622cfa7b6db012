/* Slowing a source without stopping the others. The places are record locks on a file without a name that
 * all workers inherit: a worker that dies gives its place back. */
#include "limiter.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "clock.h"
#include "log.h"

enum { DELAY_STEP_MS = 200, US_PER_MS = 1000 };

static int places_fd = -1;
static long places_count;

int64_t limiter_delay_ms(int64_t failures)
{
    int64_t over = failures - LIMITER_FREE_FAILURES;
    if (over <= 0)
        return 0;
    return over > LIMITER_DELAY_MOST_MS / DELAY_STEP_MS ? LIMITER_DELAY_MOST_MS : over * DELAY_STEP_MS;
}

void limiter_open(long places)
{
    places_count = places;
    places_fd = memfd_create("limiter", MFD_CLOEXEC);
    if (places_fd < 0) {
        log_error("limiter_open", "No memory file for the places in which attempts wait.");
        exit(EXIT_FAILURE);
    }
}

static bool place_lock(long place, short type)
{
    struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = place, .l_len = 1};
    return fcntl(places_fd, F_SETLK, &lock) == 0;
}

static void wait_ms(int64_t delay_ms)
{
    int64_t until = clock_monotonic_us() + delay_ms * US_PER_MS;
    for (int64_t left = delay_ms * US_PER_MS; left > 0; left = until - clock_monotonic_us())
        clock_sleep_us(left);
}

bool limiter_wait(int64_t delay_ms)
{
    if (delay_ms <= 0)
        return true;
    for (long place = 0; place < places_count; place++)
        if (place_lock(place, F_WRLCK)) {
            wait_ms(delay_ms);
            (void)place_lock(place, F_UNLCK);
            return true;
        }
    return false;
}
