/* Voiding what a restored past would bring back. */
#include "restore_past.h"

#include <inttypes.h>

#include <errno.h>
#include <unistd.h>

#include "buffer.h"
#include "keys_file.h"
#include "operation_log_query.h"
#include "schema_migration_query.h"
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

/* A restore drops the list of migrations first and brings it back last. */
static enum result is_whole(struct store *store, struct arena *arena, bool *whole_out)
{
    struct schema_migration_exists_out exists;
    struct schema_migration_list_rows migrations = {0};
    enum result result = schema_migration_exists(store, arena, &exists);
    if (result == OK && exists.count > 0)
        result = schema_migration_list(store, arena, &migrations);
    *whole_out = migrations.count > 0;
    return result;
}

/* One line for each account: login ID, space, digest. */
static enum result write_standing(struct arena *arena, const char *path, const struct restore_standing_rows *accounts)
{
    struct buffer text = buffer_in(arena);
    for (size_t i = 0; i < accounts->count; i++)
        buffer_format(&text, "%s %s\n", accounts->items[i].login_id, accounts->items[i].digest);
    restore_past_forget(path);
    if (keys_file_write(path, buffer_text(&text)))
        return OK;
    fprintf(stderr, "nsdb-admin: %s: %s: the present state has to be noted there before it is given up\n", path,
        strerror(errno));
    return FAILED;
}

static void read_standing(struct arena *arena, const char *text, struct restore_standing_rows *accounts_out)
{
    while (*text != 0) {
        size_t name = strcspn(text, " \n");
        size_t line = strcspn(text, "\n");
        if (name < line)
            *list_push(arena, accounts_out) = (struct restore_standing_out){
                arena_text_part(arena, text, name), arena_text_part(arena, text + name + 1, line - name - 1)};
        text += line + (text[line] == '\n');
    }
}

enum result restore_past_remember(struct store *store, struct arena *arena, const char *path,
    struct restore_newer *newer_out)
{
    bool whole;
    if (is_whole(store, arena, &whole) != OK)
        return FAILED;
    if (whole && restore_standing(store, arena, &newer_out->accounts) == OK) {
        newer_out->known = true;
        return write_standing(arena, path, &newer_out->accounts);
    }
    const char *noted = whole || access(path, F_OK) != 0 ? NULL : admin_read_file(arena, path);
    newer_out->known = noted != NULL;
    if (newer_out->known) {
        read_standing(arena, noted, &newer_out->accounts);
        printf("A restore was interrupted here: what changed since the backup is known from %s\n", path);
    } else {
        fprintf(stderr,
            "nsdb-admin: the present state cannot be read: what has changed since the backup stays unknown\n");
    }
    return OK;
}

void restore_past_forget(const char *path)
{
    if (unlink(path) != 0 && errno != ENOENT)
        (void)admin_failed(path);
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
