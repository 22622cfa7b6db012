/* The institutions of a batch: locked, made when they are new, and indexed by name. */
#include "bigram.h"
#include "designated_doctor_inside.h"
#include "designated_doctor_query.h"
#include "json_list.h"
#include "text.h"

static int by_code(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The batch's 医療機関番号, each once, in order: everybody locks in the same order. */
static const char *institution_codes(struct registration *writing)
{
    const char **codes = arena_make_array(writing->arena, const char *, writing->count);
    for (size_t i = 0; i < writing->count; i++)
        codes[i] = writing->rows[i].doctor.institution_code;
    qsort(codes, writing->count, sizeof *codes, by_code);
    struct json_list list = json_list_in(writing->arena);
    for (size_t i = 0; i < writing->count; i++)
        if (i == 0 || !text_equal(codes[i], codes[i - 1]))
            json_list_add(&list, codes[i]);
    return json_list_text(&list);
}

static enum result lock_institutions(struct registration *writing, const char *codes)
{
    struct doctor_institutions_lock_in in = {codes};
    struct doctor_institutions_lock_rows locked;
    enum result result = doctor_institutions_lock(writing->store, writing->arena, &in, &locked);
    for (size_t i = 0; result == OK && i < locked.count; i++)
        key_rows_find_or_add(&writing->institutions, locked.items[i].code, locked.items[i].id, NULL);
    return result;
}

static enum result index_institution_names(struct registration *writing,
    const struct doctor_institutions_rows *made)
{
    LIST_OF(struct doctor_institution_bigram_insert_in) pairs = {0};
    for (size_t i = 0; i < made->count; i++) {
        struct bigrams bigrams = {0};
        bigrams_add(writing->arena, &bigrams, made->items[i].name_folded);
        for (size_t k = 0; k < bigrams.count; k++)
            *list_push(writing->arena, &pairs) =
                (struct doctor_institution_bigram_insert_in){bigrams.items[k], made->items[i].id};
    }
    return pairs.count == 0 ? OK : doctor_institution_bigram_insert_bulk(writing->store, pairs.items,
        pairs.count);
}

static enum result find_made_institutions(struct registration *writing, const char *codes)
{
    struct doctor_institutions_in in = {codes};
    struct doctor_institutions_rows made;
    enum result result = doctor_institutions(writing->store, writing->arena, &in, &made);
    for (size_t i = 0; result == OK && i < made.count; i++)
        key_rows_find_or_add(&writing->institutions, made.items[i].code, made.items[i].id, NULL);
    return result == OK ? index_institution_names(writing, &made) : result;
}

static enum result make_missing_institutions(struct registration *writing)
{
    struct key_rows seen = key_rows_in(writing->arena);
    struct json_list codes = json_list_in(writing->arena);
    LIST_OF(struct doctor_institution_insert_in) missing = {0};
    for (size_t i = 0; i < writing->count; i++) {
        const struct designated_doctor *doctor = &writing->rows[i].doctor;
        if (key_rows_find(&writing->institutions, doctor->institution_code) != NULL ||
            key_rows_find_or_add(&seen, doctor->institution_code, 1, NULL) != NULL)
            continue;
        json_list_add(&codes, doctor->institution_code);
        *list_push(writing->arena, &missing) = (struct doctor_institution_insert_in){
            .reference = writing->rows[i].credentials.institution_reference, .code = doctor->institution_code,
            .name = doctor->institution_name, .name_folded = text_fold(writing->arena,
            doctor->institution_name)};
    }
    if (missing.count == 0)
        return OK;
    enum result result = doctor_institution_insert_bulk(writing->store, missing.items, missing.count);
    return result == OK ? find_made_institutions(writing, json_list_text(&codes)) : result;
}

enum result registration_institutions(struct registration *writing)
{
    enum result result = lock_institutions(writing, institution_codes(writing));
    if (result == OK)
        result = make_missing_institutions(writing);
    writing->institution_ids = arena_make_array(writing->arena, int64_t, writing->count);
    for (size_t i = 0; result == OK && i < writing->count; i++) {
        const struct key_row *found = key_rows_find(&writing->institutions,
            writing->rows[i].doctor.institution_code);
        if (found == NULL)
            return FAILED;
        writing->institution_ids[i] = found->row;
    }
    return result;
}
