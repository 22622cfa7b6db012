/* Sealing after the migrations. */
#include "migrate_seal.h"

#include <inttypes.h>

#include "sealed_query.h"
#include "sealed_values.h"

static enum result seal(struct admin *admin, struct store *store, struct arena *secrets)
{
    struct keyring *keyring;
    struct sealed_counts counts;
    int64_t closed = 0;
    enum result result = keyring_read(secrets, admin_keyring_path(admin), &keyring);
    if (result == OK)
        result = sealed_values_complete(store, keyring, &counts);
    for (size_t i = 0; result == OK && i < SEALED_KINDS; i++) {
        closed += counts.items[i].closed;
        if (counts.items[i].renewed > 0)
            printf("%" PRId64 " %s of an earlier release were sealed.\n", counts.items[i].renewed, counts.items[i].kind);
    }
    return closed == 0 ? result : FAILED;
}

enum result migrate_seal(struct admin *admin, struct store *store, bool run, int64_t *wanting_out)
{
    struct sealed_hashes_wanting_out wanting = {0};
    if (sealed_hashes_wanting(store, admin->arena, &wanting) != OK)
        return FAILED;
    *wanting_out = wanting.count;
    if (wanting.count == 0 || !run) {
        if (wanting.count > 0)
            printf("%" PRId64 " hashes of an earlier release to seal; programs may go on\n", wanting.count);
        return OK;
    }
    struct arena *secrets = arena_new_wiping();
    enum result result = seal(admin, store, secrets);
    arena_free(&secrets);
    if (result != OK)
        fprintf(stderr, "nsdb-admin: the schema is up to date, but hashes of passwords and answers are not all sealed: mend the "
            "key ring %s (nsdb-admin keys check) and run nsdb-admin migrate again.\n", admin_keyring_path(admin));
    return result;
}
