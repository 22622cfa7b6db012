/* The doctors of the sample site. The n-th works at institution n modulo 30; the first of each institution is its
 * 責任者. The n-th doctor is always in the same state, so that tests and manuals can count on it. */
#include "sample_people.h"
#include "sample_places.h"
#include "token.h"

enum {
    FIRST_NUMBER = 900001,   /* 医籍登録番号 of doctor 0 */
    CROWD_NUMBER = 100000,
    DAYS_OF_VALIDITY = 5 * 365,
    CALENDAR_DAYS = 360, /* those whose designation ends soon are spread over the calendar's twelve months */
    CROWD_PER_INSTITUTION = 50
};

enum holding { HOLDS_NANBYO, HOLDS_COOPERATING, HOLDS_SHOMAN, HOLDS_BOTH };

/* Who is shown, by number. */
static const struct shown {
    size_t doctor;
    enum holding holding;
    bool signed_in;
    const char *role;
} shown[] = {
    {0, HOLDS_NANBYO, true, "難病指定医（責任者を兼ねる）"}, {1, HOLDS_NANBYO, false, "難病指定医（責任者を兼ねる）"},
    {30, HOLDS_NANBYO, true, "難病指定医"},                {31, HOLDS_NANBYO, false, "難病指定医"},
    {32, HOLDS_COOPERATING, true, "協力難病指定医"},       {33, HOLDS_COOPERATING, false, "協力難病指定医"},
    {34, HOLDS_SHOMAN, true, "小児慢性特定疾病指定医"},    {35, HOLDS_SHOMAN, false, "小児慢性特定疾病指定医"},
    {36, HOLDS_BOTH, true, "指定医（難病と小慢の両方）"},  {37, HOLDS_BOTH, false, "指定医（難病と小慢の両方）"},
};

static const char *const departments[] = {"内科", "神経内科", "小児科", "膠原病内科", "循環器内科", "眼科", "皮膚科"};

static const struct shown *shown_as(size_t doctor)
{
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        if (shown[i].doctor == doctor)
            return &shown[i];
    return NULL;
}

static enum holding holding_of(size_t doctor)
{
    static const enum holding holdings[] = {HOLDS_NANBYO, HOLDS_NANBYO, HOLDS_SHOMAN, HOLDS_NANBYO, HOLDS_COOPERATING,
        HOLDS_NANBYO, HOLDS_SHOMAN, HOLDS_BOTH, HOLDS_NANBYO, HOLDS_NANBYO};
    const struct shown *entry = shown_as(doctor);
    return entry != NULL ? entry->holding : holdings[doctor % 10];
}

/* Who has no part in the shown ones: 未発行, 発行済, 利用中 and, among these, locked ones. */
static void give_state(struct sample_people *people, struct sample_account_in *account, size_t doctor)
{
    static const char *const states[] = {"unissued", "unissued", "issued", "active", "unissued", "issued",
        "active", "unissued"};
    account->issue_state = states[doctor % 8];
    account->locked = doctor % 40 == 6 || doctor % 40 == 13;
    if (account->issue_state[0] == 'a')
        sample_hide(people, account);
    else
        sample_rows_initial_password(&people->rows, account->reference, account->issue_state[0] == 'i');
}

/* What one designation needs besides the doctor. */
struct grant {
    const struct sample_account_in *account;
    size_t doctor;
    size_t institution;
    const char *scheme;
    const char *kind;
    size_t municipality;
    bool added;
};

/* Days until the designation ends; negative when it has. Every seventh doctor's ends within a year, so that 有効期限カレンダー,
 * reminder mails and 有効期限延長 can be tried; every 25th doctor's is over. */
static int64_t days_left(size_t doctor)
{
    if (doctor % 25 == 24)
        return -30 - (int64_t)(doctor % 90);
    if (doctor % 7 == 6)
        return 3 + (int64_t)(doctor * 11 % CALENDAR_DAYS);
    return DAYS_OF_VALIDITY - (int64_t)(doctor * 29 % 1400);
}

