/* Writing examined doctors: every table of a batch by one statement. */
#include "auth_epoch_query.h"
#include "bigram.h"
#include "designated_doctor_inside.h"
#include "designated_doctor_query.h"
#include "initial_password_query.h"
#include "json_list.h"
#include "key_rows.h"
#include "operation_log_query.h"
#include "text.h"

enum { KANA_SORT_MOST = 100 };

static bool is_new(const struct doctor_registration *row)
{
    return row->answer == REGISTRATION_NEW;
}

static const char *joined(struct arena *arena, const char *first, const char *second)
{
    return arena_format(arena, "%s%s", first, second);
}

static const char *name_folded(struct arena *arena, const struct designated_doctor *doctor)
{
    return text_fold(arena, joined(arena, doctor->family_name, doctor->given_name));
}

static const char *kana_folded(struct arena *arena, const struct designated_doctor *doctor)
{
    return text_fold(arena, joined(arena, doctor->family_kana, doctor->given_kana));
}

static const char *kana_sort(struct arena *arena, const struct designated_doctor *doctor)
{
    const char *folded = kana_folded(arena, doctor);
    const char *end = folded;
    for (size_t i = 0; i < KANA_SORT_MOST && *end != 0; i++)
        text_next(&end);
    return arena_text_part(arena, folded, (size_t)(end - folded));
}

static struct doctor_account_insert_in account_of(struct registration *writing,
    const struct doctor_registration *row)
{
    const struct designated_doctor *doctor = &row->doctor;
    return (struct doctor_account_insert_in){.reference = row->credentials.account_reference,
        .login_id = row->credentials.login_id, .register_number = doctor->medical_register_number,
        .family_name = doctor->family_name, .given_name = doctor->given_name,
        .family_kana = doctor->family_kana, .given_kana = doctor->given_kana,
        .name_folded = name_folded(writing->arena, doctor),
        .kana_folded = kana_folded(writing->arena, doctor), .telephone = doctor->telephone,
        .contact_mail = doctor->mail, .created_at = writing->now,
        .created_by = writing->registrar->account_id};
}

/* Gives each new row the number of its account. Rows come back in any order. */
static enum result take_account_numbers(struct registration *writing, struct json_list *references)
{
    struct doctor_account_numbers_in in = {json_list_text(references)};
    struct doctor_account_numbers_rows found;
    enum result result = doctor_account_numbers(writing->store, writing->arena, &in, &found);
    struct key_rows numbers = key_rows_in(writing->arena);
    for (size_t i = 0; result == OK && i < found.count; i++)
        key_rows_find_or_add(&numbers, found.items[i].reference, found.items[i].id, NULL);
    for (size_t i = 0; result == OK && i < writing->count; i++) {
        struct doctor_registration *row = &writing->rows[i];
        const struct key_row *number = key_rows_find(&numbers, row->credentials.account_reference);
        if (is_new(row) && number == NULL)
            return FAILED;
        if (is_new(row))
            row->account_id = number->row;
    }
    return result;
}

/* In the order of the index, so that each of its pages is visited once for a batch. */
static int by_bigram(const void *a, const void *b)
{
    const struct doctor_account_bigram_insert_in *first = a;
    const struct doctor_account_bigram_insert_in *second = b;
    int order = strcmp(first->bigram, second->bigram);
    return order != 0 ? order
        : (first->account_id > second->account_id) - (first->account_id < second->account_id);
}

static enum result index_names(struct registration *writing)
{
    LIST_OF(struct doctor_account_bigram_insert_in) pairs = {0};
    for (size_t i = 0; i < writing->count; i++) {
        const struct doctor_registration *row = &writing->rows[i];
        if (!is_new(row))
            continue;
        struct bigrams bigrams = {0};
        bigrams_add(writing->arena, &bigrams, name_folded(writing->arena, &row->doctor));
        bigrams_add(writing->arena, &bigrams, kana_folded(writing->arena, &row->doctor));
        for (size_t k = 0; k < bigrams.count; k++)
            *list_push(writing->arena, &pairs) =
                (struct doctor_account_bigram_insert_in){bigrams.items[k], row->account_id};
    }
    qsort(pairs.items, pairs.count, sizeof *pairs.items, by_bigram);
    return doctor_account_bigram_insert_bulk(writing->store, pairs.items, pairs.count);
}

