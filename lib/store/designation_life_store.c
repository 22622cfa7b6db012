/* The life of a designation after registration. */
#include "designation_life_store.h"

#include "account_life_store.h"
#include "auth_epoch_query.h"
#include "designated_doctor_inside.h"
#include "institution_message_query.h"
#include "text.h"
#include "transfer_query.h"

static enum result end_sessions(struct store *store, int64_t account_id)
{
    return auth_epoch_advance(store, &(struct auth_epoch_advance_in){.account_id = account_id}, NULL);
}

/* First of all, as 編集 does: everybody locks the account before the designation. */
static enum result outdate_forms(struct store *store, int64_t account_id)
{
    return designation_account_changed(store, &(struct designation_account_changed_in){.account_id = account_id}, NULL);
}

enum result designation_extend_to(struct store *store, const struct doctor_edit_read_out *row, struct day expires_on)
{
    struct designation_extend_in in = {
        .designation_id = row->designation_id, .expires_before = row->expires_on, .expires_on = expires_on};
    int64_t changed = 0;
    enum result result = outdate_forms(store, row->account_id);
    if (result == OK)
        result = designation_extend(store, &in, &changed);
    if (result == OK && changed == 0)
        return CONFLICT;
    /* After パスワード初期化 the state is 未発行 again, but the key is in force. */
    bool is_used = row->has_key != 0 || text_equal(row->issue_state, "active");
    return result == OK && is_used ? account_key_reissue(store, row->account_id) : result;
}

static enum result pass_password(struct store *store, struct arena *arena, int64_t account_id)
{
    struct designation_password_shown_out shown;
    enum result result = designation_password_shown(store, arena, &(struct designation_password_shown_in){account_id}, &shown);
    if (result != OK || shown.designations > 0)
        return result;
    return designation_password_pass(store, &(struct designation_password_pass_in){account_id}, NULL);
}

static enum result leave_scheme(struct store *store, struct arena *arena, const struct doctor_edit_read_out *row)
{
    enum result result = designation_affiliations_drop(store,
        &(struct designation_affiliations_drop_in){.account_id = row->account_id, .scheme = row->scheme}, NULL);
    if (result == OK)
        result = pass_password(store, arena, row->account_id);
    if (result == OK)
        result = designation_manager_check(store,
            &(struct designation_manager_check_in){.account_id = row->account_id}, NULL);
    return result == OK ? end_sessions(store, row->account_id) : result;
}

enum result designation_delete(struct store *store, struct arena *arena, const struct doctor_edit_read_out *row,
    bool *account_ended_out)
{
    struct designation_others_out besides;
    int64_t changed = 0;
    enum result result = outdate_forms(store, row->account_id);
    if (result == OK)
        result = designation_end(store,
            &(struct designation_end_in){.designation_id = row->designation_id}, &changed);
    if (result == OK && changed == 0)
        return CONFLICT;
    if (result == OK)
        result = designation_notification_drop(store,
            &(struct designation_notification_drop_in){.designation_id = row->designation_id}, NULL);
    if (result == OK)
        result = transfer_end(store, &(struct transfer_end_in){.account_id = row->account_id}, NULL);
    if (result == OK)
        result = designation_others(store, arena,
            &(struct designation_others_in){.account_id = row->account_id, .designation_id = row->designation_id},
            &besides);
    if (result != OK)
        return result;
    *account_ended_out = besides.others == 0;
    return *account_ended_out ? account_delete(store, row->account_id) : leave_scheme(store, arena, row);
}

static enum result enter(struct store *store, const struct doctor_edit_read_out *row, int64_t institution_id)
{
    struct designation_primary_enter_in place = {.account_id = row->account_id, .scheme = row->scheme,
        .institution_id = institution_id, .department = text_or(row->department, "")};
    enum result result = designation_primary_enter(store, &place, NULL);
    if (result == OK)
        result = designation_primary_write(store,
            &(struct designation_primary_write_in){.designation_id = row->designation_id,
                .institution_id = institution_id}, NULL);
    if (result == OK)
        result = designation_notification_move(store,
            &(struct designation_notification_move_in){.designation_id = row->designation_id,
                .institution_id = institution_id}, NULL);
    return result;
}

/* As a registration makes it, which finds it by number and by name from then on. */
static enum result make_institution(struct store *store, struct arena *arena, const struct designation_place *place)
{
    struct doctor_registration first = {
        .doctor = {.institution_code = place->code, .institution_name = place->name},
        .credentials = {.institution_reference = place->reference}};
    struct registration writing = {
        .store = store, .arena = arena, .rows = &first, .count = 1, .institutions = key_rows_in(arena)};
    return registration_institutions(&writing);
}

static enum result find_or_make(struct store *store, struct arena *arena, const struct designation_place *place,
    struct designation_institution_find_out *institution_out)
{
    struct designation_institution_find_in in = {.code = place->code};
    enum result result = designation_institution_find(store, arena, &in, institution_out);
    if (result != NOT_FOUND || text_is_empty(place->name))
        return result;
    result = make_institution(store, arena, place);
    return result == OK ? designation_institution_find(store, arena, &in, institution_out) : result;
}

enum result designation_move(struct store *store, struct arena *arena, const struct doctor_edit_read_out *row,
    const struct designation_place *to)
{
    struct designation_institution_find_out institution;
    enum result result = outdate_forms(store, row->account_id);
    if (result == OK)
        result = find_or_make(store, arena, to, &institution);
    if (result == OK)
        result = institution_message_move(store, &(struct institution_message_move_in){
            .designation_id = row->designation_id, .to_institution_id = institution.institution_id}, NULL);
    if (result == OK)
        result = designation_primary_leave(store,
            &(struct designation_primary_leave_in){.account_id = row->account_id, .scheme = row->scheme}, NULL);
    if (result == OK)
        result = enter(store, row, institution.institution_id);
    if (result == OK)
        result = designation_manager_check(store,
            &(struct designation_manager_check_in){.account_id = row->account_id}, NULL);
    if (result == OK)
        result = designation_manager_begin(store,
            &(struct designation_manager_begin_in){.account_id = row->account_id,
                .institution_id = institution.institution_id}, NULL);
    if (result == OK)
        result = designation_sessions_move(store,
            &(struct designation_sessions_move_in){.account_id = row->account_id, .scheme = row->scheme,
                .institution_id = institution.institution_id}, NULL);
    return result;
}
