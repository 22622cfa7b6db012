/* A creating POST that comes twice (double click, replay after a lost answer) gets the first result (architecture
 * §6); one with another body under the same key was corrected on a page that the browser went back to. */
#include "app_internal.h"
#include "buffer.h"
#include "digest.h"
#include "idempotency_query.h"
#include "text.h"

static void add_values(struct buffer *posted, const struct context *context, const struct field_spec *spec)
{
    for (size_t i = 0; i < field_count(context->fields, spec->name); i++) {
        const char *value = field_at(context->fields, spec->name, i);
        buffer_format(posted, "%s %zu ", spec->name, strlen(value));
        buffer_add_text(posted, value);
    }
}

static bool add_files(struct buffer *posted, const struct context *context, const struct field_spec *spec)
{
    for (size_t i = 0; i < field_file_count(context->fields, spec->name); i++) {
        struct digest digest;
        if (!digest_of_file(field_file(context->fields, spec->name, i)->fd, &digest))
            return false;
        buffer_format(posted, "%s ", spec->name);
        buffer_add(posted, digest.bytes, sizeof digest.bytes);
    }
    return true;
}

/* What the fields say, as a digest from which they cannot be guessed without the key. Secrets have no part in it: no
 * trace of them is kept. */
static enum result digest_of_body(const struct context *context, struct digest *digest_out)
{
    struct buffer posted = buffer_in(context->secrets);
    const struct field_spec *spec = context->route->fields;
    for (; spec != NULL && spec->name != NULL; spec++) {
        if (spec->type == FIELD_FILE && !add_files(&posted, context, spec))
            return FAILED;
        if (spec->type != FIELD_FILE && spec->type != FIELD_SECRET)
            add_values(&posted, context, spec);
    }
    const char *key = context->idempotency_key;
    *digest_out = digest_hmac((struct bytes){(const uint8_t *)key, strlen(key)}, buffer_bytes(&posted));
    return OK;
}

enum result idempotency_claim(struct context *context, const char *location)
{
    struct digest body;
    enum result result = digest_of_body(context, &body);
    return result != OK ? result : idempotency_key_insert(context->store, &(struct idempotency_key_insert_in){
        .account_id = context->session.account_id,
        .idempotency_key = context->idempotency_key,
        .route = context->route->path,
        .location = location,
        .body = digest_bytes(&body)}, NULL);
}

enum result idempotency_location(struct context *context, const char **location_out)
{
    struct idempotency_key_location_out row;
    struct digest body;
    enum result found = idempotency_key_location(context->store, context->arena,
        &(struct idempotency_key_location_in){context->session.account_id, context->idempotency_key}, &row);
    if (found != OK)
        return found;
    if (!text_equal(row.route, context->route->path))
        return REFUSED;
    *location_out = row.location;
    found = digest_of_body(context, &body);
    return found != OK || row.body.size == 0 || digest_equal(row.body, digest_bytes(&body)) ? found : CONFLICT;
}

void respond_sent_already(struct context *context, const char *location)
{
    respond_overtaken(context, CONFLICT, &(struct overtaken){
        .title = "この画面はすでに送信されています",
        .changed = "最初に送信した内容で、処理は終わっています。あとから変えて送信した、今回の内容は反映していません。",
        .remedy = "下のリンクから、最初に送信した内容の結果を確かめてください。内容を変えたいときは、結果を確かめてから、新しく画面を開いて操作してください。",
        .link = location,
        .link_label = "最初に送信した内容の結果を表示する"});
}
