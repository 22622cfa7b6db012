/* Mails that were given up. */
#include "outbox.h"

#include "outbox_query.h"
#include "text.h"

static enum result list_dead(struct admin *admin, struct store *store)
{
    struct outbox_dead_rows dead;
    enum result result = outbox_dead(store, admin->arena, &dead);
    for (size_t i = 0; result == OK && i < dead.count; i++) {
        const struct outbox_dead_out *mail = &dead.items[i];
        printf("%lld  %s  ordered %.19s (UTC)  %lld tries  %s\n", (long long)mail->id, mail->kind, mail->created_at,
            (long long)mail->attempts, mail->last_error);
    }
    if (result == OK)
        printf("%zu mails were given up.\n", dead.count);
    return result;
}

static enum result retry(struct store *store)
{
    int64_t changed = 0;
    enum result result = outbox_retry(store, &changed);
    if (result == OK)
        printf("%lld mails wait to be sent again.\n", (long long)changed);
    return result;
}

int outbox_command(struct admin *admin, int argc, char **argv)
{
    struct store *store;
    bool wants_retry = argc == 1 && text_equal(argv[0], "retry");
    if (!wants_retry && !(argc == 1 && text_equal(argv[0], "list"))) {
        fprintf(stderr, "usage: nsdb-admin outbox list | retry\n");
        return ADMIN_USAGE;
    }
    if (admin_store(admin, &store) != OK)
        return ADMIN_FAILED;
    enum result result = wants_retry ? retry(store) : list_dead(admin, store);
    return result == OK ? ADMIN_DONE : ADMIN_FAILED;
}
