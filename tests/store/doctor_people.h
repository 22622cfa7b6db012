/* Five doctors of two municipalities, and how the tests find them in the lists of both. */
#ifndef NSDB_DOCTOR_PEOPLE_H
#define NSDB_DOCTOR_PEOPLE_H

#include "test_store.h"

#include "buffer.h"
#include "designated_doctor_store.h"
#include "doctor_search_store.h"

enum { TOKYO = 1, KYOTO = 2, OFFICER = 1 };

static struct arena *arena;
static struct store *store;

static const struct person {
    int municipality;
    const char *number;
    enum designation_kind kind;
    const char *institution;
    const char *institution_name;
    const char *family, *given, *family_kana, *given_kana;
    struct day expires_on;
} people[] = {
    {TOKYO, "000001", KIND_NANBYO, "1310000019", "中央見本病院", "𠮷野", "一郎", "ヨシノ", "イチロウ", {2031, 3, 31}},
    {TOKYO, "000002", KIND_NANBYO, "1310000019", "中央見本病院", "髙橋", "花子", "タカハシ", "ハナコ", {2027, 3, 31}},
    {TOKYO, "000003", KIND_COOPERATING, "1310000001", "東見本診療所", "佐藤", "次郎", "サトウ", "ジロウ", {2020, 3, 31}},
    {TOKYO, "000004", KIND_SHOMAN, "1310000001", "東見本診療所", "安藤", "三郎", "アンドウ", "サブロウ", {2030, 3, 31}},
    {KYOTO, "000005", KIND_NANBYO, "2610000014", "京見本病院", "髙橋", "四郎", "タカハシ", "シロウ", {2031, 3, 31}},
};

enum { PEOPLE = sizeof people / sizeof people[0] };

/* The public id of the designation of people[person]. */
static inline const char *reference_of(size_t person)
{
    return arena_format(arena, "D%021zu", person);
}

static inline struct doctor_registration registration_of(size_t i)
{
    const struct person *person = &people[i];
    return (struct doctor_registration){
        .doctor = {.kind = person->kind, .scheme = designation_kind_scheme(person->kind),
            .institution_code = person->institution, .institution_name = person->institution_name, .department = "内科",
            .designation_number = arena_format(arena, "N-%s", person->number),
            .medical_register_number = person->number,
            .certified_on = {2019, 4, 1}, .expires_on = person->expires_on, .family_name = person->family,
            .given_name = person->given, .family_kana = person->family_kana, .given_kana = person->given_kana,
            .telephone = "", .mail = ""},
        .credentials = {.account_reference = arena_format(arena, "A%021zu", i),
            .login_id = arena_format(arena, "L%011zu", i),
            .designation_reference = reference_of(i), .institution_reference = arena_format(arena, "I%021zu", i),
            .sealed_password = {(const uint8_t *)"sealed", 6}}};
}

/* For store_transaction(): registers the person whose number is *context. */
static inline enum result register_body(struct store *on, void *context)
{
    size_t i = *(const size_t *)context;
    struct doctor_registrar registrar = {OFFICER, "municipality_staff", people[i].municipality, "127.0.0.1",
        "test", 0, 90};
    struct doctor_registration row = registration_of(i);
    struct complaints complaints = complaints_in(arena);
    return designated_doctor_register_one(on, arena, &registrar, &row, &complaints);
}

/* Row `at` of the search, read as a page of its own, is this designation. */
static inline void stands_alone(int64_t municipality_id, const struct doctor_criteria *criteria, int64_t at, const char *reference)
{
    struct doctor_search_rows rows = {0};
    assert_int_equal(doctor_search(store, arena, municipality_id, criteria, at, 1, &rows), OK);
    assert_int_equal(rows.count, 1);
    assert_string_equal(rows.items[0].reference, reference);
}

/* "0 1 3": the people found, in order, on one page and on pages of one row each. */
static inline const char *found(int64_t municipality_id, struct doctor_criteria criteria)
{
    struct doctor_search_rows rows = {0};
    struct buffer text = buffer_in(arena);
    int64_t count = -1;
    assert_int_equal(doctor_search_page(store, arena, municipality_id, &criteria,
        (struct doctor_search_range){0, 1}, &rows, &count), OK);
    assert_true((count > 0) == (rows.count == 1));
    assert_int_equal(doctor_search(store, arena, municipality_id, &criteria, 0, 100, &rows), OK);
    assert_int_equal(count, rows.count);
    for (size_t i = 0; i < rows.count; i++) {
        stands_alone(municipality_id, &criteria, (int64_t)i, rows.items[i].reference);
        buffer_format(&text, "%s%d", i > 0 ? " " : "", (int)strtol(rows.items[i].reference + 1, NULL, 10));
    }
    return buffer_text(&text);
}

/* Makes arena and store, and registers them all; false when that fails. */
static inline bool doctors_open(void)
{
    store = test_store_open(arena = arena_new());
    test_municipalities(store);
    for (size_t i = 0; i < PEOPLE; i++)
        if (store_transaction(store, register_body, &i) != OK)
            return false;
    return true;
}

#endif
