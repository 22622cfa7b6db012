/* From the request to the decision. Every decision locks the request first: of two, the second sees the first. */
#include "transfer_store.h"

#include "account_life_store.h"
#include "auth_epoch_query.h"
#include "designation_life_query.h"
#include "institution_message_query.h"
#include "text.h"

const char *transfer_state_label(const char *state)
{
    static const char *const labels[][2] = {
        {"requested", "依頼中"}, {"approved", "承認"}, {"refused", "却下"}, {"withdrawn", "取下げ"},
        {"ended", "IDの削除で終了"}};
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
        if (text_equal(labels[i][0], state))
            return labels[i][1];
    return "";
}

static enum result refuse(struct complaints *complaints, const char *code, const char *sentence)
{
    complain(complaints, "transfer", code, "%s", sentence);
    return REFUSED;
}

static struct transfer_insert_in request_of(const struct doctor_registrar *registrar,
    const struct doctor_registration *registration, const struct transfer_target_out *target, const char *reference)
{
    const struct designated_doctor *doctor = &registration->doctor;
    return (struct transfer_insert_in){.reference = reference, .account_id = registration->account_id,
        .scheme = scheme_word(doctor->scheme), .from_designation_id = target->designation_id,
        .from_municipality_id = target->municipality_id, .to_municipality_id = registrar->municipality_id,
        .kind = designation_kind_word(doctor->kind), .number = doctor->designation_number,
        .family_name = doctor->family_name, .given_name = doctor->given_name,
        .register_number = doctor->medical_register_number, .institution_code = doctor->institution_code,
        .institution_name = doctor->institution_name, .department = doctor->department,
        .certified_on = doctor->certified_on, .expires_on = doctor->expires_on,
        .requested_by = registrar->account_id, .requested_role = registrar->role};
}

static enum result insert_request(struct store *store, const struct transfer_insert_in *request,
    struct complaints *complaints)
{
    enum result result = transfer_insert(store, request, NULL);
    if (result == CONFLICT)
        return refuse(complaints, "transfer_open",
            "この指定医の移管は、すでに依頼中です。［移管の依頼］で状態を確認してください。");
    return result;
}

enum result transfer_request(struct store *store, struct arena *arena, const struct doctor_registrar *registrar,
    struct doctor_registration *registration, const char *reference, struct complaints *complaints,
    int64_t *designation_id_out)
{
    const struct designated_doctor *doctor = &registration->doctor;
    struct transfer_target_out target;
    struct transfer_number_taken_out number;
    enum result result = designated_doctor_examine(store, arena, registrar, registration, 1);
    if (result != OK)
        return result;
    if (registration->answer == REGISTRATION_OTHER_MUNICIPALITY)
        result = transfer_target(store, arena, &(struct transfer_target_in){.account_id = registration->account_id,
            .scheme = scheme_word(doctor->scheme), .municipality_id = registrar->municipality_id}, &target);
    if (registration->answer != REGISTRATION_OTHER_MUNICIPALITY || result == NOT_FOUND)
        return refuse(complaints, "transfer_needless",
            "この指定医のIDは、ほかの自治体のものではなくなりました。［登録］を押してください。");
    if (result == OK)
        result = transfer_number_taken(store, arena,
            &(struct transfer_number_taken_in){.municipality_id = registrar->municipality_id,
            .kind = designation_kind_word(doctor->kind), .number = doctor->designation_number}, &number);
    if (result != OK)
        return result;
    if (number.taken > 0)
        return refuse(complaints, "number_taken", "この指定医番号は、ほかの指定医のものとして登録済みです。番号を確かめてください。");
    result = designated_doctor_confirmed(arena, registration, complaints);
    if (result != OK)
        return result;
    struct transfer_insert_in request = request_of(registrar, registration, &target, reference);
    *designation_id_out = target.designation_id;
    return insert_request(store, &request, complaints);
}

/* Locks the request; the person's own side must be `municipality_id`, and it must be open. */
static enum result open_request(struct store *store, struct arena *arena, const struct transfer_decider *decider,
    const char *reference, bool as_issuer, struct transfer *transfer)
{
    struct transfer_lock_in in = {.reference = reference, .municipality_id = decider->municipality_id};
    *transfer = (struct transfer){.complaints = complaints_in(arena)};
    enum result result = transfer_lock(store, arena, &in, &transfer->row);
    if (result != OK)
        return result;
    int64_t side = as_issuer ? transfer->row.from_municipality_id : transfer->row.to_municipality_id;
    if (side != decider->municipality_id)
        return NOT_FOUND;
    if (!text_equal(transfer->row.state, "requested"))
        return refuse(&transfer->complaints, "transfer_decided",
            arena_format(arena, "この依頼は、すでに「%s」になっています。一覧で確認してください。",
                transfer_state_label(transfer->row.state)));
    return OK;
}

static enum result decide(struct store *store, const struct transfer_decider *decider, const struct transfer *transfer,
    const char *state, const char *reason)
{
    struct transfer_decide_in in = {.transfer_id = transfer->row.transfer_id, .state = state,
        .decided_by = decider->account_id, .reason = reason, .designation_id = transfer->designation_id};
    return transfer_decide(store, &in, NULL);
}

