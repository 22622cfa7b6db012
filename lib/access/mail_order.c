/* What is sealed is a run of parts: name, 0, length in decimal digits, 0, that many bytes. The attachment's part is
 * named "attachment:" and its file name. Associated data: "outbox:" and the message id. */
#include "mail_order.h"

#include <string.h>

#include "buffer.h"
#include "mail_order_query.h"
#include "number.h"
#include "seal_place.h"
#include "text.h"
#include "token.h"

static const char attachment_mark[] = "attachment:";

void mail_order_value(struct arena *arena, struct mail_order *order, const char *name, const char *value)
{
    *list_push(arena, &order->values) = (struct mail_value){name, text_or(value, "")};
}

static void add_part(struct buffer *plain, const char *name, struct bytes data)
{
    buffer_add(plain, name, strlen(name) + 1);
    buffer_format(plain, "%zu", data.size);
    buffer_add(plain, "", 1);
    buffer_add(plain, data.data, data.size);
}

static struct bytes plain_of(struct arena *arena, const struct mail_order *order)
{
    struct buffer plain = buffer_in(arena);
    for (size_t i = 0; i < order->values.count; i++) {
        const struct mail_value *value = &order->values.items[i];
        add_part(&plain, value->name, (struct bytes){(const uint8_t *)value->value, strlen(value->value)});
    }
    if (order->attachment_name != NULL)
        add_part(&plain, arena_format(arena, "%s%s", attachment_mark, order->attachment_name), order->attachment);
    return buffer_bytes(&plain);
}

static enum result put(struct store *store, struct arena *arena, struct arena *secrets, const struct keyring *keyring,
    const struct mail_order *order)
{
    const char *message_id = token_reference(arena);
    struct bytes sealed = seal_close(arena, keyring, plain_of(secrets, order), seal_place_mail(arena, message_id));
    return mail_order_insert(store, &(struct mail_order_insert_in){.message_id = message_id,
        .account_id = order->account_id, .kind = order->kind, .recipient = order->recipient, .sealed = sealed,
        .request_id = text_or(order->request_id, "")}, NULL);
}

enum result mail_order_put(struct store *store, struct arena *arena, const struct keyring *keyring,
    const struct mail_order *order)
{
    struct arena *secrets = arena_new_wiping();
    enum result result = put(store, arena, secrets, keyring, order);
    arena_free(&secrets);
    return result;
}

/* Takes the text up to the next 0 off `rest`; NULL when there is none. */
static const char *take_text(struct bytes *rest)
{
    const uint8_t *end = rest->size == 0 ? NULL : memchr(rest->data, 0, rest->size);
    if (end == NULL)
        return NULL;
    const char *text = (const char *)rest->data;
    size_t taken = (size_t)(end - rest->data) + 1;
    *rest = (struct bytes){rest->data + taken, rest->size - taken};
    return text;
}

static bool take_part(struct bytes *rest, const char **name_out, struct bytes *data_out)
{
    int64_t size = 0;
    *name_out = take_text(rest);
    const char *digits = *name_out == NULL ? NULL : take_text(rest);
    if (digits == NULL || !number_read(digits, 0, (int64_t)rest->size, &size))
        return false;
    *data_out = (struct bytes){rest->data, (size_t)size};
    *rest = (struct bytes){rest->data + size, rest->size - (size_t)size};
    return true;
}

static void keep_part(struct arena *secrets, struct mail_order *order, const char *name, struct bytes data)
{
    if (text_starts_with(name, attachment_mark)) {
        order->attachment_name = name + strlen(attachment_mark);
        order->attachment = data;
    } else {
        mail_order_value(secrets, order, name, arena_text_part(secrets, (const char *)data.data, data.size));
    }
}

enum result mail_order_open(struct arena *secrets, const struct keyring *keyring, const char *message_id,
    struct bytes sealed, struct mail_order *order_out)
{
    struct bytes rest;
    enum result opened = seal_open(secrets, keyring, sealed, seal_place_mail(secrets, message_id), &rest);
    if (opened != OK)
        return opened;
    while (rest.size > 0) {
        const char *name;
        struct bytes data;
        if (!take_part(&rest, &name, &data))
            return REFUSED;
        keep_part(secrets, order_out, name, data);
    }
    return OK;
}
