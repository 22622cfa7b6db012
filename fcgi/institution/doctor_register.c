/* 個別登録: the form, the rules, one transaction, and the page that shows the new ID. */
#include "doctor_register.h"

#include "bulk_import_query.h"
#include "designated_doctor_store.h"
#include "doctor_credentials.h"
#include "doctor_register_view.h"
#include "initial_password.h"
#include "institution_doctor_register_page.h"
#include "institution_name.h"
#include "municipality_rules.h"
#include "text.h"
#include "token.h"
#include "transfer_store.h"

const struct field_spec doctor_register_fields[] = {
    DOCTOR_FORM_FIELDS,
    {"institution_confirmed", "確かめた医療機関名", FIELD_TEXT, 400, 0},
    {0},
};

static bool is_shown(enum doctor_field item)
{
    (void)item;
    return true;
}

static bool may_grant(const struct designated_doctor_rules *rules, enum designation_kind kind)
{
    return designation_kind_scheme(kind) == SCHEME_NANBYO ? rules->handles_nanbyo : rules->handles_shoman;
}

static bool holds(const struct complaints *complaints, const char *code)
{
    for (size_t i = 0; i < complaints->count; i++)
        if (text_equal(complaints->items[i].code, code))
            return true;
    return false;
}

/* Under which 医籍登録番号 this municipality has the ID that the answer speaks of; "": it speaks of none of its own. */
static const char *own_number(struct context *context, const struct designated_doctor_form *form,
    const struct complaints *complaints)
{
    static const enum registration_answer own[] = {
        REGISTRATION_ALREADY_HERE, REGISTRATION_PRIMARY_ELSEWHERE, REGISTRATION_SECONDARY_HERE};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (holds(complaints, registration_answer_code(own[i])))
            return text_half_width(context->arena, form->values[DOCTOR_MEDICAL_REGISTER_NUMBER]);
    return "";
}

/* What the answers of the database let the form offer. */
struct offer {
    const char *institution_name; /* registered under another name: the person may accept it; NULL: no question */
    bool to_transfer;             /* the question came up at [移管を依頼する] */
};

static void respond_form(struct context *context, const struct designated_doctor_rules *rules,
    const struct designated_doctor_form *form, const struct offer *offer, struct complaints *complaints)
{
    doctor_form_order(complaints);
    bool asked = offer != NULL && holds(complaints, "other_institution_name");
    struct doctor_register_view view = {
        .municipality = rules->municipality_name,
        .municipality_code = rules->municipality_code,
        .kind_error = complaint_about(complaints, "kind"),
        .transfer_offered = holds(complaints, "other_municipality"),
        .own_number = own_number(context, form, complaints),
        .registered_name = asked ? offer->institution_name : NULL,
        .name_link = "",
        .transfer_wanted = asked && offer->to_transfer,
        .form = doctor_form_draw(context, form, complaints, is_shown),
    };
    if (asked && institution_name_link(context, text_half_width(context->arena, form->values[DOCTOR_INSTITUTION_CODE]),
            form->values[DOCTOR_INSTITUTION_NAME], &view.name_link) != OK)
        return respond_result(context, FAILED);
    for (enum designation_kind kind = KIND_NANBYO; kind <= KIND_SHOMAN; kind++)
        if (may_grant(rules, kind))
            *list_push(context->arena, &view.kinds) = (struct doctor_register_kind){
                .word = designation_kind_word(kind),
                .label = designation_kind_label(kind),
                .chosen = text_equal(text_or(form->values[DOCTOR_KIND], ""), designation_kind_label(kind)),
            };
    respond_page_complaining(context, "医療機関ユーザ新規登録", institution_doctor_register_page, &view, complaints);
}

void doctor_register_show(struct context *context)
{
    struct designated_doctor_rules rules;
    struct designated_doctor_form form = {0};
    struct complaints none = complaints_in(context->arena);
    enum result result = municipality_rules(context, &rules);
    if (result != OK)
        return respond_result(context, result);
    respond_form(context, &rules, &form, NULL, &none);
}

/* Without a kind there is no scheme either: one complaint says it. */
static void drop_scheme_complaint(struct complaints *complaints)
{
    size_t kept = 0;
    for (size_t i = 0; i < complaints->count; i++)
        if (!text_equal(complaints->items[i].field, "scheme"))
            complaints->items[kept++] = complaints->items[i];
    complaints->count = kept;
}

struct registering {
    struct context *context;
    struct doctor_registrar registrar;
    struct doctor_registration registration;
    struct complaints complaints;
    const char *location;
};

static enum result register_body(struct store *store, void *argument)
{
    struct registering *registering = argument;
    struct context *context = registering->context;
    registering->complaints = complaints_in(context->arena);
    registering->registration.credentials = doctor_credentials_make(context->arena, context->secrets, context->keyring);
    enum result result = designated_doctor_register_one(store, context->arena, &registering->registrar,
        &registering->registration, &registering->complaints);
    if (result != OK)
        return result;
    registering->location = arena_format(context->arena, "/institution/register/done?designation=%s",
        registering->registration.credentials.designation_reference);
    return idempotency_claim(context, registering->location);
}

