/* Notices against their floor (performance.md §2): one notice in its own file, and bundles of 100 and
 * 1,000, ours and plain libharu by turns. Prints medians, the ratio, file size and peak memory. */
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "floor_notice.h"
#include "notice_pdf.h"

enum { MOST_ROUNDS = 21 };

static struct typeface *typeface;

static const struct notice sample = {
    .municipality = "東京都",
    .telephone = "03-1234-5678",
    .scheme = "難病",
    .institution = "みらい病院",
    .institution_code = "1310000003",
    .department = "神経内科",
    .family_name = "山田",
    .given_name = "太郎",
    .issued_on = {2026, 11, 21},
    .valid_until = {2027, 2, 19},
    .slip_number = 1,
    .copy_number = 1,
    .sign_in_address = "https://db.example.jp/signin/",
    .help_contact = "ヘルプデスク（電話 0120-000-000）",
};

static size_t our_notices(size_t count)
{
    struct arena *arena = arena_new();
    struct arena *secrets = arena_new_wiping();
    struct notice *notices = arena_make_array(arena, struct notice, count);
    for (size_t i = 0; i < count; i++) {
        notices[i] = sample;
        notices[i].login_id = arena_format(arena, "K7MPX3WD%04zu", i);
        notices[i].initial_password = arena_format(secrets, "aB3kWmx9%04zu", i);
    }
    struct buffer file = buffer_in(secrets);
    struct notice_bundle bundle = {notices, count, false};
    struct notice_gaps gaps;
    if (notice_pdf_make(secrets, typeface, &bundle, &file, &gaps) != OK)
        exit(1);
    size_t size = file.size;
    arena_free(&secrets);
    arena_free(&arena);
    return size;
}

static int by_time(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

static int64_t timed(size_t (*make)(size_t), size_t count, size_t *size_out)
{
    int64_t start = clock_monotonic_us();
    *size_out = make(count);
    return clock_monotonic_us() - start;
}

/* Peak memory of a process that does nothing else, in KiB. */
static long peak(size_t (*make)(size_t), size_t count)
{
    struct rusage usage;
    int status;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        make(count);
        _exit(0);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) != child || status != 0)
        exit(1);
    return usage.ru_maxrss;
}

static void compare(const char *name, size_t count, int rounds, double budget)
{
    int64_t ours[MOST_ROUNDS], floor[MOST_ROUNDS];
    size_t our_size = 0, floor_size = 0;
    long our_peak = peak(our_notices, count), floor_peak = peak(floor_notices, count);
    for (int i = 0; i < rounds; i++) {
        ours[i] = timed(our_notices, count, &our_size);
        floor[i] = timed(floor_notices, count, &floor_size);
    }
    qsort(ours, (size_t)rounds, sizeof *ours, by_time);
    qsort(floor, (size_t)rounds, sizeof *floor, by_time);
    double ratio = (double)floor[rounds / 2] / (double)ours[rounds / 2];
    printf("%-22s ours %8.2f ms (%.2f to %.2f), %zu bytes, %ld KiB; libharu %8.2f ms, %zu bytes, %ld KiB; "
           "ratio %.2f, budget %.1f: %s\n",
        name, (double)ours[rounds / 2] / 1000, (double)ours[0] / 1000, (double)ours[rounds - 1] / 1000, our_size,
        our_peak, (double)floor[rounds / 2] / 1000, floor_size, floor_peak, ratio, budget,
        ratio >= budget ? "kept" : "MISSED");
}

int main(void)
{
    struct arena *arena = arena_new();
    if (typeface_open(arena, NULL, &typeface) != OK)
        return 1;
    compare("notice, single", 1, MOST_ROUNDS, 20);
    compare("notices, bundle of 100", 100, 9, 1);
    compare("notices, bundle 1,000", 1000, 5, 1);
    arena_free(&arena);
    return 0;
}
