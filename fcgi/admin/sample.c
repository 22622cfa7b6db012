/* Loading the sample data: all rows are made first, then stored in one transaction; a crowd in one for each 1,000. */
#include "sample.h"

#include "clock.h"
#include "log.h"
#include "sample_people.h"
#include "sample_places.h"
#include "sample_query.h"
#include "sample_sign_ins.h"

enum { CROWD_BATCH = 1000 };

static enum result begin_people(struct store *store, struct sample_people *people, const struct keyring *keyring,
    struct arena *arena, struct arena *secrets)
{
    const char *now = NULL;
    *people = (struct sample_people){.rows = {.arena = arena, .keyring = keyring}, .secrets = secrets};
    enum result result = store_now(store, arena, &now);
    if (result == OK)
        people->today = clock_day_japan(now);
    return result;
}

static enum result store_municipalities(struct store *store)
{
    enum result result = OK;
    for (size_t i = 0; i < SAMPLE_MUNICIPALITIES && result == OK; i++) {
        const struct sample_municipality_place *place = sample_municipality_place(i);
        struct sample_municipality_in row = {.code = place->code, .name = place->name, .kind = place->kind,
            .postal_code = place->postal_code, .address = place->address, .telephone = place->telephone};
        result = sample_municipality(store, &row, NULL);
    }
    return result;
}

static enum result store_sample(struct store *store, void *people)
{
    enum result result = store_municipalities(store);
    return result == OK ? sample_rows_store(store, &((struct sample_people *)people)->rows) : result;
}

static enum result store_crowd(struct store *store, void *people)
{
    return sample_rows_store(store, &((struct sample_people *)people)->rows);
}

static enum result make_sample(struct store *store, const struct settings *settings, struct sample_people *people)
{
    sample_officials(people);
    sample_doctors(people);
    sample_institution_staff(people);
    enum result result = sample_sign_ins_write(people, settings_text(settings, "sample_directory", "."));
    if (result == OK)
        result = store_transaction(store, store_sample, people);
    if (result == OK)
        log_info("sample", "%zu accounts, %zu designations", people->rows.accounts.count,
            people->rows.designations.count);
    return result;
}

static enum result load_once(struct store *store, const struct settings *settings, const struct keyring *keyring,
    struct arena *arena, struct arena *secrets)
{
    struct sample_present_out present;
    struct sample_present_in first = {.code = sample_municipality_place(0)->code};
    struct sample_people people;
    enum result result = sample_present(store, arena, &first, &present);
    if (result != OK || present.found > 0)
        return result;
    result = begin_people(store, &people, keyring, arena, secrets);
    return result == OK ? make_sample(store, settings, &people) : result;
}

enum result sample_load(struct store *store, const struct settings *settings, const struct keyring *keyring)
{
    struct arena *arena = arena_new_wiping();
    struct arena *secrets = arena_new_wiping();
    enum result result = load_once(store, settings, keyring, arena, secrets);
    arena_free(&arena);
    arena_free(&secrets);
    return result;
}

static enum result load_batch(struct store *store, const struct keyring *keyring, struct arena *arena, size_t first,
    size_t count)
{
    struct sample_people people;
    enum result result = begin_people(store, &people, keyring, arena, arena);
    if (result != OK)
        return result;
    sample_crowd(&people, first, count);
    return store_transaction(store, store_crowd, &people);
}

static enum result crowd_size(struct store *store, struct arena *arena, size_t *size_out)
{
    struct sample_doctor_count_out doctors = {0};
    enum result result = sample_doctor_count(store, arena, &doctors);
    *size_out = doctors.found > 0 ? (size_t)doctors.found : 0;
    return result;
}

enum result sample_load_crowd(struct store *store, const struct keyring *keyring, size_t count)
{
    struct arena *arena = arena_new_wiping();
    size_t first = 0;
    enum result result = crowd_size(store, arena, &first);
    while (result == OK && first < count) {
        size_t batch = count - first < CROWD_BATCH ? count - first : CROWD_BATCH;
        arena_reset(arena);
        result = load_batch(store, keyring, arena, first, batch);
        first += batch;
    }
    arena_free(&arena);
    return result;
}
