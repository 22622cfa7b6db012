/* 責任者 of an institution: hand-over and change under the institution's lock. */
#include "manager_store.h"

#include "account_life_store.h"

enum result manager_hold(struct store *store, struct arena *arena, int64_t institution_id, int64_t *account_out)
{
    struct manager_institution_lock_out institution;
    struct manager_active_hold_out active = {0};
    enum result result = manager_institution_lock(store, arena,
        &(struct manager_institution_lock_in){.institution_id = institution_id}, &institution);
    if (result == OK)
        result = manager_active_hold(store, arena,
            &(struct manager_active_hold_in){.institution_id = institution_id}, &active);
    *account_out = result == OK ? active.account_id : 0;
    return result == NOT_FOUND ? OK : result;
}

static enum result find_predecessor(struct store *store, struct arena *arena, struct manager_handover *handover)
{
    struct manager_is_doctor_out person;
    enum result result = manager_hold(store, arena, handover->institution_id, &handover->predecessor_id);
    if (result != OK || handover->predecessor_id == 0)
        return result;
    result = manager_is_doctor(store, arena,
        &(struct manager_is_doctor_in){.account_id = handover->predecessor_id}, &person);
    handover->predecessor_is_doctor = result == OK && person.is_doctor != 0;
    return result;
}

enum result manager_handover_find(struct store *store, struct arena *arena, int64_t account_id,
    struct manager_handover *handover_out)
{
    struct manager_expected_out expected;
    struct manager_expected_hold_out held;
    *handover_out = (struct manager_handover){0};
    enum result result = manager_expected(store, arena, &(struct manager_expected_in){.account_id = account_id},
        &expected);
    if (result != OK)
        return result == NOT_FOUND ? OK : result;
    handover_out->institution_id = expected.institution_id;
    result = find_predecessor(store, arena, handover_out);
    if (result == OK)
        result = manager_expected_hold(store, arena,
            &(struct manager_expected_hold_in){.account_id = account_id,
                .institution_id = expected.institution_id}, &held);
    return result == NOT_FOUND ? CONFLICT : result;
}

static enum result end_predecessor(struct store *store, const struct manager_handover *handover)
{
    if (handover->predecessor_id == 0)
        return OK;
    if (!handover->predecessor_is_doctor)
        return account_delete(store, handover->predecessor_id);
    return manager_leave(store, &(struct manager_leave_in){.institution_id = handover->institution_id}, NULL);
}

enum result manager_handover_do(struct store *store, const struct manager_handover *handover, int64_t successor_id)
{
    int64_t changed = 0;
    enum result result = end_predecessor(store, handover);
    if (result == OK)
        result = manager_enter(store,
            &(struct manager_enter_in){.account_id = successor_id, .institution_id = handover->institution_id},
            &changed);
    return result == OK && changed != 1 ? CONFLICT : result;
}

enum result manager_fill(struct store *store, struct arena *arena, const struct manager_vacancy *vacancy)
{
    struct manager_vacant_lock_out institution;
    struct manager_active_hold_out active;
    struct manager_is_candidate_out candidate;
    enum result result = manager_vacant_lock(store, arena,
        &(struct manager_vacant_lock_in){vacancy->institution_code}, &institution);
    if (result == OK)
        result = manager_is_candidate(store, arena,
            &(struct manager_is_candidate_in){vacancy->municipality_id, institution.institution_id,
                vacancy->account_id}, &candidate);
    if (result == OK && candidate.designations == 0)
        return NOT_FOUND;
    if (result != OK)
        return result;
    result = manager_active_hold(store, arena, &(struct manager_active_hold_in){institution.institution_id}, &active);
    if (result != NOT_FOUND)
        return result == OK ? CONFLICT : result;
    return manager_appoint(store,
        &(struct manager_appoint_in){.account_id = vacancy->account_id,
            .institution_id = institution.institution_id}, NULL);
}

enum result manager_change(struct store *store, struct arena *arena, int64_t institution_id, int64_t doctor_id)
{
    struct manager_may_be_out may;
    enum result result = manager_may_be(store, arena,
        &(struct manager_may_be_in){.account_id = doctor_id, .institution_id = institution_id}, &may);
    if (result == OK && may.designations == 0)
        return REFUSED;
    if (result == OK)
        result = manager_leave(store, &(struct manager_leave_in){.institution_id = institution_id}, NULL);
    if (result != OK)
        return result;
    return manager_appoint(store,
        &(struct manager_appoint_in){.account_id = doctor_id, .institution_id = institution_id}, NULL);
}