static enum result write_account_parts(struct registration *writing, size_t made)
{
    struct auth_epoch_insert_in *epochs = arena_make_array(writing->arena, struct auth_epoch_insert_in, made);
    struct doctor_first_signin_insert_in *steps =
        arena_make_array(writing->arena, struct doctor_first_signin_insert_in, made);
    struct doctor_initial_password_insert_in *passwords =
        arena_make_array(writing->arena, struct doctor_initial_password_insert_in, made);
    size_t at = 0;
    for (size_t i = 0; i < writing->count; i++) {
        const struct doctor_registration *row = &writing->rows[i];
        if (!is_new(row))
            continue;
        epochs[at] = (struct auth_epoch_insert_in){row->account_id};
        steps[at] = (struct doctor_first_signin_insert_in){row->account_id, writing->now};
        passwords[at++] = (struct doctor_initial_password_insert_in){row->account_id,
            row->credentials.sealed_password, writing->now, writing->registrar->initial_password_days};
    }
    enum result result = auth_epoch_insert_bulk(writing->store, epochs, made);
    if (result == OK)
        result = doctor_first_signin_insert_bulk(writing->store, steps, made);
    if (result == OK)
        result = doctor_initial_password_insert_bulk(writing->store, passwords, made);
    return result == OK ? index_names(writing) : result;
}

static enum result write_accounts(struct registration *writing)
{
    struct doctor_account_insert_in *accounts =
        arena_make_array(writing->arena, struct doctor_account_insert_in, writing->count);
    struct json_list references = json_list_in(writing->arena);
    size_t made = 0;
    for (size_t i = 0; i < writing->count; i++) {
        if (!is_new(&writing->rows[i]))
            continue;
        accounts[made++] = account_of(writing, &writing->rows[i]);
        json_list_add(&references, writing->rows[i].credentials.account_reference);
    }
    if (made == 0)
        return OK;
    enum result result = doctor_account_insert_bulk(writing->store, accounts, made);
    if (result == OK)
        result = take_account_numbers(writing, &references);
    return result == OK ? write_account_parts(writing, made) : result;
}

static struct doctor_designation_insert_in designation_of(struct registration *writing, size_t at)
{
    const struct doctor_registration *row = &writing->rows[at];
    const struct designated_doctor *doctor = &row->doctor;
    return (struct doctor_designation_insert_in){.reference = row->credentials.designation_reference,
        .account_id = row->account_id, .scheme = scheme_word(doctor->scheme),
        .kind = designation_kind_word(doctor->kind), .number = doctor->designation_number,
        .municipality_id = writing->registrar->municipality_id,
        .institution_id = writing->institution_ids[at], .certified_on = doctor->certified_on,
        .expires_on = doctor->expires_on, .import_id = writing->registrar->import_id,
        .added_to_login = !is_new(row), .kana_sort = kana_sort(writing->arena, doctor),
        .created_at = writing->now};
}

static enum result take_designation_numbers(struct registration *writing, struct json_list *references)
{
    struct doctor_designation_numbers_in in = {json_list_text(references)};
    struct doctor_designation_numbers_rows found;
    enum result result = doctor_designation_numbers(writing->store, writing->arena, &in, &found);
    struct key_rows numbers = key_rows_in(writing->arena);
    for (size_t i = 0; result == OK && i < found.count; i++)
        key_rows_find_or_add(&numbers, found.items[i].reference, found.items[i].id, NULL);
    for (size_t i = 0; result == OK && i < writing->count; i++) {
        const struct key_row *number = key_rows_find(&numbers,
            writing->rows[i].credentials.designation_reference);
        if (number == NULL)
            return FAILED;
        writing->rows[i].designation_id = number->row;
    }
    return result;
}

static enum result write_designations(struct registration *writing)
{
    struct doctor_designation_insert_in *designations =
        arena_make_array(writing->arena, struct doctor_designation_insert_in, writing->count);
    struct json_list references = json_list_in(writing->arena);
    for (size_t i = 0; i < writing->count; i++) {
        designations[i] = designation_of(writing, i);
        json_list_add(&references, designations[i].reference);
    }
    enum result result = doctor_designation_insert_bulk(writing->store, designations, writing->count);
    return result == OK ? take_designation_numbers(writing, &references) : result;
}

static const char *id_text(struct arena *arena, int64_t id)
{
    return arena_format(arena, "%lld", (long long)id);
}

/* The institutions that have a 責任者, locked shared: a writing lock on that row would make everybody else who
 * registers there wait for the end of a whole import. */
