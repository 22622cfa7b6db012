/* Shared counters. */
#include "counters.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "log.h"

const int64_t counters_bounds_us[COUNTERS_BUCKETS] = {1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000, 1000000,
    5000000};

static const char *file_path(struct arena *arena, const struct settings *settings, const char *program)
{
    const char *directory = settings_program_text(settings, program, "run_directory", "/run/nsdb");
    return arena_format(arena, "%s/%s.counters", directory, program);
}

static struct counters *map(int fd)
{
    int flags = fd < 0 ? MAP_SHARED | MAP_ANONYMOUS : MAP_SHARED;
    void *mapped = mmap(NULL, sizeof(struct counters), PROT_READ | PROT_WRITE, flags, fd, 0);
    if (mapped == MAP_FAILED) {
        log_error("counters", "mmap: %s", strerror(errno));
        abort();
    }
    return mapped;
}

/* A file of another size is of another version; it is emptied, never shortened under a reader's mapping. */
struct counters *counters_open(struct arena *arena, const struct settings *settings, const char *program, bool go_on)
{
    const char *path = file_path(arena, settings, program);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (fd < 0 || ftruncate(fd, sizeof(struct counters)) != 0)
        log_warning("counters", "%s: %s", path, strerror(errno));
    struct counters *counters = map(fd);
    if (fd >= 0)
        close(fd);
    if (!go_on)
        *counters = (struct counters){0};
    return counters;
}

static void unmap(void *counters)
{
    munmap(counters, sizeof(struct counters));
}

const struct counters *counters_read(struct arena *arena, const struct settings *settings, const char *program)
{
    struct stat about;
    void *mapped = MAP_FAILED;
    int fd = open(file_path(arena, settings, program), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return NULL;
    if (fstat(fd, &about) == 0 && about.st_size == (off_t)sizeof(struct counters))
        mapped = mmap(NULL, sizeof(struct counters), PROT_READ, MAP_SHARED, fd, 0);
    close(fd);
    if (mapped == MAP_FAILED)
        return NULL;
    arena_defer(arena, unmap, mapped);
    return mapped;
}

void counters_add(struct counters *counters, int status, int64_t duration_us)
{
    int class = status / 100 < COUNTERS_CLASSES ? status / 100 : 0;
    int bucket = 0;
    while (bucket < COUNTERS_BUCKETS && duration_us > counters_bounds_us[bucket])
        bucket++;
    counters->answers[class]++;
    counters->durations[bucket]++;
    counters->duration_us += (uint64_t)duration_us;
}
