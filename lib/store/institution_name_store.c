/* Correcting an institution's name, with all that shows it. */
#include "institution_name_store.h"

#include "bigram.h"
#include "designated_doctor_query.h"
#include "designation_life_query.h"
#include "institution_message_query.h"
#include "text.h"

static enum result write_bigrams(struct store *store, struct arena *arena, int64_t institution_id, const char *folded)
{
    struct bigrams bigrams = {0};
    bigrams_add(arena, &bigrams, folded);
    struct doctor_institution_bigram_insert_in *rows =
        arena_make_array(arena, struct doctor_institution_bigram_insert_in, bigrams.count);
    for (size_t i = 0; i < bigrams.count; i++)
        rows[i] = (struct doctor_institution_bigram_insert_in){bigrams.items[i], institution_id};
    enum result result = institution_name_bigrams_drop(store,
        &(struct institution_name_bigrams_drop_in){.institution_id = institution_id}, NULL);
    return result == OK ? doctor_institution_bigram_insert_bulk(store, rows, bigrams.count) : result;
}

static enum result write(struct store *store, struct arena *arena, int64_t institution_id,
    const struct institution_name *name)
{
    const char *folded = text_fold(arena, name->after);
    enum result result = institution_name_write(store, &(struct institution_name_write_in){
        .institution_id = institution_id, .name = name->after, .name_folded = folded}, NULL);
    if (result == OK)
        result = write_bigrams(store, arena, institution_id, folded);
    if (result == OK)
        result = institution_name_reprint(store,
            &(struct institution_name_reprint_in){.institution_id = institution_id}, NULL);
    if (result == OK)
        result = institution_name_message_write(store, &(struct institution_name_message_write_in){
            .institution_id = institution_id, .municipality_id = name->municipality_id, .name_before = name->before,
            .name_after = name->after}, NULL);
    if (result == OK)
        result = institution_name_sessions(store,
            &(struct institution_name_sessions_in){.institution_id = institution_id, .name = name->after}, NULL);
    return result;
}

enum result institution_name_correct(struct store *store, struct arena *arena, const struct institution_name *name,
    int64_t *institution_out)
{
    struct designation_institution_find_out held;
    struct institution_name_read_out seen;
    enum result result = designation_institution_find(store, arena,
        &(struct designation_institution_find_in){.code = name->code}, &held);
    if (result == OK)
        result = institution_name_read(store, arena,
            &(struct institution_name_read_in){.municipality_id = name->municipality_id, .code = name->code}, &seen);
    if (result != OK)
        return result;
    *institution_out = held.institution_id;
    return text_equal(held.name, name->before) ? write(store, arena, held.institution_id, name) : CONFLICT;
}