/* While an import is being registered or withdrawn nobody waits for its locks: whoever meets one is told at once. */
static enum result register_now(struct registering *registering)
{
    struct context *context = registering->context;
    struct import_under_way_out import;
    enum result result = import_under_way(context->store, context->arena, &import);
    if (result == NOT_FOUND)
        return designated_doctor_transaction(context->store, register_body, registering);
    if (result != OK)
        return result;
    store_wait_briefly(context->store, 1);
    result = designated_doctor_transaction(context->store, register_body, registering);
    store_wait_briefly(context->store, 0);
    if (result == FAILED && store_waited_in_vain(context->store))
        complain(&registering->complaints, "", "import_under_way",
            "ただいま%sの一括登録を取り込んでいるため、この医療機関または指定医の登録を確認できませんでした。まだ登録していません。"
            "取り込みが終わってから（1分ほど待ってから）、もう一度［登録］を押してください。", import.municipality_name);
    return result;
}

static struct doctor_registrar registrar_of(struct context *context)
{
    return (struct doctor_registrar){
        .account_id = context->session.account_id,
        .role = role_word(context->session.role),
        .municipality_id = context->session.municipality_id,
        .source = context->request->source,
        .request_id = context->request->id,
        .initial_password_days = initial_password_days(context->settings),
    };
}

void doctor_register_submit(struct context *context)
{
    struct designated_doctor_rules rules;
    struct registering registering = {.context = context, .registrar = registrar_of(context)};
    struct complaints problems = complaints_in(context->arena);
    struct complaints remarks = complaints_in(context->arena);
    enum result result = municipality_rules(context, &rules);
    if (result != OK)
        return respond_result(context, result);
    struct designated_doctor_form form = doctor_form_read(context, rules.municipality_code);
    designated_doctor_check(context->arena, &form, &rules, &registering.registration.doctor, &problems, &remarks);
    if (text_is_empty(form.values[DOCTOR_KIND]))
        drop_scheme_complaint(&problems);
    if (problems.count > 0)
        return respond_form(context, &rules, &form, NULL, &problems);
    registering.registration.confirmed_institution_name = field(context->fields, "institution_confirmed");
    result = register_now(&registering);
    if (registering.complaints.count > 0) {
        if (designated_doctor_log_answer(context->store, &registering.registrar, &registering.registration) != OK)
            return respond_result(context, FAILED);
        struct offer offer = {registering.registration.registered_institution_name, false};
        return respond_form(context, &rules, &form, &offer, &registering.complaints);
    }
    if (result != OK)
        return respond_result(context, result);
    flash(context, remarks.count > 0 ? "doctor_registered_with_remarks" : "doctor_registered");
    response_see_other(context->response, registering.location);
}

struct requesting {
    struct context *context;
    struct doctor_registrar registrar;
    struct doctor_registration registration;
    struct complaints complaints;
};

static enum result request_body(struct store *store, void *argument)
{
    struct requesting *requesting = argument;
    struct context *context = requesting->context;
    int64_t designation_id = 0;
    requesting->complaints = complaints_in(context->arena);
    enum result result = transfer_request(store, context->arena, &requesting->registrar, &requesting->registration,
        token_reference(context->arena), &requesting->complaints, &designation_id);
    if (result == OK)
        result = operation_log(context, "transfer_request", "designation", designation_id, NULL);
    return result == OK ? idempotency_claim(context, "/institution/transfers") : result;
}

void doctor_register_request_transfer(struct context *context)
{
    struct designated_doctor_rules rules;
    struct requesting requesting = {.context = context, .registrar = registrar_of(context)};
    struct complaints problems = complaints_in(context->arena);
    struct complaints remarks = complaints_in(context->arena);
    enum result result = municipality_rules(context, &rules);
    if (result != OK)
        return respond_result(context, result);
    struct designated_doctor_form form = doctor_form_read(context, rules.municipality_code);
    designated_doctor_check(context->arena, &form, &rules, &requesting.registration.doctor, &problems, &remarks);
    if (problems.count > 0)
        return respond_form(context, &rules, &form, NULL, &problems);
    requesting.registration.confirmed_institution_name = field(context->fields, "institution_confirmed");
    result = store_transaction(context->store, request_body, &requesting);
    if (result == REFUSED && requesting.complaints.count > 0) {
        struct offer offer = {requesting.registration.registered_institution_name, true};
        if (designated_doctor_log_answer(context->store, &requesting.registrar, &requesting.registration) != OK)
            return respond_result(context, FAILED);
        return respond_form(context, &rules, &form, &offer, &requesting.complaints);
    }
    if (result != OK)
        return respond_result(context, result);
    flash(context, "transfer_requested");
    response_see_other(context->response, "/institution/transfers");
}
