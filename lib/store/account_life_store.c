/* What others do to an account. */
#include "account_life_store.h"

#include "auth_epoch_query.h"
#include "initial_password_query.h"
#include "key_file_query.h"
#include "sign_in_query.h"
#include "text.h"

/* The closest relation that the facts allow. */
static enum relation relation_of(const struct account_target_out *row, enum role role,
    const struct account_asker *asker)
{
    if (row->is_self)
        return RELATION_SELF;
    if (row->works_here && row->manages_here)
        return RELATION_OWN_INSTITUTION_MANAGER;
    if (row->works_here && role == ROLE_CLERK)
        return RELATION_OWN_INSTITUTION_CLERK;
    if (row->works_here && role == ROLE_MANAGER)
        return RELATION_OWN_INSTITUTION_MANAGER;
    if (row->works_here)
        return RELATION_OWN_INSTITUTION_DOCTOR;
    if (asker->municipality_id > 0 && row->target_municipality_id == asker->municipality_id)
        return RELATION_OWN_MUNICIPALITY;
    if (row->same_organisation)
        return RELATION_OWN_ORGANISATION;
    return row->issued_by_asker ? RELATION_ISSUER : RELATION_OTHER;
}

/* The first word of the roles of 厚労省, 運用事業者 and システム運営主体; "" for everybody else. */
static const char *organisation_word(enum role role)
{
    switch (role) {
    case ROLE_MINISTRY_ADMINISTRATOR:
    case ROLE_MINISTRY_USER: return "ministry";
    case ROLE_CONTRACTOR_ADMINISTRATOR:
    case ROLE_CONTRACTOR_USER: return "contractor";
    case ROLE_OPERATOR_ADMINISTRATOR:
    case ROLE_OPERATOR_USER: return "operator";
    default: return "";
    }
}

enum result account_target_find(struct store *store, struct arena *arena, const struct account_asker *asker,
    const char *reference, struct account_target *target_out)
{
    struct account_target_in in = {
        .reference = reference,
        .asker_id = asker->account_id,
        .municipality_id = asker->municipality_id,
        .institution_id = asker->institution_id,
        .organisation = organisation_word(asker->role),
    };
    enum result result = account_target(store, arena, &in, &target_out->row);
    if (result != OK)
        return result;
    target_out->asker_municipality_id = asker->municipality_id;
    target_out->role = role_from_word(target_out->row.role);
    target_out->relation = relation_of(&target_out->row, target_out->role, asker);
    return OK;
}

int64_t account_next_slip(const struct account_target *target)
{
    return target->row.slip_number + 1;
}

static enum result end_sessions(struct store *store, int64_t account_id)
{
    return auth_epoch_advance(store, &(struct auth_epoch_advance_in){.account_id = account_id}, NULL);
}

enum result account_password_reset(struct store *store, const struct account_target *target, struct bytes sealed,
    int64_t valid_days)
{
    int64_t account_id = target->row.account_id;
    struct account_reset_password_in in = {
        .account_id = account_id, .slip_number = account_next_slip(target), .sealed = sealed, .days = valid_days};
    enum result result = account_reset_password(store, &in, NULL);
    if (result == OK)
        result = account_password_drop(store, &(struct account_password_drop_in){.account_id = account_id}, NULL);
    if (result == OK)
        result = account_unissued(store,
            &(struct account_unissued_in){.account_id = account_id, .slip_number = account_next_slip(target)}, NULL);
    if (result == OK && target->asker_municipality_id > 0)
        result = account_designations_carry(store, &(struct account_designations_carry_in){
            .account_id = account_id, .municipality_id = target->asker_municipality_id}, NULL);
    return result == OK ? end_sessions(store, account_id) : result;
}

enum result account_unlock_now(struct store *store, const struct account_target *target)
{
    int64_t account_id = target->row.account_id;
    int64_t changed = 0;
    enum result result = account_unlock(store, &(struct account_unlock_in){.account_id = account_id}, &changed);
    if (result == OK && changed == 0)
        return CONFLICT;
    if (result == OK)
        result = sign_in_forget_failures(store, &(struct sign_in_forget_failures_in){.account_id = account_id}, NULL);
    if (result == OK)
        result = account_unlock_browsers(store, &(struct account_unlock_browsers_in){.account_id = account_id}, NULL);
    return result;
}

/* No key, no known browser, no session. */
static enum result void_key(struct store *store, int64_t account_id)
{
    enum result result = key_file_void_active(store, &(struct key_file_void_active_in){.account_id = account_id}, NULL);
    if (result == OK)
        result = key_file_void_pending(store, &(struct key_file_void_pending_in){.account_id = account_id}, NULL);
    if (result == OK)
        result = account_browsers_drop(store, &(struct account_browsers_drop_in){.account_id = account_id}, NULL);
    return result == OK ? end_sessions(store, account_id) : result;
}

enum result account_key_reissue(struct store *store, int64_t account_id)
{
    enum result result = void_key(store, account_id);
    if (result != OK)
        return result;
    return account_renew_first_signin(store, &(struct account_renew_first_signin_in){.account_id = account_id}, NULL);
}

static enum result end_roles(struct store *store, int64_t account_id)
{
    enum result result = account_designations_end(store,
        &(struct account_designations_end_in){.account_id = account_id}, NULL);
    if (result == OK)
        result = account_affiliations_drop(store, &(struct account_affiliations_drop_in){.account_id = account_id},
            NULL);
    if (result == OK)
        result = account_manager_end(store, &(struct account_manager_end_in){.account_id = account_id}, NULL);
    if (result == OK)
        result = account_bigrams_drop(store, &(struct account_bigrams_drop_in){.account_id = account_id}, NULL);
    return result;
}

enum result account_delete(struct store *store, int64_t account_id)
{
    int64_t changed = 0;
    enum result result = account_mark_deleted(store, &(struct account_mark_deleted_in){.account_id = account_id},
        &changed);
    if (result == OK && changed == 0)
        return CONFLICT;
    if (result == OK)
        result = void_key(store, account_id);
    if (result == OK)
        result = account_initial_password_drop(store,
            &(struct account_initial_password_drop_in){.account_id = account_id}, NULL);
    if (result == OK)
        result = account_password_drop(store, &(struct account_password_drop_in){.account_id = account_id}, NULL);
    return result == OK ? end_roles(store, account_id) : result;
}
