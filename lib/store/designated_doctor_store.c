/* Looking doctors up before they are registered, and what the caller is told and logged of it. */
#include "designated_doctor_store.h"

#include "designated_doctor_query.h"
#include "json_list.h"
#include "list.h"
#include "operation_log_query.h"
#include "text.h"

struct examination {
    struct store *store;
    struct arena *arena;
    const struct doctor_registrar *registrar;
    struct doctor_registration *rows;
    size_t count;
    struct doctor_known_rows known;
    struct doctor_numbers_taken_rows taken;
    struct doctor_institutions_rows institutions;
};

static enum result look_up(struct examination *examination)
{
    struct json_list numbers = json_list_in(examination->arena);
    struct json_list pairs = json_list_in(examination->arena);
    struct json_list codes = json_list_in(examination->arena);
    for (size_t i = 0; i < examination->count; i++) {
        const struct designated_doctor *doctor = &examination->rows[i].doctor;
        if (!text_is_empty(doctor->medical_register_number))
            json_list_add(&numbers, doctor->medical_register_number);
        if (!text_is_empty(doctor->designation_number))
            json_list_add_pair(&pairs, designation_kind_word(doctor->kind), doctor->designation_number);
        if (!text_is_empty(doctor->institution_code))
            json_list_add(&codes, doctor->institution_code);
    }
    struct store *store = examination->store;
    struct arena *arena = examination->arena;
    struct doctor_known_in known = {json_list_text(&numbers)};
    struct doctor_numbers_taken_in taken = {examination->registrar->municipality_id, json_list_text(&pairs)};
    struct doctor_institutions_in institutions = {json_list_text(&codes)};
    enum result result = doctor_known(store, arena, &known, &examination->known);
    if (result == OK)
        result = doctor_numbers_taken(store, arena, &taken, &examination->taken);
    if (result == OK)
        result = doctor_institutions(store, arena, &institutions, &examination->institutions);
    return result;
}

/* Whether `code` is one of the codes in a comma list. */
static bool list_holds(const char *list, const char *code)
{
    size_t length = strlen(code);
    for (const char *at = text_or(list, ""); *at != 0;) {
        size_t part = strcspn(at, ",");
        if (part == length && strncmp(at, code, length) == 0)
            return true;
        at += part + (at[part] == ',');
    }
    return false;
}

static struct known_designation designation_of(const struct doctor_known_out *row,
    const char *institution_code)
{
    return (struct known_designation){
        .scheme = scheme_from_word(text_or(row->scheme, "")),
        .municipality_id = row->municipality_id,
        .municipality_name = text_or(row->municipality_name, ""),
        .institution_code = text_or(row->institution_code, ""),
        .institution_name = text_or(row->institution_name, ""),
        .secondary_here = list_holds(row->secondary_codes, institution_code),
    };
}

static bool number_is_taken(const struct examination *examination, const struct designated_doctor *doctor)
{
    for (size_t i = 0; i < examination->taken.count; i++)
        if (text_equal(examination->taken.items[i].kind, designation_kind_word(doctor->kind)) &&
            text_equal(examination->taken.items[i].number, doctor->designation_number))
            return true;
    return false;
}

/* All that is known of the doctor of one row. */
static struct known_doctor known_doctor(struct examination *examination, struct doctor_registration *row)
{
    struct known_doctor known = {.number_taken = number_is_taken(examination, &row->doctor)};
    LIST_OF(struct known_designation) designations = {0};
    for (size_t i = 0; i < examination->known.count; i++) {
        const struct doctor_known_out *found = &examination->known.items[i];
        if (!text_equal(found->register_number, row->doctor.medical_register_number))
            continue;
        known.account_id = found->account_id;
        known.family_name = found->family_name;
        known.given_name = found->given_name;
        known.family_kana = found->family_kana;
        known.given_kana = found->given_kana;
        row->account_id = found->account_id;
        row->account_reference = found->account_reference;
        row->login_id = found->login_id;
        *list_push(examination->arena, &designations) = designation_of(found, row->doctor.institution_code);
    }
    known.designations = designations.items;
    known.count = designations.count;
    return known;
}

/* The institution's own name when the row writes another. */
static const char *other_name(struct examination *examination, const struct designated_doctor *doctor)
{
    if (text_is_empty(doctor->institution_name))
        return NULL;
    for (size_t i = 0; i < examination->institutions.count; i++) {
        const struct doctor_institutions_out *institution = &examination->institutions.items[i];
        if (text_equal(institution->code, doctor->institution_code))
            return text_equal(institution->name_folded, text_fold(examination->arena,
                doctor->institution_name)) ? NULL : institution->name;
    }
    return NULL;
}

static enum registration_place place_of(const struct doctor_registrar *registrar)
{
    return registrar->import_id == 0 ? REGISTRATION_IN_FORM : REGISTRATION_IN_FILE;
}

