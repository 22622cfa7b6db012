/* Walking along the sealed columns. */
#include "sealed_values.h"

#include "password.h"
#include "seal_place.h"
#include "sealed_query.h"

typedef enum result slice(struct store *, struct arena *, const struct sealed_value_in *, struct sealed_value_rows *);
typedef enum result replace(struct store *, const struct sealed_replacement_in *, int64_t *);

struct column {
    const char *kind;
    slice *slice;
    replace *replace;
    const char *(*associated)(struct arena *arena, const struct sealed_value_out *value);
    int64_t at_once;
    bool was_unsealed; /* in earlier releases: password_is_unsealed() tells */
};

struct walking {
    const struct column *column;
    const struct keyring *keyring;
    struct arena *arena;             /* of one slice */
    bool renew;
    struct sealed_value_in from;
    struct sealed_count *count;      /* up to the slice under way */
    struct sealed_count found;       /* with it */
    struct sealed_value_rows rows;
};

static const char *of_initial_password(struct arena *arena, const struct sealed_value_out *value)
{
    return seal_place_initial_password(arena, value->name, value->part);
}

static const char *of_passphrase(struct arena *arena, const struct sealed_value_out *value)
{
    return seal_place_passphrase(arena, value->name);
}

static const char *of_password(struct arena *arena, const struct sealed_value_out *value)
{
    return seal_place_password(arena, value->name);
}

static const char *of_answer(struct arena *arena, const struct sealed_value_out *value)
{
    return seal_place_answer(arena, value->name);
}

static const char *of_import_piece(struct arena *arena, const struct sealed_value_out *value)
{
    return seal_place_import_piece(arena, value->name, value->part);
}

static const char *of_mail(struct arena *arena, const struct sealed_value_out *value)
{
    return seal_place_mail(arena, value->name);
}

static const struct column columns[SEALED_KINDS] = {
    {"initial passwords", sealed_initial_passwords, sealed_initial_password_replace, of_initial_password, 500, false},
    {"passphrases", sealed_passphrases, sealed_passphrase_replace, of_passphrase, 500, false},
    {"uploaded lists", sealed_import_pieces, sealed_import_piece_replace, of_import_piece, 8, false},
    {"mails", sealed_mails, sealed_mail_replace, of_mail, 100, false},
    {"passwords", sealed_passwords, sealed_password_replace, of_password, 500, true},
    {"answers", sealed_answers, sealed_answer_replace, of_answer, 500, true},
};

/* Whether an earlier release left the value without a seal. */
static bool is_unsealed(const struct column *column, struct bytes value)
{
    return column->was_unsealed && password_is_unsealed(value);
}

/* The id of the key that closed it; 0 for none. */
static unsigned key_of(const struct column *column, struct bytes value)
{
    return is_unsealed(column, value) ? 0 : seal_key_id(value);
}

static enum result renew_value(struct walking *walking, struct store *store, const struct sealed_value_out *value,
    struct bytes plain, const char *associated)
{
    struct sealed_replacement_in in = {
        value->id, value->part, seal_close(walking->arena, walking->keyring, plain, associated), value->sealed};
    int64_t changed = 0;
    enum result result = walking->column->replace(store, &in, &changed);
    walking->found.renewed += changed;
    walking->found.by_key[key_of(walking->column, changed > 0 ? in.sealed : value->sealed)]++;
    return result;
}

static enum result take_value(struct walking *walking, struct store *store, const struct sealed_value_out *value)
{
    struct bytes plain = value->sealed;
    const char *associated = walking->column->associated(walking->arena, value);
    unsigned key = key_of(walking->column, value->sealed);
    bool opens = is_unsealed(walking->column, value->sealed)
        || seal_open(walking->arena, walking->keyring, value->sealed, associated, &plain) == OK;
    walking->found.values++;
    walking->found.closed += !opens;
    if (opens && walking->renew && key != seal_newest_key_id(walking->keyring))
        return renew_value(walking, store, value, plain, associated);
    walking->found.by_key[key]++;
    return OK;
}

static enum result take_slice(struct store *store, void *context)
{
    struct walking *walking = context;
    arena_reset(walking->arena);
    walking->found = *walking->count;
    enum result result = walking->column->slice(store, walking->arena, &walking->from, &walking->rows);
    for (size_t i = 0; result == OK && i < walking->rows.count; i++)
        result = take_value(walking, store, &walking->rows.items[i]);
    return result;
}

static enum result walk_column(struct store *store, struct walking *walking)
{
    enum result result;
    walking->from = (struct sealed_value_in){.after_id = -1, .after_part = -1, .most = walking->column->at_once};
    walking->count->kind = walking->column->kind;
    while ((result = store_transaction(store, take_slice, walking)) == OK && walking->rows.count > 0) {
        const struct sealed_value_out *last = &walking->rows.items[walking->rows.count - 1];
        *walking->count = walking->found;
        walking->from.after_id = last->id;
        walking->from.after_part = last->part;
    }
    return result;
}

static enum result walk(struct store *store, const struct keyring *keyring, bool renew, bool all,
    struct sealed_counts *counts_out)
{
    struct walking walking = {.keyring = keyring, .arena = arena_new_wiping(), .renew = renew};
    enum result result = OK;
    *counts_out = (struct sealed_counts){0};
    for (size_t i = 0; result == OK && i < SEALED_KINDS; i++) {
        walking.column = &columns[i];
        walking.count = &counts_out->items[i];
        if (all || walking.column->was_unsealed)
            result = walk_column(store, &walking);
    }
    arena_free(&walking.arena);
    return result;
}

enum result sealed_values_walk(
    struct store *store, const struct keyring *keyring, bool renew, struct sealed_counts *counts_out)
{
    return walk(store, keyring, renew, true, counts_out);
}

enum result sealed_values_complete(struct store *store, const struct keyring *keyring, struct sealed_counts *counts_out)
{
    return walk(store, keyring, true, false, counts_out);
}

bool sealed_values_any(struct store *store)
{
    struct arena *arena = arena_new_wiping();
    bool any = false;
    for (size_t i = 0; !any && i < SEALED_KINDS; i++) {
        const struct sealed_value_in first = {.after_id = -1, .after_part = -1, .most = columns[i].at_once};
        struct sealed_value_rows rows;
        arena_reset(arena);
        if (columns[i].slice(store, arena, &first, &rows) != OK)
            continue;
        for (size_t j = 0; j < rows.count; j++)
            any = any || !is_unsealed(&columns[i], rows.items[j].sealed);
    }
    arena_free(&arena);
    return any;
}
