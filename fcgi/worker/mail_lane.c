/* Claim, send, remember. Settings: mail_transport and its kin (lib/mail), mail_sender, mail_sender_name,
 * wording_directory, mail_lease_seconds (300), mail_retry_seconds (10), mail_tries (10), mail_give_up_hours (120).
 * A mail server may be away for a long weekend: a mail is given up when it is that old and was tried that often. */
#include "mail_lane.h"

#include "clock.h"
#include "log.h"
#include "mail_order.h"
#include "message.h"
#include "outbox_query.h"
#include "seal.h"
#include "text.h"
#include "transport.h"
#include "wording.h"

/* KEY_SECONDS: how long a key file can be registered, as the statements say. */
enum { KEY_SECONDS = 24 * 3600, COMMON_VALUES = 5, HOUR_SECONDS = 3600 };
enum { LEASE_SECONDS = 300, FIRST_DELAY_SECONDS = 10, LONGEST_DELAY_SECONDS = 3600, TRIES = 10, GIVE_UP_HOURS = 120,
    CRASHES = 40, DUE_AT_ONCE = 50 };

struct mail_lane {
    struct transport *transport;
    const char *sender;
    const char *sender_name;
    const char *wording_directory;
    long lease_seconds;
    long first_delay_seconds;
    long tries;
    long give_up_hours;
};

/* How sending a row ended, and in which words. */
struct ending {
    enum delivery delivery;
    const char *answer;
};

enum result mail_lane_start(struct lane *lane)
{
    const struct settings *settings = lane->settings;
    struct mail_lane *mail = arena_make(lane->life, struct mail_lane);
    lane->state = mail;
    mail->sender = settings_text(settings, "mail_sender", "");
    mail->sender_name = settings_text(settings, "mail_sender_name", "難病・小慢DB");
    mail->wording_directory = settings_text(settings, "wording_directory",
        arena_format(lane->life, "%s/mail", settings_text(settings, "data_directory", PKGDATADIR)));
    mail->lease_seconds = settings_number(settings, "mail_lease_seconds", LEASE_SECONDS);
    mail->first_delay_seconds = settings_number(settings, "mail_retry_seconds", FIRST_DELAY_SECONDS);
    mail->tries = settings_number(settings, "mail_tries", TRIES);
    mail->give_up_hours = settings_number(settings, "mail_give_up_hours", GIVE_UP_HOURS);
    if (transport_open(lane->life, settings, &mail->transport) != OK)
        return FAILED;
    return outbox_release(lane->store, &(struct outbox_release_in){lane->owner}, NULL);
}

/* Whom to ask, as the screens name it. */
static const char *contact(const struct lane *lane)
{
    const char *desk = settings_text(lane->settings, "help_desk", "難病・小慢データベース利用者お問い合わせ窓口");
    const char *telephone = settings_text(lane->settings, "help_telephone", "");
    const char *hours = settings_text(lane->settings, "help_hours", "厚生労働省開庁日の9時から17時まで");
    return text_is_empty(telephone) ? desk : arena_format(lane->arena, "%s\n電話 %s（%s）", desk, telephone, hours);
}

static enum result fill_wording(struct lane *lane, const struct outbox_claimed_out *row, const struct mail_order *order,
    struct wording *wording_out)
{
    const struct mail_lane *mail = lane->state;
    size_t count = order->values.count;
    struct wording_value *values = arena_make_array(lane->arena, struct wording_value, count + COMMON_VALUES);
    for (size_t i = 0; i < count; i++)
        values[i] = (struct wording_value){order->values.items[i].name, order->values.items[i].value};
    values[count++] = (struct wording_value){"site_address", settings_text(lane->settings, "site_address", "")};
    values[count++] = (struct wording_value){"contact", contact(lane)};
    values[count++] = (struct wording_value){"ordered_at", clock_japanese(lane->arena, row->created_at)};
    values[count++] = (struct wording_value){"key_valid_until",
        clock_japanese_later(lane->arena, row->created_at, KEY_SECONDS)};
    values[count++] = (struct wording_value){"attachment_name", text_or(order->attachment_name, "")};
    return wording_fill(lane->arena, mail->wording_directory, row->kind, values, count, wording_out);
}

static enum result make_text(struct lane *lane, const struct outbox_claimed_out *row, const struct mail_order *order,
    const struct wording *wording, struct bytes *text_out)
{
    const struct mail_lane *mail = lane->state;
    const struct message message = {
        .sender = mail->sender,
        .sender_name = mail->sender_name,
        .recipient = row->recipient,
        .subject = wording->subject,
        .body = wording->body,
        .reference = row->message_id,
        .created_at = row->created_at,
        .attachment_name = order->attachment_name,
        .attachment = order->attachment};
    return message_text(lane->secrets, &message, text_out);
}

