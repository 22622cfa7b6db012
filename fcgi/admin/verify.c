/* The walk along the chain. After a finding it goes on behind it, so that one altered row is one finding. */
#include "verify.h"

#include <inttypes.h>

#include "log_chain.h"
#include "number.h"
#include "seal.h"
#include "seal_query.h"
#include "text.h"

enum { SLICE = 1000, OVERDUE_SHOWN = 20 };

struct verifying {
    struct store *store;
    const struct keyring *keyring;
    struct arena *arena;      /* of one slice */
    int64_t sequence;         /* of the last seal */
    struct digest last;       /* its HMAC */
    int64_t findings;
    int64_t anchor_sequence;  /* 0: none */
    const char *anchor_hmac;
    bool anchor_seen;
};

static void found(struct verifying *verifying, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void found(struct verifying *verifying, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    printf("FOUND: %s\n", arena_format_list(verifying->arena, format, values));
    va_end(values);
    verifying->findings++;
}

/* Whether the seal is right under one of the log keys: a key may have been replaced since. */
static bool seal_is_right(struct verifying *verifying, const struct log_row_out *row)
{
    struct bytes key;
    for (size_t age = 0; (key = keyring_log_key_aged(verifying->keyring, age)).data != NULL; age++) {
        struct digest expected = log_chain_seal(verifying->arena, key, row->sequence, row->previous, row);
        if (digest_equal(digest_bytes(&expected), row->hmac))
            return true;
    }
    return false;
}

static void check_anchor(struct verifying *verifying, const struct log_row_out *row)
{
    if (row->sequence != verifying->anchor_sequence)
        return;
    verifying->anchor_seen = true;
    if (!text_equal(digest_hex(verifying->arena, row->hmac), verifying->anchor_hmac))
        found(verifying, "seal %" PRId64 " is not the one that was noted down: the chain was written anew",
            row->sequence);
}

static void check_row(struct verifying *verifying, const struct log_row_out *row)
{
    if (row->sequence != verifying->sequence + 1)
        found(verifying, "seals %" PRId64 " to %" PRId64 " are missing", verifying->sequence + 1, row->sequence - 1);
    else if (!digest_equal(row->previous, digest_bytes(&verifying->last)))
        found(verifying, "seal %" PRId64 " does not follow seal %" PRId64, row->sequence, verifying->sequence);
    if (!row->present)
        found(verifying, "log row %" PRId64 " (seal %" PRId64 ") was removed", row->log_id, row->sequence);
    else if (!seal_is_right(verifying, row))
        found(verifying, "log row %" PRId64 " (seal %" PRId64 ", %s, %s) was altered", row->log_id, row->sequence,
            text_or(row->happened_at, "?"), text_or(row->action, "?"));
    check_anchor(verifying, row);
    verifying->sequence = row->sequence;
    if (row->hmac.size == DIGEST_BYTES)
        memcpy(verifying->last.bytes, row->hmac.data, DIGEST_BYTES);
}

static enum result walk(struct verifying *verifying)
{
    for (;;) {
        struct log_row_rows rows = {0};
        arena_reset(verifying->arena);
        enum result result =
            seal_slice(verifying->store, verifying->arena, &(struct seal_slice_in){verifying->sequence, SLICE}, &rows);
        if (result != OK || rows.count == 0)
            return result;
        for (size_t i = 0; i < rows.count; i++)
            check_row(verifying, &rows.items[i]);
    }
}

static enum result check_overdue(struct verifying *verifying)
{
    struct seal_overdue_rows rows = {0};
    enum result result = seal_overdue(verifying->store, verifying->arena, &(struct seal_overdue_in){OVERDUE_SHOWN},
        &rows);
    for (size_t i = 0; i < rows.count; i++)
        found(verifying, "log row %" PRId64 " (%s) has waited for its seal for more than a minute", rows.items[i].id,
            rows.items[i].happened_at);
    if (rows.count == OVERDUE_SHOWN)
        printf("(and maybe more: is nsdb-worker running?)\n");
    return result;
}

static int tell(struct verifying *verifying)
{
    if (verifying->anchor_sequence > 0 && !verifying->anchor_seen)
        found(verifying, "seal %" PRId64 ", which was noted down, is missing: the end of the chain was cut off",
            verifying->anchor_sequence);
    printf("%" PRId64 " seals, %" PRId64 " findings\n", verifying->sequence, verifying->findings);
    if (verifying->sequence > 0)
        printf("end of the chain: %" PRId64 ":%s\n", verifying->sequence,
            digest_hex(verifying->arena, digest_bytes(&verifying->last)));
    return verifying->findings == 0 ? ADMIN_DONE : ADMIN_FAILED;
}

static bool read_anchor(struct admin *admin, const char *text, struct verifying *verifying)
{
    const char *colon = strchr(text, ':');
    if (colon == NULL || strlen(colon + 1) != 2 * DIGEST_BYTES)
        return false;
    verifying->anchor_hmac = colon + 1;
    return number_read(arena_text_part(admin->arena, text, (size_t)(colon - text)), 1, INT64_MAX,
        &verifying->anchor_sequence);
}

int verify_chain(struct store *store, const struct keyring *keyring, int64_t anchor_sequence, const char *anchor_hmac)
{
    struct verifying verifying = {.store = store, .keyring = keyring, .arena = arena_new(),
        .anchor_sequence = anchor_sequence, .anchor_hmac = anchor_hmac};
    int status = walk(&verifying) == OK ? tell(&verifying) : ADMIN_FAILED;
    arena_free(&verifying.arena);
    return status;
}

static int verify(struct admin *admin, struct verifying *verifying)
{
    struct keyring *keyring;
    if (keyring_read(verifying->arena, admin_keyring_path(admin), &keyring) != OK
        || admin_store(admin, &verifying->store) != OK)
        return ADMIN_FAILED;
    verifying->keyring = keyring;
    verifying->arena = arena_new();
    int status = walk(verifying) == OK && check_overdue(verifying) == OK ? tell(verifying) : ADMIN_FAILED;
    arena_free(&verifying->arena);
    return status;
}

int verify_command(struct admin *admin, int argc, char **argv)
{
    struct arena *secrets = arena_new_wiping();
    struct verifying verifying = {.arena = secrets};
    int status = ADMIN_USAGE;
    if (argc == 0 || (argc == 2 && text_equal(argv[0], "--anchor") && read_anchor(admin, argv[1], &verifying)))
        status = verify(admin, &verifying);
    else
        fprintf(stderr, "usage: nsdb-admin verify [--anchor SEQUENCE:HMAC]\n");
    arena_free(&secrets);
    return status;
}
