/* 一括登録 of 20,000 rows (performance §2): seconds of check and registration, memory of the process, and next to it the
 * very same rows into the same, emptied tables in one transaction by nothing but array binding. Run it by
 * tests/support/mariadb run. Arguments: rows (20000), rounds (3), and files of so many rows that are registered one after the
 * other behind it all (0). */
#include "import_kit.h"

#include <sys/resource.h>

#include "buffer.h"
#include "clock.h"
#include "statement.h"
#include "text.h"

enum { COLUMNS_MOST = 24, TABLES = 12 };

/* Columns with their types: n number, t text, b bytes, d day. */
static const struct {
    const char *name;
    const char *columns;
} tables[TABLES] = {
    {"medical_institution", "id:n reference:t code:t name:t name_folded:t"},
    {"medical_institution_bigram", "bigram:t institution_id:n"},
    {"account", "id:n reference:t login_id:t role:t medical_register_number:t family_name:t given_name:t family_kana:t "
                "given_kana:t name_folded:t kana_folded:t telephone:t contact_mail:t created_at:t created_by:n"},
    {"account_bigram", "bigram:t account_id:n"},
    {"auth_epoch", "account_id:n epoch:n"},
    {"first_signin", "account_id:n purpose:t step:t updated_at:t"},
    {"initial_password", "account_id:n slip_number:n sealed:b issued_at:t expires_at:t"},
    {"designation", "id:n reference:t account_id:n scheme:t kind:t number:t municipality_id:n institution_id:n certified_on:d "
                    "expires_on:d import_id:n added_to_login:n kana_sort:t created_at:t"},
    {"affiliation", "id:n account_id:n scheme:t institution_id:n place:t department:t created_at:t"},
    {"institution_manager", "id:n institution_id:n account_id:n state:t created_at:t"},
    {"contractor_notification", "id:n designation_id:n municipality_id:n institution_id:n created_at:t"},
    {"operation_log", "id:n happened_at:t account_id:n role:t municipality_id:n source:t request_id:t action:t "
                      "subject_kind:t subject_id:n outcome:t detail:t"},
};

union value {
    int64_t number;
    const char *text;
    struct bytes bytes;
    struct day day;
};

/* The statements over one table and its rows. */
struct copy {
    struct statement read;
    struct statement write;
    struct statement_field fields[COLUMNS_MOST];
    struct statement_rows rows;
};

static enum statement_type type_of(char letter)
{
    return letter == 'n' ? STATEMENT_NUMBER : letter == 'b' ? STATEMENT_BYTES : letter == 'd' ? STATEMENT_DAY : STATEMENT_TEXT;
}

static void describe(struct copy *copy, size_t table)
{
    struct buffer names = buffer_in(kit_arena);
    struct buffer marks = buffer_in(kit_arena);
    size_t count = 0;
    for (const char *at = tables[table].columns; *at != 0; count++) {
        size_t length = strcspn(at, ":");
        buffer_format(&names, "%s%.*s", count > 0 ? ", " : "", (int)length, at);
        buffer_add_text(&marks, count > 0 ? ", ?" : "?");
        copy->fields[count] = (struct statement_field){type_of(at[length + 1]), count * sizeof(union value)};
        at += length + 2;
        at += *at == ' ';
    }
    const char *columns = arena_text(kit_arena, buffer_text(&names));
    size_t size = count * sizeof(union value);
    copy->read = (struct statement){.name = "bench_read", .gives = copy->fields, .gives_count = count, .out_size = size,
        .sql = arena_format(kit_arena, "SELECT %s FROM %s%s", columns, tables[table].name,
            text_equal(tables[table].name, "account") ? " WHERE role = 'doctor'" : "")};
    copy->write = (struct statement){.name = "bench_write", .takes = copy->fields, .takes_count = count, .in_size = size,
        .sql = arena_format(kit_arena, "INSERT INTO %s (%s) VALUES (%s)", tables[table].name, columns, buffer_text(&marks))};
}

static struct copy copies[TABLES];

static enum result write_bare(struct store *store, void *context)
{
    (void)context;
    enum result result = OK;
    for (size_t i = 0; i < TABLES && result == OK; i++)
        if (copies[i].rows.count > 0)
            result = statement_bulk(store, &copies[i].write, copies[i].rows.items, copies[i].rows.count);
    return result;
}