static void answer_row(struct examination *examination, struct doctor_registration *row)
{
    row->account_id = 0;
    row->account_reference = row->credentials.account_reference;
    row->login_id = row->credentials.login_id;
    struct known_doctor known = known_doctor(examination, row);
    row->answer = registration_answer_for(examination->arena, &row->doctor,
        examination->registrar->municipality_id, &known);
    row->message = registration_answer_message(examination->arena, row->answer, place_of(examination->registrar),
        &row->doctor, &known);
    row->tells_of_others = registration_answer_tells_of_others(row->answer,
        examination->registrar->municipality_id, &known);
    row->registered_institution_name = other_name(examination, &row->doctor);
}

enum result designated_doctor_examine(struct store *store, struct arena *arena,
    const struct doctor_registrar *registrar, struct doctor_registration *rows, size_t count)
{
    struct examination examination =
        {.store = store, .arena = arena, .registrar = registrar, .rows = rows, .count = count};
    if (count == 0)
        return OK;
    enum result result = look_up(&examination);
    if (result != OK)
        return result;
    for (size_t i = 0; i < count; i++)
        answer_row(&examination, &rows[i]);
    return OK;
}

enum result designated_doctor_confirmed(struct arena *arena, const struct doctor_registration *registration,
    struct complaints *complaints)
{
    const char *registered = registration->registered_institution_name;
    if (registered == NULL || text_equal(text_or(registration->confirmed_institution_name, ""), registered))
        return OK;
    complain(complaints, doctor_field_spec(DOCTOR_INSTITUTION_NAME)->name, "other_institution_name", "%s",
        registration_name_message(arena, REGISTRATION_IN_FORM, &registration->doctor, registered));
    return REFUSED;
}

enum result designated_doctor_register_one(struct store *store, struct arena *arena,
    const struct doctor_registrar *registrar, struct doctor_registration *registration,
    struct complaints *complaints)
{
    enum result result = designated_doctor_examine(store, arena, registrar, registration, 1);
    if (result != OK)
        return result;
    if (registration_answer_is_fine(registration->answer)) {
        result = designated_doctor_confirmed(arena, registration, complaints);
        return result == OK ? designated_doctor_write(store, arena, registrar, registration, 1) : result;
    }
    complain(complaints, doctor_field_spec(registration_answer_field(registration->answer))->name,
        registration_answer_code(registration->answer), "%s", registration->message);
    return REFUSED;
}

enum result designated_doctor_log_answers(struct store *store, struct arena *arena,
    const struct doctor_registrar *registrar, const struct doctor_registration *rows, size_t count)
{
    const char *now;
    enum result result = store_now(store, arena, &now);
    struct operation_log_insert_in *lines = arena_make_array(arena, struct operation_log_insert_in, count);
    size_t told = 0;
    for (size_t i = 0; i < count && result == OK; i++) {
        if (!rows[i].tells_of_others)
            continue;
        lines[told++] = (struct operation_log_insert_in){.happened_at = now,
            .account_id = registrar->account_id, .role = registrar->role,
            .municipality_id = registrar->municipality_id, .source = registrar->source,
            .request_id = registrar->request_id, .action = "doctor_foreign_told", .subject_kind = "account",
            .subject_id = rows[i].account_id, .outcome = "refused",
            .detail = arena_format(arena, "{\"answer\":\"%s\",\"import\":%d,\"row\":%d}",
            registration_answer_code(rows[i].answer), (int)registrar->import_id, (int)rows[i].row)};
    }
    if (result != OK || told == 0)
        return result;
    return operation_log_insert_bulk(store, lines, told);
}

struct log_story {
    const struct doctor_registrar *registrar;
    const struct doctor_registration *registration;
};

static enum result log_one(struct store *store, void *context)
{
    const struct log_story *story = context;
    struct arena *arena = arena_new();
    enum result result = designated_doctor_log_answers(store, arena, story->registrar, story->registration,
        1);
    arena_free(&arena);
    return result;
}

enum result designated_doctor_log_answer(struct store *store, const struct doctor_registrar *registrar,
    const struct doctor_registration *registration)
{
    struct log_story story = {registrar, registration};
    if (!registration->tells_of_others)
        return OK;
    return store_transaction(store, log_one, &story);
}

/* The unique keys over which two registrations can meet. */
static bool was_race(const struct store *store)
{
    static const char *const keys[] = {"account_live_register_number", "designation_doctor_scheme",
        "designation_number", "institution_manager_active", "medical_institution_code", "affiliation_place",
        "affiliation_primary", "account_login_id"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (text_equal(store_conflict_key(store), keys[i]))
            return true;
    return false;
}

enum result designated_doctor_transaction(struct store *store,
    enum result (*body)(struct store *store, void *context), void *context)
{
    enum { TRIES = 4 };
    enum result result = CONFLICT;
    for (int i = 0; i < TRIES && result == CONFLICT; i++) {
        result = store_transaction(store, body, context);
        if (result == CONFLICT && !was_race(store))
            return CONFLICT;
    }
    return result;
}
