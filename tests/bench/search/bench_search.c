/* 医療機関ユーザ検索 in the database: each condition on the largest municipality and on ordinary ones, and a mix as
 * clerks ask; 50th and 99th percentile of each, and the plans. usage: bench_search SETTINGS ROUNDS */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "doctor_search_store.h"
#include "number.h"
#include "settings.h"
#include "statement.h"
#include "text.h"

enum { LARGEST = 1, SMALLEST_ADDED = 10, PAGE = 20, TRIES = 3, KNOWN = 200, TIMES_MOST = 200000 };

extern const struct statement doctor_search_by_kana_statement;
extern const struct statement doctor_search_by_institution_statement;
extern const struct statement doctor_search_by_key_statement;
extern const struct statement doctor_search_by_name_statement;
extern const struct statement doctor_search_by_notice_statement;
extern const struct statement doctor_search_by_place_statement;
extern const struct statement doctor_search_locked_statement;

static struct arena *arena;
static struct store *store;
static struct doctor_search_rows known[2]; /* designations of the largest municipality and of an ordinary one */
static int64_t municipalities[2];

struct times {
    int64_t *values;
    size_t count;
};

/* One way of asking; the n-th time it is filled from the n-th known designation. */
struct way {
    const char *name;
    int weight; /* in the mix */
    void (*fill)(struct doctor_criteria *criteria, const struct doctor_search_out *of);
    int64_t first; /* row of the page */
};

static void fill_nothing(struct doctor_criteria *criteria, const struct doctor_search_out *of)
{
    (void)criteria, (void)of;
}

static void fill_whole_name(struct doctor_criteria *criteria, const struct doctor_search_out *of)
{
    criteria->name = arena_format(arena, "%s%s", of->family_name, of->given_name);
}

static void fill_family_name(struct doctor_criteria *criteria, const struct doctor_search_out *of)
{
    criteria->name = of->family_name;
}

static void fill_kana(struct doctor_criteria *criteria, const struct doctor_search_out *of)
{
    criteria->name = of->family_kana;
}

static void fill_common_kana(struct doctor_criteria *criteria, const struct doctor_search_out *of)
{
    (void)of;
    criteria->name = "ロウ";
}

static void fill_login_id(struct doctor_criteria *criteria, const struct doctor_search_out *of)
{
    criteria->login_id = of->login_id;
}

static void fill_register_number(struct doctor_criteria *criteria, const struct doctor_search_out *of)
{
    criteria->register_number = of->register_number;
}

static void fill_number(struct doctor_criteria *criteria, const struct doctor_search_out *of)
{
    criteria->number = of->number;
}

static void fill_institution_code(struct doctor_criteria *criteria, const struct doctor_search_out *of)
{
    criteria->institution = of->institution_code;
}

static void fill_institution_name(struct doctor_criteria *criteria, const struct doctor_search_out *of)
{
    criteria->institution = of->institution_name;
}

static void fill_kind(struct doctor_criteria *criteria, const struct doctor_search_out *of)
{
    criteria->kind = of->kind;
}

static void fill_unissued(struct doctor_criteria *criteria, const struct doctor_search_out *of)
{
    (void)of;
    criteria->state = "unissued";
}

static void fill_active(struct doctor_criteria *criteria, const struct doctor_search_out *of)
{
    (void)of;
    criteria->state = "active";
}

static void fill_locked(struct doctor_criteria *criteria, const struct doctor_search_out *of)
{
    (void)of;
    criteria->state = "locked";
}

static void fill_expired(struct doctor_criteria *criteria, const struct doctor_search_out *of)
{
    (void)of;
    criteria->state = "expired";
}

/* A state and a kind that hardly any designation has together. */
static void fill_rare(struct doctor_criteria *criteria, const struct doctor_search_out *of)
{
    (void)of;
    criteria->state = "issued";
    criteria->kind = "cooperating";
}

static void fill_expiry_month(struct doctor_criteria *criteria, const struct doctor_search_out *of)
{
    criteria->expires_from = of->expires_on;
    criteria->expires_to = day_from_number(day_number(of->expires_on) + 30);
}

static void fill_newest(struct doctor_criteria *criteria, const struct doctor_search_out *of)
{
    (void)of;
    criteria->order = DOCTOR_ORDER_AGE;
}

static void fill_by_institution(struct doctor_criteria *criteria, const struct doctor_search_out *of)
{
    (void)of;
    criteria->order = DOCTOR_ORDER_INSTITUTION;
}

