/* What tests and benches of the import lane share: lanes without a worker around them, uploads, a municipality and its
 * officer. */
#ifndef NSDB_IMPORT_KIT_H
#define NSDB_IMPORT_KIT_H

#include "test_store.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bulk_import_query.h"
#include "import_file.h"
#include "import_lane.h"
#include "token.h"

static struct arena *kit_arena;

static inline void kit_begin(void)
{
    kit_arena = arena_new();
}

/* The worker's own gives a second connection, too. */
struct store *lane_progress(struct lane *lane)
{
    return lane->progress;
}

static inline struct keyring *kit_keyring(void)
{
    char path[] = "/tmp/nsdb-keyring-XXXXXX";
    int fd = mkstemp(path);
    const char *text = keyring_make(kit_arena);
    struct keyring *keyring = NULL;
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    assert_int_equal(fchmod(fd, 0400), 0);
    assert_int_equal(keyring_read(kit_arena, path, &keyring), OK);
    close(fd);
    unlink(path);
    return keyring;
}

static inline struct lane kit_lane(const char *owner)
{
    struct arena *own = arena_new();
    return (struct lane){.name = "imports", .settings = test_settings(own), .keyring = kit_keyring(), .owner = owner,
        .store = test_store_open(own), .progress = test_store_open(own), .arena = arena_new(),
        .secrets = arena_new_wiping(),
        .life = own};
}

struct kit_upload {
    const struct lane *lane;
    struct bytes content;
    const char *reference;
    int64_t id;
};

static inline int kit_file(struct bytes content)
{
    FILE *file = tmpfile();
    assert_non_null(file);
    assert_int_equal(fwrite(content.data, 1, content.size, file), content.size);
    fflush(file);
    return fileno(file);
}

static inline enum result kit_upload_body(struct store *store, void *context)
{
    struct kit_upload *upload = context;
    uint8_t sum[32] = {1};
    const char *now;
    enum result result = store_now(store, kit_arena, &now);
    if (result == OK)
        result = import_insert(store, &(struct import_insert_in){upload->reference, 1, 1, 1, "見本.csv",
            (int64_t)upload->content.size, {sum, sizeof sum}, "BATCH", 0, now, "request"}, &upload->id);
    return result == OK ? import_file_write(store, upload->lane->keyring, upload->id, upload->reference,
        kit_file(upload->content)) : result;
}

/* A file of municipality 1, waiting in the lane of small files. */
static inline struct kit_upload kit_upload(const struct lane *lane, struct bytes content)
{
    struct kit_upload made = {.lane = lane, .content = content, .reference = token_reference(kit_arena)};
    assert_int_equal(store_transaction(lane->store, kit_upload_body, &made), OK);
    return made;
}

/* [登録する]. */
static inline void kit_commit(const struct kit_upload *upload, int64_t accept)
{
    int64_t changed = 0;
    struct import_commit_wanted_in in = {upload->reference, 1, 1, 1, accept, "request"};
    assert_int_equal(import_commit_wanted(upload->lane->store, &in, &changed), OK);
    assert_int_equal(changed, 1);
}

/* [取り込みの取消]. */
static inline void kit_withdraw(const struct kit_upload *upload)
{
    int64_t changed = 0;
    struct import_withdraw_wanted_in in = {upload->reference, 1, 1, 1, "request"};
    assert_int_equal(import_withdraw_wanted(upload->lane->store, &in, &changed), OK);
    assert_int_equal(changed, 1);
}

#endif
