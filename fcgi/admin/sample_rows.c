/* Rows of sample data. */
#include "sample_rows.h"

#include "bigram.h"
#include "buffer.h"
#include "initial_password.h"
#include "sample_places.h"
#include "text.h"
#include "token.h"

enum { INITIAL_PASSWORD_DAYS = 90 };

/* Our own names hold nothing that JSON would want escaped. */
static const char *json_object(struct arena *arena, const struct bigrams *bigrams)
{
    struct buffer text = buffer_in(arena);
    for (size_t i = 0; i < bigrams->count; i++)
        buffer_format(&text, "%s\"%zu\":\"%s\"", i == 0 ? "{" : ",", i, bigrams->items[i]);
    buffer_add_text(&text, "}");
    return buffer_text(&text);
}

void sample_rows_institution(struct sample_rows *rows, size_t institution)
{
    struct sample_institution_in *row = list_push(rows->arena, &rows->institutions);
    row->reference = token_reference(rows->arena);
    row->code = sample_institution_code(rows->arena, institution);
    row->name = sample_institution_name(rows->arena, institution);
    row->name_folded = text_fold(rows->arena, row->name);
    struct bigrams bigrams = {0};
    bigrams_add(rows->arena, &bigrams, row->name_folded);
    *list_push(rows->arena, &rows->institution_bigrams) =
        (struct sample_institution_bigrams_in){.bigrams = json_object(rows->arena, &bigrams), .code = row->code};
}

static void index_account(struct sample_rows *rows, const struct sample_account_in *account)
{
    struct bigrams bigrams = {0};
    bigrams_add(rows->arena, &bigrams, account->name_folded);
    bigrams_add(rows->arena, &bigrams, account->kana_folded);
    *list_push(rows->arena, &rows->account_bigrams) = (struct sample_account_bigrams_in){
        .bigrams = json_object(rows->arena, &bigrams), .reference = account->reference};
}

struct sample_account_in *sample_rows_account(struct sample_rows *rows, const char *role, struct sample_name name)
{
    struct arena *arena = rows->arena;
    struct sample_account_in *row = list_push(arena, &rows->accounts);
    row->reference = token_reference(arena);
    row->login_id = token_login_id(arena);
    row->role = role;
    row->family_name = name.family;
    row->given_name = name.given;
    row->family_kana = name.family_kana;
    row->given_kana = name.given_kana;
    row->name_folded = text_fold(arena, arena_format(arena, "%s%s", name.family, name.given));
    row->kana_folded = text_fold(arena, arena_format(arena, "%s%s", name.family_kana, name.given_kana));
    row->department = "";
    row->issue_state = "unissued";
    *list_push(arena, &rows->epochs) = (struct sample_epoch_in){.reference = row->reference};
    index_account(rows, row);
    return row;
}

const char *sample_rows_initial_password(struct sample_rows *rows, const char *reference, bool printed)
{
    const char *password;
    struct sample_initial_password_in *row = list_push(rows->arena, &rows->initial_passwords);
    row->reference = reference;
    row->sealed = initial_password_seal(rows->arena, rows->arena, rows->keyring, reference, 1, &password);
    row->days = INITIAL_PASSWORD_DAYS;
    row->printed_count = printed;
    return password;
}

/* Each list with its statement. */
#define EACH(statement, list)                                                                                          \
    static bool store_##list(struct store *store, const struct sample_rows *rows)                                      \
    {                                                                                                                  \
        enum result result = OK;                                                                                       \
        for (size_t i = 0; i < rows->list.count && result == OK; i++)                                                  \
            result = statement(store, &rows->list.items[i], NULL);                                                     \
        return result == OK;                                                                                           \
    }

EACH(sample_institution, institutions)
EACH(sample_institution_bigrams, institution_bigrams)
EACH(sample_account, accounts)
EACH(sample_epoch, epochs)
EACH(sample_account_bigrams, account_bigrams)
EACH(sample_initial_password, initial_passwords)
EACH(sample_password, passwords)
EACH(sample_secret_question, secret_questions)
EACH(sample_key_file, key_files)
EACH(sample_designation, designations)
EACH(sample_affiliation, affiliations)
EACH(sample_manager, managers)
EACH(sample_notification, notifications)

static bool store_persons(struct store *store, const struct sample_rows *rows)
{
    return store_accounts(store, rows) && store_epochs(store, rows) && store_account_bigrams(store, rows) &&
        store_initial_passwords(store, rows) && store_passwords(store, rows) && store_secret_questions(store, rows) &&
        store_key_files(store, rows);
}

enum result sample_rows_store(struct store *store, const struct sample_rows *rows)
{
    bool stored = store_institutions(store, rows) && store_institution_bigrams(store, rows) &&
        store_persons(store, rows) && store_designations(store, rows) && store_affiliations(store, rows) &&
        store_managers(store, rows) && store_notifications(store, rows);
    return stored ? OK : FAILED;
}