static enum result hold_managers(struct registration *writing, struct key_rows *managed)
{
    struct arena *arena = writing->arena;
    struct json_list asked = json_list_in(arena);
    struct json_list known = json_list_in(arena);
    struct doctor_managers_rows seen;
    struct doctor_managers_hold_rows held;
    for (size_t i = 0; i < writing->count; i++)
        json_list_add(&asked, id_text(arena, writing->institution_ids[i]));
    enum result result =
        doctor_managers(writing->store, arena, &(struct doctor_managers_in){json_list_text(&asked)}, &seen);
    if (result != OK || seen.count == 0)
        return result;
    for (size_t i = 0; i < seen.count; i++)
        json_list_add(&known, id_text(arena, seen.items[i].institution_id));
    result = doctor_managers_hold(writing->store, arena,
        &(struct doctor_managers_hold_in){json_list_text(&known)}, &held);
    for (size_t i = 0; result == OK && i < held.count; i++)
        key_rows_find_or_add(managed, id_text(arena, held.items[i].institution_id), 1, NULL);
    return result;
}

/* The first row of each institution: its doctor becomes 責任者 unless there is one. */
static enum result write_managers(struct registration *writing)
{
    struct key_rows managed = key_rows_in(writing->arena);
    LIST_OF(struct doctor_manager_insert_in) managers = {0};
    enum result result = hold_managers(writing, &managed);
    if (result != OK)
        return result;
    for (size_t i = 0; i < writing->count; i++)
        if (key_rows_find_or_add(&managed, id_text(writing->arena, writing->institution_ids[i]), 1,
            NULL) == NULL)
            *list_push(writing->arena, &managers) =
            (struct doctor_manager_insert_in){writing->institution_ids[i], writing->rows[i].account_id,
                writing->now};
    return managers.count == 0 ? OK : doctor_manager_insert_bulk(writing->store, managers.items,
        managers.count);
}

static enum result write_places(struct registration *writing)
{
    struct doctor_affiliation_insert_in *affiliations =
        arena_make_array(writing->arena, struct doctor_affiliation_insert_in, writing->count);
    struct doctor_notification_insert_in *notifications =
        arena_make_array(writing->arena, struct doctor_notification_insert_in, writing->count);
    for (size_t i = 0; i < writing->count; i++) {
        const struct doctor_registration *row = &writing->rows[i];
        affiliations[i] = (struct doctor_affiliation_insert_in){row->account_id,
            scheme_word(row->doctor.scheme), writing->institution_ids[i], row->doctor.department,
            writing->now};
        notifications[i] = (struct doctor_notification_insert_in){row->designation_id,
            writing->registrar->municipality_id, writing->institution_ids[i], writing->now};
    }
    enum result result = doctor_affiliation_insert_bulk(writing->store, affiliations, writing->count);
    if (result == OK)
        result = write_managers(writing);
    return result == OK ? doctor_notification_insert_bulk(writing->store, notifications, writing->count)
        : result;
}

static enum result write_log(struct registration *writing)
{
    const struct doctor_registrar *registrar = writing->registrar;
    struct operation_log_insert_in *lines =
        arena_make_array(writing->arena, struct operation_log_insert_in, writing->count);
    for (size_t i = 0; i < writing->count; i++)
        lines[i] = (struct operation_log_insert_in){.happened_at = writing->now,
            .account_id = registrar->account_id, .role = registrar->role,
            .municipality_id = registrar->municipality_id, .source = registrar->source,
            .request_id = registrar->request_id, .action = "doctor_register", .subject_kind = "designation",
            .subject_id = writing->rows[i].designation_id, .outcome = "done",
            .detail = arena_format(writing->arena,
            "{\"account\":%lld,\"answer\":\"%s\",\"import\":%lld,\"row\":%lld}",
            (long long)writing->rows[i].account_id, registration_answer_code(writing->rows[i].answer),
            (long long)registrar->import_id, (long long)writing->rows[i].row)};
    return operation_log_insert_bulk(writing->store, lines, writing->count);
}

enum result designated_doctor_write(struct store *store, struct arena *arena,
    const struct doctor_registrar *registrar, struct doctor_registration *rows, size_t count)
{
    struct registration writing = {.store = store, .arena = arena, .registrar = registrar, .rows = rows,
        .count = count, .institutions = key_rows_in(arena)};
    if (count == 0)
        return OK;
    enum result result = store_now(store, arena, &writing.now);
    if (result == OK)
        result = registration_institutions(&writing);
    if (result == OK)
        result = write_accounts(&writing);
    if (result == OK)
        result = write_designations(&writing);
    if (result == OK)
        result = write_places(&writing);
    return result == OK ? write_log(&writing) : result;
}
