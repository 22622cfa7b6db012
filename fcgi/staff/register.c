/* 医療機関ユーザ新規登録 of an institution: 医療クラーク等, and the next 責任者 who is no doctor. */
#include "desk.h"
#include "official_form.h"
#include "register_view.h"
#include "staff_register_page.h"
#include "staff_store.h"
#include "text.h"
#include "token.h"

const struct field_spec register_fields[] = {
    {"kind", "ユーザ種別", FIELD_CODE, 20, 0},
    OFFICIAL_FORM_FIELDS,
    {0},
};

/* R-064, as the rights table has it. */
static bool may_register(enum role actor, enum role kind)
{
    if (kind == ROLE_MANAGER)
        return rights_allow(actor, ACTION_MANAGER_REGISTER, RELATION_OWN_INSTITUTION_MANAGER);
    return kind == ROLE_CLERK && rights_allow(actor, ACTION_CLERK_REGISTER, RELATION_OWN_INSTITUTION_CLERK);
}

static void add_kind(struct context *context, struct register_view *view, enum role kind, enum role chosen, const char *note)
{
    if (may_register(context->session.role, kind))
        *list_push(context->arena, &view->kinds) =
            (struct register_kind){role_word(kind), role_label(kind), note, kind == chosen};
}

static struct doctor_form_field field_view(enum official_field item, const struct official_values *typed,
    const struct complaints *complaints)
{
    static const char *const supports[OFFICIAL_FIELD_COUNT] = {
        [OFFICIAL_DEPARTMENT] = "通知書に印字されます。例：医療連携室",
        [OFFICIAL_FAMILY_KANA] = "全角カタカナ。例：ミホン",
        [OFFICIAL_GIVEN_KANA] = "全角カタカナ。例：イチロウ",
        [OFFICIAL_TELEPHONE] = "例：03-0000-0000",
        [OFFICIAL_MAIL] = "連絡用です。暗号化鍵ファイルの送り先は、本人が初回ログインで登録します。",
    };
    const struct doctor_field_spec *spec = official_field_spec(item);
    return (struct doctor_form_field){
        .name = spec->name,
        .label = spec->label,
        .support = text_or(supports[item], ""),
        .value = text_or(typed->values[item], ""),
        .error = text_or(complaint_about(complaints, spec->name), ""),
        .input_mode = item == OFFICIAL_TELEPHONE ? "tel" : item == OFFICIAL_MAIL ? "email" : "text",
        .required = spec->required,
    };
}

static void respond_form(struct context *context, enum role chosen, const struct official_values *typed,
    const struct complaints *complaints)
{
    static const enum official_field order[] = {OFFICIAL_DEPARTMENT, OFFICIAL_FAMILY_NAME, OFFICIAL_GIVEN_NAME,
        OFFICIAL_FAMILY_KANA, OFFICIAL_GIVEN_KANA, OFFICIAL_TELEPHONE, OFFICIAL_MAIL};
    const struct session *session = &context->session;
    struct register_view view = {
        .institution = arena_format(context->arena, "%s（%s）", session->organisation_name, session->organisation_code),
        .kind_error = text_or(complaint_about(complaints, "kind"), ""),
    };
    add_kind(context, &view, ROLE_CLERK, chosen, "意見書・臨個票の下書きなどをする人です。責任者にはなれません。");
    add_kind(context, &view, ROLE_MANAGER, chosen,
        "情報システム部門など、指定医でも医療クラーク等でもない人です。初回ログインが終わったときに、いまの責任者と交代します。");
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        *list_push(context->arena, &view.fields) = field_view(order[i], typed, complaints);
    respond_page_complaining(context, "医療機関ユーザ新規登録", staff_register_page, &view, complaints);
}

void register_show(struct context *context)
{
    struct official_values typed = {{0}};
    struct complaints none = complaints_in(context->arena);
    respond_form(context, ROLE_NONE, &typed, &none);
}

struct registering {
    struct context *context;
    enum role kind;
    struct official_values checked;
    struct complaints complaints;
    const char *location;
};

static enum result write_member(struct store *store, struct registering *registering, int64_t *account_id_out)
{
    struct context *context = registering->context;
    const char *reference = token_reference(context->arena);
    struct staff_member member = {
        .role = registering->kind,
        .institution_id = context->session.institution_id,
        .created_by = context->session.account_id,
        .reference = reference,
        .login_id = token_login_id(context->arena),
        .sealed = staff_seal_password(context, reference, 1),
        .valid_days = staff_password_days(context),
    };
    registering->location = arena_format(context->arena, "/staff/register/done?account=%s", reference);
    enum result result = staff_register(store, context->arena, &member, &registering->checked, account_id_out);
    if (result == CONFLICT && text_equal(store_conflict_key(store), "institution_manager_pending"))
        complain(&registering->complaints, "kind", "expected",
            "初回ログイン前の責任者がすでに登録されています。登録し直すときは、医療機関ユーザ検索でそのアカウントを削除してから登録してください。");
    return result;
}

static enum result register_body(struct store *store, void *argument)
{
    struct registering *registering = argument;
    struct context *context = registering->context;
    struct staff_desk desk;
    int64_t account_id = 0;
    registering->complaints = complaints_in(context->arena);
    enum result result = staff_desk_open(store, context, &desk);
    if (result == OK && !may_register(desk.role, registering->kind))
        result = REFUSED;
    if (result == OK)
        result = write_member(store, registering, &account_id);
    if (result != OK)
        return result;
    const char *detail = arena_format(context->arena, "{\"role\":\"%s\"}", role_word(registering->kind));
    result = operation_log(context, "staff_register", "account", account_id, detail);
    return result == OK ? idempotency_claim(context, registering->location) : result;
}

static void check(struct registering *registering, const struct official_values *typed)
{
    struct context *context = registering->context;
    registering->complaints = complaints_in(context->arena);
    registering->kind = role_from_word(field(context->fields, "kind"));
    if (!may_register(context->session.role, registering->kind))
        complain(&registering->complaints, "kind", "required", "ユーザ種別を選択してください。");
    registering->checked = official_check(context->arena, typed, &registering->complaints);
}

void register_submit(struct context *context)
{
    struct registering registering = {.context = context};
    struct official_values typed = official_form_read(context);
    check(&registering, &typed);
    if (registering.complaints.count > 0)
        return respond_form(context, registering.kind, &typed, &registering.complaints);
    enum result result = store_transaction(context->store, register_body, &registering);
    if (result == CONFLICT && registering.complaints.count > 0)
        return respond_form(context, registering.kind, &typed, &registering.complaints);
    if (result != OK)
        return respond_result(context, result);
    flash(context, "registered");
    response_see_other(context->response, registering.location);
}