static enum result end_old(struct store *store, struct transfer *transfer)
{
    int64_t changed = 0;
    enum result result = designation_end(store,
        &(struct designation_end_in){.designation_id = transfer->row.from_designation_id}, &changed);
    if (result == OK && changed == 0)
        return refuse(&transfer->complaints, "transfer_ended",
            "このIDはすでに削除されています。移管の承認は必要ありません。依頼した自治体が、改めて登録できます。");
    if (result == OK)
        result = designation_notification_drop(store,
            &(struct designation_notification_drop_in){.designation_id = transfer->row.from_designation_id}, NULL);
    if (result != OK)
        return result;
    return designation_affiliations_drop(store,
        &(struct designation_affiliations_drop_in){.account_id = transfer->row.account_id,
            .scheme = transfer->row.scheme}, NULL);
}

static struct doctor_registration new_registration(const struct transfer *transfer,
    const struct doctor_credentials *credentials)
{
    const struct transfer_lock_out *row = &transfer->row;
    const struct transfer_person_out *person = &transfer->person;
    return (struct doctor_registration){
        .doctor = {.kind = designation_kind_from_word(row->kind), .scheme = scheme_from_word(row->scheme),
            .institution_code = row->institution_code, .institution_name = row->institution_name,
            .department = row->department, .designation_number = row->number,
            .medical_register_number = row->register_number, .certified_on = row->certified_on,
            .expires_on = row->expires_on, .family_name = person->family_name, .given_name = person->given_name,
            .family_kana = person->family_kana, .given_kana = person->given_kana, .telephone = "", .mail = ""},
        .credentials = *credentials,
        .answer = REGISTRATION_ADDED,
        .account_id = row->account_id,
    };
}

/* The new designation is the asking side's, and so is its line in the log. */
static enum result begin_new(struct store *store, struct arena *arena, const struct transfer_decider *decider,
    const struct doctor_credentials *credentials, struct transfer *transfer)
{
    struct doctor_registration registration = new_registration(transfer, credentials);
    struct doctor_registrar registrar = {.account_id = transfer->row.requested_by, .role = transfer->row.requested_role,
        .municipality_id = transfer->row.to_municipality_id, .source = decider->source,
        .request_id = decider->request_id};
    enum result result = designated_doctor_write(store, arena, &registrar, &registration, 1);
    if (result == CONFLICT && text_equal(store_conflict_key(store), "designation_number"))
        return refuse(&transfer->complaints, "number_taken",
            "依頼した自治体で、同じ指定医番号がほかの指定医に使われています。理由を添えて却下し、番号を直してもう一度依頼してもらってください。");
    struct designation_password_shown_out shown = {0};
    transfer->designation_id = registration.designation_id;
    if (result != OK || text_equal(transfer->person.issue_state, "active"))
        return result;
    result = designation_password_shown(store, arena,
        &(struct designation_password_shown_in){transfer->row.account_id}, &shown);
    if (result != OK || shown.designations > 0)
        return result;
    return transfer_unused_login(store, &(struct transfer_unused_login_in){transfer->designation_id}, NULL);
}

/* Whoever was 責任者 of the old place is told before the office ends; both institutions read it on their screens. */
static enum result tell(struct store *store, struct arena *arena, struct transfer *transfer)
{
    enum result result = institution_message_transfer(store, &(struct institution_message_transfer_in){
        .designation_before_id = transfer->row.from_designation_id, .designation_id = transfer->designation_id}, NULL);
    struct transfer_told_in in = {.account_id = transfer->row.account_id,
        .old_institution_id = transfer->person.institution_id, .designation_id = transfer->designation_id};
    return result == OK ? transfer_told(store, arena, &in, &transfer->told) : result;
}

static enum result settle_login(struct store *store, const struct transfer *transfer)
{
    int64_t account_id = transfer->row.account_id;
    enum result result = designation_manager_check(store,
        &(struct designation_manager_check_in){.account_id = account_id}, NULL);
    if (result != OK)
        return result;
    if (transfer->person.has_key != 0 || text_equal(transfer->person.issue_state, "active"))
        return account_key_reissue(store, account_id);
    return auth_epoch_advance(store, &(struct auth_epoch_advance_in){.account_id = account_id}, NULL);
}

enum result transfer_approve(struct store *store, struct arena *arena, const struct transfer_decider *decider,
    const char *reference, const struct doctor_credentials *credentials, struct transfer *transfer_out)
{
    enum result result = open_request(store, arena, decider, reference, true, transfer_out);
    if (result == OK)
        result = transfer_person(store, arena, &(struct transfer_person_in){.account_id = transfer_out->row.account_id,
            .designation_id = transfer_out->row.from_designation_id}, &transfer_out->person);
    if (result == OK)
        result = end_old(store, transfer_out);
    if (result == OK)
        result = begin_new(store, arena, decider, credentials, transfer_out);
    if (result == OK)
        result = tell(store, arena, transfer_out);
    if (result == OK)
        result = settle_login(store, transfer_out);
    return result == OK ? decide(store, decider, transfer_out, "approved", "") : result;
}

enum result transfer_refuse(struct store *store, struct arena *arena, const struct transfer_decider *decider,
    const char *reference, const char *reason, struct transfer *transfer_out)
{
    enum result result = open_request(store, arena, decider, reference, true, transfer_out);
    return result == OK ? decide(store, decider, transfer_out, "refused", reason) : result;
}

enum result transfer_withdraw(struct store *store, struct arena *arena, const struct transfer_decider *decider,
    const char *reference, struct transfer *transfer_out)
{
    enum result result = open_request(store, arena, decider, reference, false, transfer_out);
    return result == OK ? decide(store, decider, transfer_out, "withdrawn", "") : result;
}
