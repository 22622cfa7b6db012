/* Notices in the database. */
#include "notice_store.h"

#include "auth_epoch_query.h"
#include "initial_password_query.h"
#include "list.h"

enum result notice_read(struct store *store, struct arena *arena, int64_t municipality_id,
    const char *const *references, size_t count, struct notice_rows *rows_out)
{
    *rows_out = (struct notice_rows){0};
    for (size_t i = 0; i < count; i++) {
        struct notice_one_in in = {.municipality_id = municipality_id, .reference = references[i]};
        struct notice_one_out row;
        enum result result = notice_one(store, arena, &in, &row);
        if (result != OK)
            return result;
        *list_push(arena, rows_out) = row;
    }
    return OK;
}

enum result notice_mark(struct store *store, struct arena *arena, const struct notice_rows *rows)
{
    struct notice_mark_designation_in *designations = arena_make_array(arena, struct notice_mark_designation_in,
        rows->count);
    struct notice_mark_account_in *accounts = arena_make_array(arena, struct notice_mark_account_in, rows->count);
    struct notice_mark_password_in *passwords = arena_make_array(arena, struct notice_mark_password_in, rows->count);
    size_t with_password = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const struct notice_one_out *row = &rows->items[i];
        designations[i].designation_id = row->id;
        if (row->added_to_login)
            continue;
        accounts[with_password].account_id = row->account_id;
        passwords[with_password++] =
            (struct notice_mark_password_in){.account_id = row->account_id, .slip_number = row->slip_number};
    }
    enum result result = notice_mark_designation_bulk(store, designations, rows->count);
    if (result == OK && with_password > 0)
        result = notice_mark_account_bulk(store, accounts, with_password);
    if (result == OK && with_password > 0)
        result = notice_mark_password_bulk(store, passwords, with_password);
    return result;
}

enum result notice_replace_password(struct store *store, const struct notice_one_out *notice, struct bytes sealed,
    int64_t valid_days)
{
    struct notice_reissue_in in = {
        .account_id = notice->account_id, .slip_number = notice->slip_number, .sealed = sealed, .days = valid_days};
    int64_t changed = 0;
    enum result result = notice_reissue(store, &in, &changed);
    if (result != OK)
        return result;
    if (changed != 1)
        return CONFLICT;
    result = notice_reissue_state(store, &(struct notice_reissue_state_in){.account_id = notice->account_id}, NULL);
    if (result != OK)
        return result;
    return auth_epoch_advance(store, &(struct auth_epoch_advance_in){.account_id = notice->account_id}, NULL);
}
