/* Request metrics: one line set for each <program>.counters file. */
#include "request_metrics.h"

#include <dirent.h>

#include "counters.h"
#include "list.h"
#include "text.h"

static const char suffix[] = ".counters";

LIST_TYPE(programs, const char *);

static bool is_name(const char *name)
{
    return *name != 0 && name[strspn(name, "abcdefghijklmnopqrstuvwxyz")] == 0;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void close_directory(void *directory)
{
    closedir(directory);
}

static struct programs find_programs(struct arena *arena, const struct settings *settings)
{
    struct programs programs = {0};
    DIR *directory = opendir(settings_program_text(settings, "health", "run_directory", "/run/nsdb"));
    if (directory == NULL)
        return programs;
    arena_defer(arena, close_directory, directory);
    for (const struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        size_t length = strlen(entry->d_name);
        if (length < sizeof suffix || !text_equal(entry->d_name + length - (sizeof suffix - 1), suffix))
            continue;
        const char *name = arena_text_part(arena, entry->d_name, length - (sizeof suffix - 1));
        if (is_name(name))
            *list_push(arena, &programs) = name;
    }
    if (programs.count > 1)
        qsort(programs.items, programs.count, sizeof *programs.items, by_name);
    return programs;
}

static void write_answers(struct buffer *body, const char *program, const struct counters *counters)
{
    for (int class = 1; class < COUNTERS_CLASSES; class++)
        buffer_format(body, "nsdb_http_requests_total{program=\"%s\",code=\"%dxx\"} %llu\n", program, class,
            (unsigned long long)counters->answers[class]);
}

static void write_durations(struct buffer *body, const char *program, const struct counters *counters)
{
    unsigned long long total = 0;
    for (int bucket = 0; bucket < COUNTERS_BUCKETS; bucket++) {
        total += counters->durations[bucket];
        buffer_format(body, "nsdb_http_request_duration_seconds_bucket{program=\"%s\",le=\"%g\"} %llu\n", program,
            (double)counters_bounds_us[bucket] / 1e6, total);
    }
    total += counters->durations[COUNTERS_BUCKETS];
    buffer_format(body, "nsdb_http_request_duration_seconds_bucket{program=\"%s\",le=\"+Inf\"} %llu\n", program, total);
    buffer_format(body, "nsdb_http_request_duration_seconds_sum{program=\"%s\"} %.6f\n", program,
        (double)counters->duration_us / 1e6);
    buffer_format(body, "nsdb_http_request_duration_seconds_count{program=\"%s\"} %llu\n", program, total);
}

static void write_starts(struct buffer *body, const char *program, const struct counters *counters)
{
    buffer_format(body, "nsdb_handler_starts_total{program=\"%s\"} %llu\n", program,
        (unsigned long long)counters->starts);
}

struct family {
    const char *head;
    void (*write)(struct buffer *body, const char *program, const struct counters *counters);
};

void request_metrics_write(struct buffer *body, const struct settings *settings)
{
    static const struct family families[] = {
        {"# HELP nsdb_http_requests_total Answers by program and status class.\n"
         "# TYPE nsdb_http_requests_total counter\n", write_answers},
        {"# HELP nsdb_http_request_duration_seconds Time from the request's first byte to the answer's last.\n"
         "# TYPE nsdb_http_request_duration_seconds histogram\n", write_durations},
        {"# HELP nsdb_handler_starts_total Handler processes started.\n"
         "# TYPE nsdb_handler_starts_total counter\n", write_starts},
    };
    struct programs programs = find_programs(body->arena, settings);
    for (size_t i = 0; i < sizeof families / sizeof families[0]; i++) {
        buffer_add_text(body, families[i].head);
        for (size_t j = 0; j < programs.count; j++) {
            const struct counters *counters = counters_read(body->arena, settings, programs.items[j]);
            if (counters != NULL)
                families[i].write(body, programs.items[j], counters);
        }
    }
}
