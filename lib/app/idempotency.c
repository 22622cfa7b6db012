/* A creating POST that comes twice (double click, replay after a lost answer) gets the first result (architecture
 * §6). */
#include "app.h"
#include "idempotency_query.h"
#include "text.h"

enum result idempotency_claim(struct context *context, const char *location)
{
    return idempotency_key_insert(context->store, &(struct idempotency_key_insert_in){
        .account_id = context->session.account_id,
        .idempotency_key = context->idempotency_key,
        .route = context->route->path,
        .location = location}, NULL);
}

enum result idempotency_location(struct context *context, const char **location_out)
{
    struct idempotency_key_location_out row;
    enum result found = idempotency_key_location(context->store, context->arena,
        &(struct idempotency_key_location_in){context->session.account_id, context->idempotency_key}, &row);
    if (found != OK)
        return found;
    if (!text_equal(row.route, context->route->path))
        return REFUSED;
    *location_out = row.location;
    return OK;
}
