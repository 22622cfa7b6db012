/* A14: from the time of an answer nobody learns whether an ID exists, is locked, deleted or still has its initial password. The
 * classes take turns, so that the machine's moods meet all alike. NSDB_TRIES=2000 is the full count. */
#include "one_visitor.h"

#include <math.h>
#include <string.h>

#include "clock.h"
#include "number.h"
#include "routes.h"

enum { CLASSES = 5, TRIES = 40, TRIES_MOST = 5000 };

static double times_us[CLASSES][TRIES_MOST];

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The probability that two samples this different come from one distribution (Kolmogorov–Smirnov, sorted samples). */
static double same_distribution(const double *a, const double *b, int count)
{
    double distance = 0;
    for (int i = 0, j = 0; i < count && j < count;) {
        if (a[i] <= b[j])
            i++;
        else
            j++;
        distance = fmax(distance, fabs((double)(i - j)) / count);
    }
    double lambda = distance * sqrt(count / 2.0);
    double sum = 0;
    for (int k = 1; k <= 100; k++)
        sum += (k % 2 == 1 ? 2 : -2) * exp(-2.0 * k * k * lambda * lambda);
    return lambda < 0.2 ? 1 : sum;
}

static const char *const names[CLASSES] = {"unknown", "wrong", "locked", "deleted", "initial"};
static const char *login_ids[CLASSES] = {"ZZZZZZZZZZZZ"};

/* Somebody of each class. */
static void find_somebody(void)
{
    const char *pem;
    const char *passphrase;
    for (int i = 1; i < 4; i++)
        login_ids[i] = people_in_use(&visitor, PERSON_DOCTOR, &pem, &passphrase).login_id;
    login_ids[4] = people_new(&visitor, PERSON_CLERK).login_id;
    test_sql(visitor.app.store,
        arena_format(visitor.arena, "UPDATE account SET locked_at = NOW(6) WHERE login_id = '%s'", login_ids[2]));
    test_sql(visitor.app.store,
        arena_format(visitor.arena, "UPDATE account SET issue_state = 'deleted' WHERE login_id = '%s'", login_ids[3]));
}

/* From a source of its own, so that none has a penalty. Gives the time of the answer. */
static double try_in_vain(int number, const char *login_id)
{
    visitor.source = arena_format(visitor.arena, "198.51.%d.%d", 100 + number / 250 % 100, number % 250);
    visitor_get(&visitor, "/signin/");
    int64_t started_us = clock_monotonic_us();
    visitor_post(&visitor, "/signin/", arena_format(visitor.arena, "login_id=%s&password=the+same+wrong+one", login_id));
    assert_int_equal(visitor.status, 422);
    return (double)(clock_monotonic_us() - started_us);
}

static int64_t durable_writes(void)
{
    int64_t count = 0;
    const char *said = visitor_ask(&visitor,
        "SELECT variable_value FROM information_schema.global_status WHERE variable_name = 'BINLOG_COMMITS'");
    assert_true(number_read(said, 0, INT64_MAX, &count));
    return count;
}

/* What a busy disk would tell: each class waits for as many commits. */
static void answers_write_as_often(void **state)
{
    (void)state;
    int64_t wanted = 0;
    find_somebody();
    for (int round = 0; round < 3; round++)
        for (int c = 0; c < CLASSES; c++) {
            int64_t before = durable_writes();
            try_in_vain(round * CLASSES + c, login_ids[c]);
            int64_t written = durable_writes() - before;
            if (wanted == 0)
                wanted = written;
            print_message("%-8s %d commits\n", names[c], (int)written);
            assert_int_equal(written, wanted);
        }
    assert_true(wanted > 0);
}

static void answers_take_the_same_time(void **state)
{
    (void)state;
    int64_t tries = TRIES;
    find_somebody();
    if (getenv("NSDB_TRIES") != NULL)
        assert_true(number_read(getenv("NSDB_TRIES"), 1, TRIES_MOST, &tries));
    for (int i = 0; i < tries; i++)
        for (int c = 0; c < CLASSES; c++)
            times_us[c][i] = try_in_vain(i * CLASSES + c, login_ids[c]);
    for (int c = 0; c < CLASSES; c++)
        qsort(times_us[c], (size_t)tries, sizeof(double), by_size);
    for (int c = 0; c < CLASSES; c++) {
        double difference = times_us[c][tries / 2] - times_us[0][tries / 2];
        double probability = same_distribution(times_us[c], times_us[0], (int)tries);
        print_message("%-8s median %.2f ms, %+.3f ms to unknown, Kolmogorov–Smirnov p = %.3f\n", names[c],
            times_us[c][tries / 2] / 1000, difference / 1000, probability);
        assert_true(probability > (tries > 1000 ? 0.01 : 0.001));
    }
}

int main(void)
{
    visitors_come_to(&signin_program);
    const struct CMUnitTest tests[] = {
        FLOW(answers_write_as_often),
        FLOW(answers_take_the_same_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
