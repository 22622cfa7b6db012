/* 初回ログイン, first step: メールアドレス登録. */
#include "mail.h"

#include "clock.h"
#include "finish.h"
#include "first_signin_query.h"
#include "key_registration.h"
#include "mail_address.h"
#include "mail_order.h"
#include "mail_view.h"
#include "signin_mail_page.h"
#include "steps.h"
#include "text.h"
#include "worker_wake.h"

enum { MAILS_A_DAY = 10 };

const struct field_spec mail_fields[] = {
    {"mail_address", "メールアドレス", FIELD_TEXT, 254, FIELD_REQUIRED},
    {0},
};

/* One registration on its way through the transaction. */
struct registration {
    struct context *context;
    const char *mail_address;
    const char *former_address;   /* of a person who was in use before; NULL in the first sign-in */
    const char *message;          /* flash: what became of key file and passphrase */
    struct key_made key;
    struct complaints *complaints;
};

static bool may_register(struct context *context)
{
    return text_equal(context->session.step, "key") || steps_hold(context, "mail");
}

static void show(struct context *context, const char *typed, const struct complaints *complaints)
{
    struct first_signin_progress_out progress;
    enum result result = first_signin_progress(context->store, context->arena,
        &(struct first_signin_progress_in){context->session.account_id}, &progress);
    if (result != OK) {
        respond_result(context, result);
        return;
    }
    bool sent = text_equal(progress.step, "key");
    const struct mail_view view = {
        .steps = steps_at(context, STEP_MAIL, progress.purpose),
        .leave = leave_of(context),
        .mail_address = typed,
        .mail_address_error = complaints == NULL ? NULL : complaint_about(complaints, "mail_address"),
        .registered_address = sent ? progress.mail_address : "",
    };
    respond_page_complaining(context, "メールアドレス登録", signin_mail_page, &view, complaints);
}

void mail_show(struct context *context)
{
    if (may_register(context))
        show(context, "", NULL);
}

/* Who has a passphrase written down already learns that it is another one now. */
static const char *message_after(const struct first_signin_progress_out *progress, const char *mail_address)
{
    if (!text_equal(progress->step, "key"))
        return "key_sent";
    return text_equal(text_or(progress->mail_address, ""), mail_address) ? "key_sent_again" : "key_sent_elsewhere";
}

/* Only somebody who was in use before has an address that deserves a warning; what was typed wrong in the first
 * sign-in belongs to a stranger. */
static enum result find_former_address(struct registration *registration)
{
    struct context *context = registration->context;
    struct first_signin_progress_out progress;
    enum result result = first_signin_progress(context->store, context->arena,
        &(struct first_signin_progress_in){context->session.account_id}, &progress);
    if (result == OK && !text_equal(progress.purpose, "first") && text_equal(progress.step, "mail"))
        registration->former_address = progress.mail_address;
    if (result == OK)
        registration->message = message_after(&progress, registration->mail_address);
    return result;
}

static enum result check_budget(struct context *context, struct complaints *complaints)
{
    struct key_mail_count_out count;
    enum result result = key_mail_count(context->store, context->arena,
        &(struct key_mail_count_in){context->session.account_id}, &count);
    if (result == OK && count.sent >= MAILS_A_DAY)
        complain(complaints, "mail_address", "too_many",
            "24時間に送れる回数（%d回）を超えました。時間をおいてから、もう一度登録してください。", MAILS_A_DAY);
    return result;
}

static enum result check(struct context *context, const char *mail_address, struct complaints *complaints)
{
    if (complaints->count > 0)
        return OK;
    const char *problem = mail_address_check(mail_address);
    if (problem != NULL) {
        complain(complaints, "mail_address", "shape", "%s", problem);
        return OK;
    }
    return check_budget(context, complaints);
}

/* A20: the address that held the key before learns that another one takes its place. */
static enum result tell_former_address(struct registration *registration, const char *now)
{
    struct context *context = registration->context;
    const char *former = registration->former_address;
    if (text_is_empty(former) || text_equal(former, registration->mail_address))
        return OK;
    struct mail_order order = {.account_id = context->session.account_id, .kind = "mail_changed", .recipient = former,
        .request_id = context->request->id};
    mail_order_value(context->arena, &order, "changed_at", clock_japanese(context->arena, now));
    return mail_order_put(context->store, context->arena, context->keyring, &order);
}

static enum result order_mails(struct registration *registration)
{
    struct context *context = registration->context;
    const char *now;
    enum result result = store_now(context->store, context->arena, &now);
    if (result == OK)
        result = tell_former_address(registration, now);
    if (result != OK)
        return result;
    struct mail_order order = {
        .account_id = context->session.account_id,
        .kind = "key_file",
        .recipient = registration->mail_address,
        .request_id = context->request->id,
        .attachment_name = KEY_FILE_NAME,
        .attachment = {(const uint8_t *)registration->key.pem, strlen(registration->key.pem)},
    };
    return mail_order_put(context->store, context->arena, context->keyring, &order);
}

static enum result take_step(struct registration *registration)
{
    int64_t changed = 0;
    enum result result = first_signin_mailed(registration->context->store, &(struct first_signin_mailed_in){
        .account_id = registration->context->session.account_id,
        .passphrase_sealed = registration->key.passphrase_sealed}, &changed);
    return result == OK && changed == 0 ? CONFLICT : result;
}

static enum result store_key(struct registration *registration)
{
    struct context *context = registration->context;
    int64_t account_id = context->session.account_id;
    struct account_mail_generation_out mail;
    enum result result = account_mail_generation(context->store, context->arena,
        &(struct account_mail_generation_in){account_id}, &mail);
    return result != OK ? result : key_pending_store(context->store, context->arena, account_id, mail.mail_generation,
        registration->key.public_key);
}

static enum result register_address(struct store *store, void *state)
{
    struct registration *registration = state;
    struct context *context = registration->context;
    int64_t account_id = context->session.account_id;
    enum result result = account_mail_register(store,
        &(struct account_mail_register_in){account_id, registration->mail_address}, NULL);
    if (result == OK)
        result = check_budget(context, registration->complaints); /* again: the account is locked now */
    if (result == OK && registration->complaints->count > 0)
        return REFUSED;
    if (result == OK)
        result = take_step(registration);
    if (result == OK)
        result = store_key(registration);
    if (result == OK)
        result = key_mail_supersede(store, &(struct key_mail_supersede_in){account_id}, NULL);
    if (result == OK)
        result = order_mails(registration);
    if (result == OK)
        result = operation_log(context, "mail_register", "account", account_id, NULL);
    return result;
}

void mail_submit(struct context *context)
{
    if (!may_register(context))
        return;
    const char *typed = field(context->fields, "mail_address");
    struct complaints *complaints = fields_complaints(context->fields);
    struct registration registration = {.context = context,
        .mail_address = text_trim(context->arena, text_half_width(context->arena, typed)), .complaints = complaints};
    enum result result = check(context, registration.mail_address, complaints);
    if (result == OK && complaints->count > 0) {
        show(context, typed, complaints);
        return;
    }
    if (result == OK)
        result = find_former_address(&registration);
    if (result == OK) {
        key_make(context->request, context->keyring, context->session.account_reference, &registration.key);
        result = store_transaction(context->store, register_address, &registration);
    }
    if (result == REFUSED && complaints->count > 0)
        return show(context, typed, complaints);
    if (result != OK)
        return finish_refuse(context, result);
    worker_wake(context->settings);
    flash(context, registration.message);
    response_see_other(context->response, "/signin/key");
}
