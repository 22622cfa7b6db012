/* Accounts that somebody can sign in with. */
#include "key_file.h"
#include "password.h"
#include "sample_people.h"
#include "text.h"
#include "token.h"

static bool is_institutional(const char *role)
{
    return text_equal(role, "doctor") || text_equal(role, "manager") || text_equal(role, "clerk");
}

static void register_key(struct sample_people *people, const struct sample_account_in *account,
    struct sample_sign_in *sign_in)
{
    struct arena *arena = people->rows.arena;
    struct sample_key_file_in *row = list_push(arena, &people->rows.key_files);
    row->reference = account->reference;
    row->mail_generation = account->mail_generation;
    sign_in->passphrase = token_passphrase(people->secrets);
    key_file_make(arena, people->secrets, sign_in->passphrase, &sign_in->key_file, &row->public_key);
}

static void answer_secret_question(struct sample_people *people, const struct sample_account_in *account)
{
    struct arena *arena = people->rows.arena;
    *list_push(arena, &people->rows.secret_questions) = (struct sample_secret_question_in){
        .reference = account->reference, .question = "first_pet", .answer_hash = password_hash(arena, token_passphrase(arena))};
}

static void complete_signed_in(struct sample_people *people, struct sample_account_in *account,
    struct sample_sign_in *sign_in)
{
    struct arena *arena = people->rows.arena;
    account->issue_state = "active";
    if (sign_in->institutional) {
        account->mail_address = arena_format(arena, "sample%zu@example.jp", people->sign_ins.count);
        account->mail_generation = 1;
        answer_secret_question(people, account);
    }
    sign_in->password = token_passphrase(people->secrets);
    *list_push(arena, &people->rows.passwords) = (struct sample_password_in){
        .reference = account->reference, .hash = password_hash(arena, sign_in->password)};
    register_key(people, account, sign_in);
}

void sample_show(struct sample_people *people, struct sample_account_in *account, const char *role,
    const char *organisation, bool signed_in)
{
    struct arena *arena = people->rows.arena;
    struct sample_sign_in *sign_in = list_push(arena, &people->sign_ins);
    sign_in->role = role;
    sign_in->organisation = organisation;
    sign_in->name = arena_format(arena, "%s %s", account->family_name, account->given_name);
    sign_in->login_id = account->login_id;
    sign_in->signed_in = signed_in;
    sign_in->institutional = is_institutional(account->role);
    if (signed_in) {
        complete_signed_in(people, account, sign_in);
        return;
    }
    account->issue_state = "issued";
    sign_in->password = sample_rows_initial_password(&people->rows, account->reference, true);
}