/* All tables empty but for the officer. */
static void empty(struct store *store)
{
    test_sql(store, "SET foreign_key_checks = 0");
    for (size_t i = 0; i < TABLES; i++)
        test_sql(store, arena_format(kit_arena, "TRUNCATE TABLE %s", tables[i].name));
    test_sql(store, "SET foreign_key_checks = 1");
    test_sql(store, "INSERT INTO account (id, reference, login_id, role, municipality_id, family_name, given_name, "
        "name_folded, kana_folded) VALUES (1, 'OFFICER', 'OFFICER', 'municipality_staff', 1, '職', '員', '職員', 'しょくいん')");
    test_sql(store, "INSERT INTO auth_epoch (account_id) VALUES (1)");
}

static size_t read_rows(struct store *store, struct arena *arena)
{
    size_t all = 0;
    for (size_t i = 0; i < TABLES; i++) {
        if (statement_many(store, arena, &copies[i].read, NULL, &copies[i].rows) != OK)
            exit(1);
        all += copies[i].rows.count;
    }
    return all;
}

static struct bytes make_file(int rows, int round)
{
    static const char *const families[] = {"山田,ヤマダ", "佐藤,サトウ", "髙橋,タカハシ", "𠮷野,ヨシノ", "五十嵐,イガラシ"};
    static const char *const givens[] = {"太郎,タロウ", "花子,ハナコ", "健一郎,ケンイチロウ", "美咲,ミサキ", "翔,ショウ"};
    struct buffer file = buffer_in(kit_arena);
    buffer_add_text(&file, "\xEF\xBB\xBF指定医の種別,公共団体コード,難病/小慢,医療機関番号,医療機関名,部署(部門/診療科),指定医番号,医籍登録番号,"
        "認定登録年月日,有効期限年月日,氏名 姓,フリガナ 姓,氏名 名,フリガナ 名,電話,メールアドレス\r\n");
    for (int i = 0; i < rows; i++) {
        int number = round * rows + i + 1;
        buffer_format(&file, "難病指定医,130001,難病,13%08d,試験第%d病院,第%d内科,N%d,%d,2026/4/1,2099/3/31,%s,%s,03-0000-%04d,d%d@example.jp\r\n",
            number / 20, number / 20, i % 7, number, number, families[i % 5], givens[i / 5 % 5], i % 10000, number);
    }
    return buffer_bytes(&file);
}

static double seconds_since(int64_t start)
{
    return (double)(clock_monotonic_us() - start) / 1e6;
}

static double run_lane(struct lane *lane)
{
    int64_t start = clock_monotonic_us();
    import_lane_small(lane);
    double seconds = seconds_since(start);
    arena_reset(lane->arena);
    return seconds;
}

static long memory_kib(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

/* Whole files one after the other, each checked and registered, in tables that grow. */
static void run_files(struct lane *lane, int files, int rows)
{
    double seconds = 0;
    empty(lane->store);
    for (int i = 0; i < files; i++) {
        struct kit_upload upload = kit_upload(lane, make_file(rows, i));
        seconds += run_lane(lane);
        kit_commit(&upload, 0);
        seconds += run_lane(lane);
    }
    printf("%d files of %d rows: %.2f s\n", files, rows, seconds);
}

int main(int argc, char **argv)
{
    int rows = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 20000;
    int rounds = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 3;
    int files = argc > 3 ? (int)strtol(argv[3], NULL, 10) : 0;
    kit_begin();
    struct lane lane = kit_lane("BENCH");
    test_municipalities(lane.store);
    for (size_t i = 0; i < TABLES; i++)
        describe(&copies[i], i);
    long most = 0;
    for (int round = 0; round < rounds; round++) {
        empty(lane.store);
        struct kit_upload upload = kit_upload(&lane, make_file(rows, round));
        double check = run_lane(&lane);
        kit_commit(&upload, 0);
        double registering = run_lane(&lane);
        most = most > 0 ? most : memory_kib(); /* before the rows are held for the floor */
        struct arena *held = arena_new();
        size_t written = read_rows(lane.store, held);
        empty(lane.store);
        test_sql(lane.store, "DELETE FROM auth_epoch");
        int64_t start = clock_monotonic_us();
        if (store_transaction(lane.store, write_bare, NULL) != OK)
            return 1;
        double bare = seconds_since(start);
        arena_free(&held);
        printf("%d rows: check %.2f s, registration %.2f s; bare array binding of the same %zu table rows %.2f s; ratio %.2f\n",
            rows, check, registering, written, bare, bare / registering);
    }
    printf("memory of the process after the first registration: %ld KiB, the generated file included\n", most);
    if (files > 0)
        run_files(&lane, files, rows);
    return 0;
}
