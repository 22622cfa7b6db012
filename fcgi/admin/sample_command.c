/* nsdb-admin sample: arguments, keys and database. */
#include "sample_command.h"

#include "number.h"
#include "sample.h"
#include "seal.h"
#include "text.h"

enum { MOST_DOCTORS = 700000 };

static int explain(void)
{
    fprintf(stderr, "usage: nsdb-admin sample [--doctors N], N from 1 to %d\n", MOST_DOCTORS);
    return ADMIN_USAGE;
}

static enum result load(struct admin *admin, struct store *store, const struct keyring *keyring, size_t crowd)
{
    enum result result = sample_load(store, admin->settings, keyring);
    return result == OK && crowd > 0 ? sample_load_crowd(store, keyring, crowd) : result;
}

int sample_command(struct admin *admin, int argc, char **argv)
{
    int64_t crowd = 0;
    struct store *store = NULL;
    struct keyring *keyring = NULL;
    if (argc != 0 &&
        (argc != 2 || !text_equal(argv[0], "--doctors") || !number_read(argv[1], 1, MOST_DOCTORS, &crowd)))
        return explain();
    if (!settings_switch(admin->settings, "sample_site", false)) {
        fprintf(stderr, "nsdb-admin: this is no sample site (setting sample_site = yes)\n");
        return ADMIN_FAILED;
    }
    struct arena *secrets = arena_new_wiping();
    enum result result = keyring_read(secrets, admin_keyring_path(admin), &keyring);
    if (result == OK)
        result = admin_store(admin, &store);
    if (result == OK)
        result = load(admin, store, keyring, (size_t)crowd);
    arena_free(&secrets);
    return result == OK ? ADMIN_DONE : ADMIN_FAILED;
}