static void fill_reprint(struct doctor_criteria *criteria, const struct doctor_search_out *of)
{
    (void)of;
    criteria->notice = "reprint";
}

static const struct way ways[] = {
    {"no condition", 20, fill_nothing, 0},
    {"no condition, page 50", 3, fill_nothing, 980},
    {"newest first", 5, fill_newest, 0},
    {"by institution", 3, fill_by_institution, 0},
    {"family and given name", 15, fill_whole_name, 0},
    {"family name", 10, fill_family_name, 0},
    {"kana", 8, fill_kana, 0},
    {"kana of one in ten", 1, fill_common_kana, 0},
    {"ID", 6, fill_login_id, 0},
    {"医籍登録番号", 6, fill_register_number, 0},
    {"指定医番号", 5, fill_number, 0},
    {"institution code", 5, fill_institution_code, 0},
    {"institution name", 5, fill_institution_name, 0},
    {"kind", 2, fill_kind, 0},
    {"state unissued", 3, fill_unissued, 0},
    {"state active", 1, fill_active, 0},
    {"state active, page 50", 1, fill_active, 980},
    {"state locked", 1, fill_locked, 0},
    {"state expired", 1, fill_expired, 0},
    {"rare state and kind", 1, fill_rare, 0},
    {"expiry within a month", 2, fill_expiry_month, 0},
    {"reprint wanted", 1, fill_reprint, 0},
};

enum { WAYS = sizeof ways / sizeof ways[0] };

static void need(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "bench_search: %s failed\n", what);
    exit(1);
}

static void add_time(struct times *times, int64_t time_us)
{
    if (times->values == NULL)
        times->values = arena_make_array(arena, int64_t, TIMES_MOST);
    need(times->count < TIMES_MOST, "counting");
    times->values[times->count++] = time_us;
}

