/* Corrections: the person, the designation, 部署, and what is derived from the name for searching. */
#include "doctor_edit_store.h"

#include "bigram.h"
#include "designated_doctor_query.h"
#include "text.h"

enum { KANA_SORT_LENGTH = 100 };

/* The folded kana that lists sort by, cut to its column. */
static const char *kana_sort(struct arena *arena, const char *kana_folded)
{
    const char *end = kana_folded;
    for (size_t i = 0; i < KANA_SORT_LENGTH && *end != 0; i++)
        text_next(&end);
    return arena_text_part(arena, kana_folded, (size_t)(end - kana_folded));
}

static const char *folded(struct arena *arena, const char *family, const char *given)
{
    return text_fold(arena, arena_format(arena, "%s%s", family, given));
}

static enum result write_account(struct store *store, struct arena *arena, const struct doctor_edit_read_out *before,
    const struct designated_doctor *after, int64_t version)
{
    struct doctor_edit_account_in in = {
        .account_id = before->account_id,
        .version = version,
        .family_name = after->family_name,
        .given_name = after->given_name,
        .family_kana = after->family_kana,
        .given_kana = after->given_kana,
        .name_folded = folded(arena, after->family_name, after->given_name),
        .kana_folded = folded(arena, after->family_kana, after->given_kana),
        .telephone = after->telephone,
        .contact_mail = after->mail,
        .register_number = after->medical_register_number,
    };
    int64_t changed = 0;
    enum result result = doctor_edit_account(store, &in, &changed);
    return result == OK && changed != 1 ? CONFLICT : result;
}

static bool name_changes(const struct doctor_edit_read_out *before, const struct designated_doctor *after)
{
    return !text_equal(before->family_name, after->family_name) || !text_equal(before->given_name, after->given_name);
}

/* Whether a line of the printed notice changes. */
static bool notice_changes(const struct doctor_edit_read_out *before, const struct designated_doctor *after)
{
    return name_changes(before, after) || !text_equal(text_or(before->department, ""), after->department);
}

static enum result write_bigrams(struct store *store, struct arena *arena, int64_t account_id,
    const struct designated_doctor *after)
{
    struct bigrams bigrams = {0};
    bigrams_add(arena, &bigrams, folded(arena, after->family_name, after->given_name));
    bigrams_add(arena, &bigrams, folded(arena, after->family_kana, after->given_kana));
    struct doctor_account_bigram_insert_in *rows = arena_make_array(arena, struct doctor_account_bigram_insert_in,
        bigrams.count);
    for (size_t i = 0; i < bigrams.count; i++)
        rows[i] = (struct doctor_account_bigram_insert_in){.bigram = bigrams.items[i], .account_id = account_id};
    enum result result =
        doctor_edit_bigrams_drop(store, &(struct doctor_edit_bigrams_drop_in){.account_id = account_id}, NULL);
    return result == OK ? doctor_account_bigram_insert_bulk(store, rows, bigrams.count) : result;
}

enum result doctor_edit_write(struct store *store, struct arena *arena, const struct doctor_edit_read_out *before,
    const struct designated_doctor *after, int64_t version)
{
    const char *sort = kana_sort(arena, folded(arena, after->family_kana, after->given_kana));
    struct doctor_edit_designation_in designation = {
        .designation_id = before->designation_id,
        .number = after->designation_number,
        .certified_on = after->certified_on,
        .expires_on = after->expires_on,
        .kana_sort = sort,
        .notice_changed = notice_changes(before, after),
    };
    enum result result = write_account(store, arena, before, after, version);
    if (result == OK)
        result = doctor_edit_designation(store, &designation, NULL);
    if (result == OK)
        result = doctor_edit_kana_sort(store,
            &(struct doctor_edit_kana_sort_in){.account_id = before->account_id, .kana_sort = sort,
                .name_changed = name_changes(before, after)}, NULL);
    if (result == OK)
        result = doctor_edit_department(store,
            &(struct doctor_edit_department_in){
                .account_id = before->account_id, .scheme = before->scheme, .department = after->department},
            NULL);
    return result == OK ? write_bigrams(store, arena, before->account_id, after) : result;
}