/* Everything between the claim and the row's new state. */
static struct ending send_row(struct lane *lane, const struct outbox_claimed_out *row)
{
    const struct mail_lane *mail = lane->state;
    struct mail_order order = {.kind = row->kind};
    struct wording wording;
    struct delivery_mail delivery = {.sender = mail->sender, .recipient = row->recipient, .reference = row->message_id,
        .created_at = row->created_at};
    struct ending ending = {.answer = ""};
    if (text_equal(row->kind, "key_file") && row->age_seconds >= KEY_SECONDS)
        return (struct ending){DELIVERY_REFUSED, "the key file in it is void by now"};
    if (!seal_key_is_known(lane->keyring, row->sealed))
        return (struct ending){DELIVERY_DEFERRED, "sealed under a key that this worker has not read: restart it"};
    if (mail_order_open(lane->secrets, lane->keyring, row->message_id, row->sealed, &order) != OK)
        return (struct ending){DELIVERY_REFUSED, "the sealed content does not open"};
    if (fill_wording(lane, row, &order, &wording) != OK)
        return (struct ending){DELIVERY_DEFERRED, "no wording for this kind of mail"};
    if (make_text(lane, row, &order, &wording, &delivery.text) != OK)
        return (struct ending){DELIVERY_REFUSED, "no mail can be made of it"};
    ending.delivery = transport_send(mail->transport, lane->arena, &delivery, &ending.answer);
    return ending;
}

/* 10 s, 20 s, 40 s … 1 h. */
static int64_t delay_after(const struct mail_lane *mail, int64_t attempts)
{
    int64_t delay = mail->first_delay_seconds;
    for (int64_t i = 1; i < attempts && delay < LONGEST_DELAY_SECONDS; i++)
        delay *= 2;
    return delay < LONGEST_DELAY_SECONDS ? delay : LONGEST_DELAY_SECONDS;
}

static bool is_given_up(const struct mail_lane *mail, const struct outbox_claimed_out *row,
    const struct ending *ending)
{
    return ending->delivery == DELIVERY_REFUSED
        || (row->attempts >= mail->tries && row->age_seconds >= mail->give_up_hours * HOUR_SECONDS);
}

static enum result remember(struct lane *lane, int64_t id, const struct outbox_claimed_out *row,
    const struct ending *ending)
{
    const struct mail_lane *mail = lane->state;
    const char *answer = arena_format(lane->arena, "%.299s", ending->answer);
    int64_t changed = 0;
    enum result result;
    if (ending->delivery == DELIVERY_ACCEPTED)
        result = outbox_sent(lane->store, &(struct outbox_sent_in){id, lane->owner}, &changed);
    else if (is_given_up(mail, row, ending))
        result = outbox_bury(lane->store, &(struct outbox_bury_in){id, lane->owner, answer}, &changed);
    else
        result = outbox_defer(lane->store,
            &(struct outbox_defer_in){id, lane->owner, delay_after(mail, row->attempts), answer}, &changed);
    if (result == OK && changed == 0)
        log_warning("mail", "outbox row %lld was superseded while it was sent", (long long)id);
    return result;
}

static void log_ending(int64_t id, const struct outbox_claimed_out *row, const struct mail_lane *mail,
    const struct ending *ending)
{
    int64_t attempts = row->attempts;
    if (ending->delivery == DELIVERY_ACCEPTED)
        log_info("mail_sent", "outbox row %lld, try %lld", (long long)id, (long long)attempts);
    else if (is_given_up(mail, row, ending))
        log_error("mail_dead", "outbox row %lld, try %lld: given up", (long long)id, (long long)attempts);
    else
        log_warning("mail_deferred", "outbox row %lld, try %lld", (long long)id, (long long)attempts);
}

static enum result send_one(struct lane *lane, int64_t id)
{
    const struct mail_lane *mail = lane->state;
    struct outbox_claimed_out row;
    int64_t claimed = 0;
    enum result result =
        outbox_claim(lane->store, &(struct outbox_claim_in){id, lane->owner, mail->lease_seconds}, &claimed);
    if (result != OK || claimed == 0)
        return result;
    result = outbox_claimed(lane->store, lane->arena, &(struct outbox_claimed_in){id, lane->owner}, &row);
    if (result != OK)
        return result == NOT_FOUND ? OK : result;
    log_request(row.request_id);
    struct ending ending = send_row(lane, &row);
    result = remember(lane, id, &row, &ending);
    log_ending(id, &row, mail, &ending);
    return result;
}

bool mail_lane_pass(struct lane *lane)
{
    const struct mail_lane *mail = lane->state;
    /* More tries than a mail has within its time: one each hour, after the quick ones. */
    int64_t crashes = mail->tries + mail->give_up_hours + CRASHES;
    struct outbox_due_rows due = {0};
    if (outbox_crashed(lane->store, &(struct outbox_crashed_in){crashes}, NULL) != OK
        || outbox_due(lane->store, lane->arena, &(struct outbox_due_in){DUE_AT_ONCE}, &due) != OK)
        return false;
    for (size_t i = 0; i < due.count && !lane_must_stop(); i++)
        if (send_one(lane, due.items[i].id) != OK)
            return false;
    return due.count > 0;
}