static int by_time(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

/* In ms. */
static double percentile(struct times *times, double part)
{
    if (times->count == 0)
        return 0;
    qsort(times->values, times->count, sizeof *times->values, by_time);
    size_t at = (size_t)((double)(times->count - 1) * part + 0.5);
    return (double)times->values[at] / 1000;
}

/* The page with its count, as the screen asks for them. */
static int64_t ask(const struct way *way, int place, size_t turn)
{
    struct doctor_criteria criteria = {0};
    struct doctor_search_rows rows;
    struct arena *request = arena_new();
    int64_t found = 0;
    way->fill(&criteria, &known[place].items[turn * 37 % known[place].count]);
    int64_t start = clock_monotonic_us();
    need(doctor_search_page(store, request, municipalities[place], &criteria,
             (struct doctor_search_range){way->first, PAGE}, &rows, &found) == OK, way->name);
    int64_t time_us = clock_monotonic_us() - start;
    arena_free(&request);
    return time_us;
}

/* The best of a few times: what the search takes when no other process of the machine stands in its way. */
static int64_t ask_undisturbed(const struct way *way, int place, size_t turn, struct times *all)
{
    int64_t best = INT64_MAX;
    for (int i = 0; i < TRIES; i++) {
        int64_t now = ask(way, place, turn);
        best = now < best ? now : best;
        if (all != NULL)
            add_time(all, now);
    }
    return best;
}

static void show_way(const struct way *way, size_t rounds)
{
    printf("  %-24s", way->name);
    for (int place = 0; place < 2; place++) {
        struct times times = {0};
        for (size_t turn = 0; turn < rounds; turn++)
            add_time(&times, ask_undisturbed(way, place, turn, NULL));
        printf("   %6.2f %6.2f ", percentile(&times, 0.5), percentile(&times, 0.99));
    }
    printf("\n");
}

/* One question in seven comes from the largest municipality, as it has one doctor in seven. */
static void run_mix(size_t rounds)
{
    struct times undisturbed = {0}, all = {0};
    size_t turn = 0;
    for (size_t round = 0; round < rounds; round++)
        for (size_t w = 0; w < WAYS; w++)
            for (int i = 0; i < ways[w].weight; i++, turn++)
                add_time(&undisturbed, ask_undisturbed(&ways[w], turn % 7 == 0 ? 0 : 1, turn, &all));
    printf("  the mix: %zu searches, ms: p50 %.2f, p99 %.2f, most %.2f; as disturbed by other processes: %.2f, %.2f, %.2f\n",
        undisturbed.count, percentile(&undisturbed, 0.5), percentile(&undisturbed, 0.99), percentile(&undisturbed, 1),
        percentile(&all, 0.5), percentile(&all, 0.99), percentile(&all, 1));
    printf("P99 %.2f\n", percentile(&undisturbed, 0.99));
}

static void explain(const struct statement *statement, const char *title, struct doctor_search_in *in)
{
    struct plan { const char *cells[10]; };
    struct statement_field gives[10];
    struct statement_rows rows;
    for (size_t i = 0; i < 10; i++)
        gives[i] = (struct statement_field){STATEMENT_TEXT, i * sizeof(const char *)};
    struct statement plan = *statement;
    plan.sql = arena_format(arena, "EXPLAIN %s", statement->sql);
    plan.gives = gives;
    plan.gives_count = 10;
    plan.out_size = sizeof(struct plan);
    need(statement_many(store, arena, arena_copy(arena, &plan, sizeof plan), in, &rows) == OK, "EXPLAIN");
    printf("  plan of %s\n", title);
    for (size_t i = 0; i < rows.count; i++) {
        const struct plan *row = (const struct plan *)rows.items + i;
        printf("    %-10s %-10s %-8s key %-30s rows %-7s %s\n", text_or(row->cells[1], ""), text_or(row->cells[2], ""),
            text_or(row->cells[3], ""), text_or(row->cells[5], "-"), text_or(row->cells[8], ""), text_or(row->cells[9], ""));
    }
}

static struct doctor_search_in no_conditions(void)
{
    return (struct doctor_search_in){.municipality_id = LARGEST, .scheme = "", .kind = "", .login_id = "",
        .register_number = "", .number = "", .institution_code = "", .institution_folded = "", .institution_bigram = "",
        .state = "", .import_reference = "", .notice = "", .as_of = 0, .sort = "kana", .name_folded = "", .bigram_1 = "", .bigram_2 = "", .first = 0, .most = PAGE, .counted = DOCTOR_SEARCH_MOST};
}

static void show_plans(void)
{
    struct doctor_search_in in = no_conditions();
    explain(&doctor_search_by_kana_statement, "a page in kana order, counted", &in);
    explain(&doctor_search_by_institution_statement, "a page by institution, counted", &in);
    in.notice = "reprint";
    explain(&doctor_search_by_notice_statement, "a page of 出し直しが必要", &in);
    in = no_conditions();
    in.state = "unissued";
    in.counted = 0;
    explain(&doctor_search_by_kana_statement, "a page of 未発行", &in);
    in.state = "locked";
    explain(&doctor_search_locked_statement, "a page of the locked accounts", &in);
    in = no_conditions();
    in.login_id = known[0].items[0].login_id;
    explain(&doctor_search_by_key_statement, "a page by ID", &in);
    in = no_conditions();
    in.institution_folded = in.institution_bigram = "病院";
    explain(&doctor_search_by_place_statement, "a page by the name of the institution", &in);
    in = no_conditions();
    in.name_folded = text_fold(arena, known[0].items[0].family_name);
    in.bigram_1 = in.bigram_2 = in.name_folded;
    explain(&doctor_search_by_name_statement, "a page by name", &in);
}

static void learn(int place, int64_t municipality)
{
    struct doctor_criteria newest = {.order = DOCTOR_ORDER_AGE};
    municipalities[place] = municipality;
    need(doctor_search(store, arena, municipality, &newest, 0, KNOWN, &known[place]) == OK, "reading known designations");
}

int main(int argc, char **argv)
{
    struct settings *settings;
    const char *problem = NULL;
    int64_t rounds = 0;
    arena = arena_new();
    if (argc != 3 || !number_read(argv[2], 1, 1000, &rounds))
        return 64;
    need(settings_read(arena, argv[1], &settings, &problem) == OK && store_open(arena, settings, "bench", &store) == OK,
        argv[1]);
    learn(0, LARGEST);
    for (int64_t ordinary = LARGEST + 1; known[1].count < KNOWN || ordinary < SMALLEST_ADDED; ordinary++)
        learn(1, ordinary);
    printf("  %-24s   %-13s   %-13s\n", "", "largest: p50 p99", "ordinary: p50 p99");
    for (size_t i = 0; i < WAYS; i++)
        show_way(&ways[i], (size_t)rounds);
    run_mix((size_t)rounds);
    show_plans();
    arena_free(&arena);
    return 0;
}
