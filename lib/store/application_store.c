/* Application lists in the database. */
#include "application_store.h"

#include "text.h"

enum result application_municipalities_read(struct store *store, struct arena *arena,
    struct application_municipalities *known_out)
{
    struct application_municipalities_rows rows;
    *known_out = (struct application_municipalities){0};
    enum result result = application_municipalities(store, arena, &rows);
    for (size_t i = 0; result == OK && i < rows.count; i++)
        *list_push(arena, known_out) = (struct application_municipality){rows.items[i].id, rows.items[i].code,
            rows.items[i].name, rows.items[i].handles_nanbyo != 0, rows.items[i].handles_shoman != 0};
    return result;
}

enum result application_is_taken(struct store *store, struct arena *arena, int64_t municipality_id, const char *mail,
    bool *taken_out)
{
    struct application_taken_rows rows;
    enum result result =
        application_taken(store, arena, &(struct application_taken_in){.municipality_id = municipality_id,
            .mail = mail}, &rows);
    *taken_out = result == OK && rows.count > 0;
    return result;
}

enum result application_list_write(struct store *store, struct arena *arena, struct application_list_insert_in *list,
    const struct applications *applicants, int64_t *list_id_out)
{
    struct application_row_insert_in *rows = arena_make_array(arena, struct application_row_insert_in,
        applicants->count);
    list->rows_total = (int64_t)applicants->count;
    enum result result = application_list_insert(store, list, list_id_out);
    for (size_t i = 0; i < applicants->count; i++) {
        const struct application *from = &applicants->items[i];
        rows[i] = (struct application_row_insert_in){
            .list_id = *list_id_out,
            .row_in_file = from->row,
            .municipality_id = from->municipality_id,
            .scheme = from->scheme,
            .family_name = from->person.values[USER_FAMILY_NAME],
            .given_name = from->person.values[USER_GIVEN_NAME],
            .family_kana = from->person.values[USER_FAMILY_KANA],
            .given_kana = from->person.values[USER_GIVEN_KANA],
            .department = from->person.values[USER_DEPARTMENT],
            .telephone = from->person.values[USER_TELEPHONE],
            .mail = from->person.values[USER_MAIL],
            .postal_code = from->postal_code,
            .address = from->address,
        };
    }
    return result == OK ? application_row_insert_bulk(store, rows, applicants->count) : result;
}

static enum result run_step(struct store *store, int64_t list_id, int64_t account_id, enum application_step step,
    const char *reason, int64_t *changed_out)
{
    switch (step) {
    case APPLICATION_APPROVE:
        return application_list_approve(store, &(struct application_list_approve_in){list_id, account_id}, changed_out);
    case APPLICATION_REQUEST:
        return application_list_request(store, &(struct application_list_request_in){list_id, account_id}, changed_out);
    case APPLICATION_ISSUE:
        return application_list_issue(store, &(struct application_list_issue_in){list_id, account_id}, changed_out);
    case APPLICATION_REJECT:
        return application_list_reject(store, &(struct application_list_reject_in){list_id, account_id, reason},
            changed_out);
    }
    return FAILED;
}

enum result application_step_take(struct store *store, int64_t list_id, int64_t account_id, enum application_step step,
    const char *reason)
{
    int64_t changed = 0;
    enum result result = run_step(store, list_id, account_id, step, reason, &changed);
    return result == OK && changed != 1 ? CONFLICT : result;
}

enum result application_issue_one(struct store *store, struct arena *arena, int64_t list_id,
    const struct application_rows_out *row, const struct user_registration *registration, int64_t *account_id_out)
{
    struct user_values person = {{row->family_name, row->given_name, row->family_kana, row->given_kana, row->department,
        row->telephone, row->mail}};
    bool taken = false;
    enum result result = application_shipping_address(store,
        &(struct application_shipping_address_in){row->municipality_id, row->postal_code, row->address}, NULL);
    if (result == OK)
        result = application_is_taken(store, arena, row->municipality_id, row->mail, &taken);
    if (result != OK || taken)
        return result == OK ? CONFLICT : result;
    result = user_register(store, arena, registration, &person, account_id_out);
    if (result == OK)
        result = application_account_issued(store,
            &(struct application_account_issued_in){.account_id = *account_id_out}, NULL);
    if (result != OK)
        return result;
    return application_row_account(store,
        &(struct application_row_account_in){list_id, row->row_in_file, *account_id_out}, NULL);
}