static void add_designation(struct sample_people *people, const struct grant *grant)
{
    struct arena *arena = people->rows.arena;
    const struct sample_municipality_place *place = sample_municipality_place(grant->municipality);
    int64_t expires = day_number(people->today) + days_left(grant->doctor);
    struct sample_designation_in *row = list_push(arena, &people->rows.designations);
    row->reference = token_reference(arena);
    row->account_reference = grant->account->reference;
    row->scheme = grant->scheme;
    row->kind = grant->kind;
    row->number = arena_format(arena, "%s%08zu", place->prefecture, grant->doctor + 1);
    row->municipality_code = place->code;
    row->institution_code = sample_institution_code(arena, grant->institution);
    row->certified_on = day_from_number(expires - DAYS_OF_VALIDITY);
    row->expires_on = day_from_number(expires);
    row->added_to_login = grant->added;
    row->printed = grant->account->issue_state[0] != 'u';
    row->kana_sort = arena_text(arena, grant->account->kana_folded);
    *list_push(arena, &people->rows.affiliations) = (struct sample_affiliation_in){
        .account_reference = row->account_reference, .scheme = row->scheme, .institution_code = row->institution_code,
        .place = "primary", .department = departments[grant->doctor % (sizeof departments / sizeof *departments)]};
    *list_push(arena, &people->rows.notifications) = (struct sample_notification_in){.reference = row->reference};
}

static void add_designations(struct sample_people *people, const struct sample_account_in *account, size_t doctor,
    size_t institution)
{
    enum holding holding = holding_of(doctor);
    size_t municipality = sample_institution_municipality(institution);
    struct grant grant = {account, doctor, institution, "nanbyo", "nanbyo", municipality, false};
    if (holding == HOLDS_COOPERATING)
        grant.kind = "cooperating";
    if (holding == HOLDS_SHOMAN)
        grant.scheme = grant.kind = "shoman";
    add_designation(people, &grant);
    if (holding != HOLDS_BOTH)
        return;
    grant.scheme = grant.kind = "shoman";
    grant.municipality = (municipality + 2) % SAMPLE_MUNICIPALITIES;
    grant.added = true;
    add_designation(people, &grant);
}

static void add_manager(struct sample_people *people, const struct sample_account_in *account, size_t institution)
{
    struct arena *arena = people->rows.arena;
    *list_push(arena, &people->rows.managers) = (struct sample_manager_in){.account_reference = account->reference,
        .institution_code = sample_institution_code(arena, institution), .state = "active"};
}

static void add_doctor(struct sample_people *people, size_t doctor)
{
    struct arena *arena = people->rows.arena;
    size_t institution = doctor % SAMPLE_INSTITUTIONS;
    const struct shown *entry = shown_as(doctor);
    struct sample_account_in *account = sample_rows_account(&people->rows, "doctor", sample_name(people->names++));
    account->register_number = arena_format(arena, "%zu", FIRST_NUMBER + doctor);
    if (entry != NULL)
        sample_show(people, account, entry->role, sample_institution_name(arena, institution), entry->signed_in);
    else
        give_state(people, account, doctor);
    add_designations(people, account, doctor, institution);
    if (doctor < SAMPLE_INSTITUTIONS && doctor != SAMPLE_MANAGED_INSTITUTION)
        add_manager(people, account, institution);
}

void sample_doctors(struct sample_people *people)
{
    for (size_t i = 0; i < SAMPLE_INSTITUTIONS; i++)
        sample_rows_institution(&people->rows, i);
    for (size_t doctor = 0; doctor < SAMPLE_DOCTORS; doctor++)
        add_doctor(people, doctor);
}

void sample_crowd(struct sample_people *people, size_t first, size_t count)
{
    for (size_t doctor = first; doctor < first + count; doctor++) {
        size_t institution = SAMPLE_INSTITUTIONS + doctor / CROWD_PER_INSTITUTION;
        bool first_there = doctor % CROWD_PER_INSTITUTION == 0;
        if (first_there)
            sample_rows_institution(&people->rows, institution);
        struct sample_account_in *account = sample_rows_account(&people->rows, "doctor", sample_name(doctor));
        account->register_number = arena_format(people->rows.arena, "%zu", CROWD_NUMBER + doctor);
        sample_rows_initial_password(&people->rows, account->reference, false);
        struct grant grant = {account, SAMPLE_DOCTORS + doctor, institution, "nanbyo", "nanbyo",
            sample_institution_municipality(institution), false};
        add_designation(people, &grant);
        if (first_there)
            add_manager(people, account, institution);
    }
}
