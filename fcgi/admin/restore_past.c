/* Voiding what a restored past would bring back. */
#include "restore_past.h"

#include <inttypes.h>

#include "operation_log_query.h"
#include "text.h"

struct voiding {
    struct arena *arena;
    const struct backup_manifest *manifest;
    const struct restore_newer *newer;
    bool expire_passwords;
    int64_t sessions;
    int64_t keys;
    int64_t mails;
    int64_t passwords;
    LIST_OF(const char *) locked;
    LIST_OF(const char *) lost;
};

void restore_past_remember(struct store *store, struct arena *arena, struct restore_newer *newer_out)
{
    newer_out->known = restore_standing(store, arena, &newer_out->accounts) == OK;
    if (!newer_out->known)
        fprintf(stderr,
            "nsdb-admin: the present state cannot be read: what has changed since the backup stays unknown\n");
}

/* Both lists are in the order of login IDs. */
static enum result compare(struct voiding *voiding, struct store *store)
{
    const struct restore_standing_rows *newer = &voiding->newer->accounts;
    struct restore_standing_rows then;
    enum result result = restore_standing(store, voiding->arena, &then);
    if (result != OK)
        return result;
    for (size_t i = 0, j = 0; i < newer->count; i++) {
        const struct restore_standing_out *account = &newer->items[i];
        while (j < then.count && strcmp(then.items[j].login_id, account->login_id) < 0)
            j++;
        if (j == then.count || !text_equal(then.items[j].login_id, account->login_id))
            *list_push(voiding->arena, &voiding->lost) = account->login_id;
        else if (!text_equal(then.items[j].digest, account->digest))
            *list_push(voiding->arena, &voiding->locked) = account->login_id;
    }
    return OK;
}

static enum result lock_changed(struct voiding *voiding, struct store *store)
{
    enum result result = OK;
    for (size_t i = 0; result == OK && i < voiding->locked.count; i++) {
        const char *login_id = voiding->locked.items[i];
        result = restore_lock(store, &(struct restore_lock_in){login_id}, NULL);
        if (result == OK)
            result = restore_forget_browsers(store, &(struct restore_forget_browsers_in){login_id}, NULL);
        if (result == OK)
            result = restore_locked_log(store, &(struct restore_locked_log_in){login_id}, NULL);
    }
    return result;
}

static enum result write_log(struct voiding *voiding, struct store *store)
{
    const struct backup_manifest *manifest = voiding->manifest;
    struct operation_log_insert_in line = {.role = "system", .source = "", .request_id = "", .action = "restore",
        .subject_kind = "backup", .outcome = "done",
        .detail = arena_format(voiding->arena,
            "{\"reference\":\"%s\",\"made_at\":\"%s\",\"chain\":%" PRId64 ",\"locked\":%zu}", manifest->reference,
            manifest->made_at, manifest->chain_sequence, voiding->locked.count)};
    enum result result = store_now(store, voiding->arena, &line.happened_at);
    return result == OK ? operation_log_insert(store, &line, NULL) : result;
}

static enum result void_all(struct store *store, void *context)
{
    struct voiding *voiding = context;
    voiding->locked.count = voiding->lost.count = 0;
    enum result result = voiding->newer->known ? compare(voiding, store) : OK;
    if (result == OK)
        result = restore_sessions(store, &voiding->sessions);
    if (result == OK)
        result = restore_epochs(store, NULL);
    if (result == OK)
        result = restore_pending_keys(store, &voiding->keys);
    if (result == OK)
        result = restore_passphrases(store, NULL);
    if (result == OK)
        result = restore_mails(store, &voiding->mails);
    if (result == OK && voiding->expire_passwords)
        result = restore_initial_passwords(store, &voiding->passwords);
    if (result == OK)
        result = lock_changed(voiding, store);
    return result == OK ? write_log(voiding, store) : result;
}

static void tell(const struct voiding *voiding)
{
    printf("Ended: %" PRId64 " sessions. Void: %" PRId64 " pending keys, %" PRId64 " waiting mails, %" PRId64
           " initial passwords.\n", voiding->sessions, voiding->keys, voiding->mails, voiding->passwords);
    for (size_t i = 0; i < voiding->locked.count; i++)
        printf("LOCKED %s: changed since the backup; its registrar decides (unlock, reissue or delete)\n",
            voiding->locked.items[i]);
    for (size_t i = 0; i < voiding->lost.count; i++)
        printf("LOST %s: registered since the backup; to be registered again\n", voiding->lost.items[i]);
    if (!voiding->newer->known)
        printf("What changed after %s (UTC) is not known: ask the registrars for deletions, reissues and revocations"
               " since then, and repeat them.\n",
            voiding->manifest->made_at);
}

enum result restore_past_void(struct store *store, struct arena *arena, const struct backup_manifest *manifest,
    const struct restore_newer *newer, bool expire_passwords)
{
    struct voiding voiding = {
        .arena = arena, .manifest = manifest, .newer = newer, .expire_passwords = expire_passwords};
    enum result result = store_transaction(store, void_all, &voiding);
    if (result == OK)
        tell(&voiding);
    return result;
}
