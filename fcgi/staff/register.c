/* 医療機関ユーザ新規登録 of an institution: 医療クラーク等, and the next 責任者 who is no doctor. */
#include "desk.h"
#include "initial_password.h"
#include "register_view.h"
#include "staff_register_page.h"
#include "staff_store.h"
#include "text.h"
#include "user_credentials.h"

const struct field_spec register_fields[] = {
    {"kind", "ユーザ種別", FIELD_CODE, 20, 0},
    USER_FORM_FIELDS,
    {0},
};

/* R-064, as the rights table has it. */
static bool may_register(enum role actor, enum role kind)
{
    if (kind == ROLE_MANAGER)
        return rights_allow(actor, ACTION_MANAGER_REGISTER, RELATION_OWN_INSTITUTION_MANAGER);
    return kind == ROLE_CLERK && rights_allow(actor, ACTION_CLERK_REGISTER, RELATION_OWN_INSTITUTION_CLERK);
}

static void add_kind(struct context *context, struct register_view *view, enum role kind, enum role chosen,
    const char *note)
{
    if (may_register(context->session.role, kind))
        *list_push(context->arena, &view->kinds) =
            (struct register_kind){role_word(kind), role_label(kind), note, kind == chosen};
}

static void respond_form(struct context *context, enum role chosen, const struct user_values *typed,
    const struct complaints *complaints)
{
    const struct session *session = &context->session;
    struct register_view view = {
        .institution = arena_format(context->arena, "%s（%s）", session->organisation_name, session->organisation_code),
        .kind_error = complaint_about(complaints, "kind"),
        .fields = user_form_draw(context, typed, complaints),
    };
    add_kind(context, &view, ROLE_CLERK, chosen, "意見書・臨個票の下書きなどをする人です。責任者にはなれません。");
    add_kind(context, &view, ROLE_MANAGER, chosen,
        "情報システム部門など、指定医でも医療クラーク等でもない人です。初回ログインが終わったときに、いまの責任者と交代します。");
    if (view.kinds.count == 1)
        view.kinds.items[0].chosen = true;
    respond_page_complaining(context, "医療機関ユーザ新規登録", staff_register_page, &view, complaints);
}

void register_show(struct context *context)
{
    struct user_values typed = {{0}};
    struct complaints none = complaints_in(context->arena);
    respond_form(context, ROLE_NONE, &typed, &none);
}

struct registering {
    struct context *context;
    enum role kind;
    struct user_values checked;
    struct complaints complaints;
    const char *location;
};

static enum result write_member(struct store *store, struct registering *registering, int64_t *account_id_out)
{
    struct context *context = registering->context;
    struct user_registration registration = {
        .role = registering->kind,
        .institution_id = context->session.institution_id,
        .created_by = context->session.account_id,
        .valid_days = initial_password_days(context->settings),
    };
    user_credentials_add(context->arena, context->secrets, context->keyring, &registration, NULL);
    registering->location = arena_format(context->arena, "/staff/register/done?account=%s", registration.reference);
    enum result result = staff_register(store, context->arena, &registration, &registering->checked, account_id_out);
    if (result == CONFLICT && text_equal(store_conflict_key(store), "institution_manager_pending"))
        complain(&registering->complaints, "kind", "expected",
            "初回ログイン前の責任者がすでに登録されています。登録し直すときは、医療機関ユーザ検索でそのアカウントを削除してから登録してください。");
    return result;
}

static enum result register_body(struct store *store, void *argument)
{
    struct registering *registering = argument;
    struct context *context = registering->context;
    int64_t manager_id;
    int64_t account_id = 0;
    registering->complaints = complaints_in(context->arena);
    enum result result = user_desk_open(store, context, &manager_id);
    if (result == OK)
        result = write_member(store, registering, &account_id);
    if (result != OK)
        return result;
    const char *detail = arena_format(context->arena, "{\"role\":\"%s\"}", role_word(registering->kind));
    result = operation_log(context, "staff_register", "account", account_id, detail);
    return result == OK ? idempotency_claim(context, registering->location) : result;
}

static void check(struct registering *registering, const struct user_values *typed)
{
    struct context *context = registering->context;
    registering->complaints = complaints_in(context->arena);
    registering->kind = role_from_word(field(context->fields, "kind"));
    if (!may_register(context->session.role, registering->kind))
        complain(&registering->complaints, "kind", "required", "ユーザ種別を選択してください。");
    registering->checked = user_check(context->arena, typed, &registering->complaints);
}

void register_submit(struct context *context)
{
    struct registering registering = {.context = context};
    struct user_values typed = user_form_read(context);
    check(&registering, &typed);
    if (registering.complaints.count > 0)
        return respond_form(context, registering.kind, &typed, &registering.complaints);
    enum result result = store_transaction(context->store, register_body, &registering);
    if (result == CONFLICT && registering.complaints.count > 0)
        return respond_form(context, registering.kind, &typed, &registering.complaints);
    if (result != OK)
        return user_desk_overtaken(context, result, "医療機関ユーザ新規登録", user_desk_manager_changed);
    flash(context, "registered");
    response_see_other(context->response, registering.location);
}
