/* Bulk insert through the store against bare array binding of the same rows (performance.md §2): 147,000 rows of 15
 * columns with a primary key and three indexes, alternately, medians of five. */
#include "things.h"

#include <mysql.h>

#include "clock.h"

enum { ROWS = 147000, COLUMNS = 15, SLICE = 1000, ROUNDS = 5 };

static const char create[] =
    "CREATE OR REPLACE TABLE crowd (id BIGINT AUTO_INCREMENT PRIMARY KEY, reference CHAR(22) CHARACTER SET ascii COLLATE"
    " ascii_nopad_bin NOT NULL, login CHAR(12) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL, c1 VARCHAR(60), c2 VARCHAR(60),"
    " c3 VARCHAR(60), c4 VARCHAR(60), c5 VARCHAR(60), c6 VARCHAR(60), c7 VARCHAR(60), c8 VARCHAR(60), c9 VARCHAR(60), n1 BIGINT,"
    " n2 BIGINT, d1 DATE, d2 DATE, UNIQUE KEY (reference), UNIQUE KEY (login), KEY (c1, id)) ENGINE=InnoDB"
    " DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin";
static const char insert[] =
    "INSERT INTO crowd (reference, login, c1, c2, c3, c4, c5, c6, c7, c8, c9, n1, n2, d1, d2)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

struct row {
    const char *texts[11];
    int64_t numbers[2];
    struct day days[2];
};

static struct statement_field fields[COLUMNS];
static const struct statement statement = {.name = "crowd", .sql = insert, .takes = fields, .takes_count = COLUMNS,
    .in_size = sizeof(struct row)};

static struct arena *arena;
static struct store *store;
static struct row *rows;

static void make_rows(void)
{
    for (size_t c = 0; c < COLUMNS; c++)
        fields[c] = c < 11 ? (struct statement_field){STATEMENT_TEXT, offsetof(struct row, texts) + c * sizeof(char *)}
            : c < 13 ? (struct statement_field){STATEMENT_NUMBER, offsetof(struct row, numbers) + (c - 11) * sizeof(int64_t)}
                     : (struct statement_field){STATEMENT_DAY, offsetof(struct row, days) + (c - 13) * sizeof(struct day)};
    rows = arena_make_array(arena, struct row, ROWS);
    for (size_t i = 0; i < ROWS; i++) {
        uint64_t mixed = (i + 1) * 0x9E3779B97F4A7C15u;
        rows[i].texts[0] = arena_format(arena, "%016llx%06zu", (unsigned long long)mixed, i);
        rows[i].texts[1] = arena_format(arena, "%06llx%06zu", (unsigned long long)mixed >> 40, i);
        for (size_t c = 2; c < 11; c++)
            rows[i].texts[c] = arena_format(arena, "医療機関の列 %llu", (unsigned long long)(mixed >> (c * 4)) % 100000);
        rows[i].numbers[0] = (int64_t)i;
        rows[i].numbers[1] = (int64_t)(mixed >> 8);
        rows[i].days[0] = rows[i].days[1] = (struct day){2026, 4, 1 + (int)(i % 28)};
    }
}

static enum result store_rows(struct store *in_store, void *context)
{
    (void)context;
    return statement_bulk(in_store, &statement, rows, ROWS);
}

static double through_store(void)
{
    test_sql(store, create);
    int64_t began = clock_monotonic_us();
    if (store_transaction(store, store_rows, NULL) != OK)
        exit(1);
    return ROWS * 1e6 / (double)(clock_monotonic_us() - began);
}

/* The columns are laid out beforehand: only the library and the server work. */
static double bare(MYSQL *mysql)
{
    static const char *texts[11][ROWS];
    static unsigned long lengths[11][ROWS];
    static int64_t numbers[2][ROWS];
    static MYSQL_TIME times[ROWS];
    static MYSQL_TIME *time_places[ROWS];
    test_sql(store, create);
    for (size_t i = 0; i < ROWS; i++) {
        for (size_t c = 0; c < 11; c++)
            lengths[c][i] = strlen(texts[c][i] = rows[i].texts[c]);
        numbers[0][i] = rows[i].numbers[0];
        numbers[1][i] = rows[i].numbers[1];
        times[i] = (MYSQL_TIME){.year = 2026, .month = 4, .day = 1 + (unsigned)(i % 28), .time_type = MYSQL_TIMESTAMP_DATE};
        time_places[i] = &times[i];
    }
    int64_t began = clock_monotonic_us();
    MYSQL_STMT *handle = mysql_stmt_init(mysql);
    unsigned slice = SLICE;
    bool failed = mysql_query(mysql, "START TRANSACTION") != 0 || mysql_stmt_prepare(handle, insert, sizeof insert - 1) != 0
        || mysql_stmt_attr_set(handle, STMT_ATTR_ARRAY_SIZE, &slice) != 0;
    for (size_t i = 0; !failed && i < ROWS; i += SLICE) {
        MYSQL_BIND binds[COLUMNS] = {0};
        for (size_t c = 0; c < 11; c++)
            binds[c] = (MYSQL_BIND){.buffer = (void *)&texts[c][i], .length = &lengths[c][i], .buffer_type = MYSQL_TYPE_STRING};
        for (size_t c = 11; c < 13; c++)
            binds[c] = (MYSQL_BIND){.buffer = &numbers[c - 11][i], .buffer_type = MYSQL_TYPE_LONGLONG};
        for (size_t c = 13; c < COLUMNS; c++)
            binds[c] = (MYSQL_BIND){.buffer = (void *)&time_places[i], .buffer_type = MYSQL_TYPE_DATE};
        failed = mysql_stmt_bind_param(handle, binds) != 0 || mysql_stmt_execute(handle) != 0;
    }
    failed = failed || mysql_query(mysql, "COMMIT") != 0;
    if (failed) {
        fprintf(stderr, "%s %s\n", mysql_error(mysql), mysql_stmt_error(handle));
        exit(1);
    }
    mysql_stmt_close(handle);
    return ROWS * 1e6 / (double)(clock_monotonic_us() - began);
}

static int compare(const void *a, const void *b)
{
    double difference = *(const double *)a - *(const double *)b;
    return difference < 0 ? -1 : difference > 0;
}

int main(void)
{
    double ours[ROUNDS];
    double floors[ROUNDS];
    arena = arena_new();
    store = test_store_open(arena);
    make_rows();
    MYSQL *mysql = mysql_init(NULL);
    mysql_options(mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    if (mysql_real_connect(mysql, NULL, "root", NULL, getenv("NSDB_TEST_SCHEMA"), 0, getenv("NSDB_TEST_SOCKET"), 0) == NULL)
        return 1;
    for (size_t i = 0; i < ROUNDS; i++) {
        floors[i] = bare(mysql);
        ours[i] = through_store();
    }
    qsort(ours, ROUNDS, sizeof *ours, compare);
    qsort(floors, ROUNDS, sizeof *floors, compare);
    printf("bulk insert of %d rows x %d columns, rows/s: store %.0f (%.0f-%.0f), bare array binding %.0f (%.0f-%.0f), ratio %.2f\n",
        ROWS, COLUMNS, ours[ROUNDS / 2], ours[0], ours[ROUNDS - 1], floors[ROUNDS / 2], floors[0], floors[ROUNDS - 1],
        ours[ROUNDS / 2] / floors[ROUNDS / 2]);
    mysql_close(mysql);
    arena_free(&arena);
    return 0;
}
