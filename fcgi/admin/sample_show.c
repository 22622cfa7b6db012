/* Accounts that somebody can sign in with, and those in use by nobody. */
#include "key_file.h"
#include "password.h"
#include "sample_people.h"
#include "seal_place.h"
#include "text.h"
#include "token.h"

static bool is_institutional(const char *role)
{
    return text_equal(role, "doctor") || text_equal(role, "manager") || text_equal(role, "clerk");
}

static void add_key(struct sample_people *people, const struct sample_account_in *account, struct bytes public_key)
{
    *list_push(people->rows.arena, &people->rows.key_files) = (struct sample_key_file_in){
        .reference = account->reference, .mail_generation = account->mail_generation, .public_key = public_key};
}

static void register_key(struct sample_people *people, const struct sample_account_in *account,
    struct sample_sign_in *sign_in)
{
    struct bytes public_key;
    sign_in->passphrase = token_passphrase(people->secrets);
    key_file_make(people->rows.arena, people->secrets, sign_in->passphrase, &sign_in->key_file, &public_key);
    add_key(people, account, public_key);
}

static void register_mail(struct sample_account_in *account, const char *address)
{
    account->mail_address = address;
    account->mail_generation = 1;
}

static void answer_secret_question(struct sample_people *people, const struct sample_account_in *account,
    const char *hash)
{
    struct arena *arena = people->rows.arena;
    *list_push(arena, &people->rows.secret_questions) =
        (struct sample_secret_question_in){.reference = account->reference, .question = "first_pet",
            .answer_hash = password_close(arena, people->rows.keyring, seal_place_answer(arena, account->reference), hash)};
}

static void choose_password(struct sample_people *people, const struct sample_account_in *account, const char *hash)
{
    struct arena *arena = people->rows.arena;
    *list_push(arena, &people->rows.passwords) = (struct sample_password_in){.reference = account->reference,
        .hash = password_close(arena, people->rows.keyring, seal_place_password(arena, account->reference), hash)};
}

static void complete_signed_in(struct sample_people *people, struct sample_account_in *account,
    struct sample_sign_in *sign_in)
{
    struct arena *arena = people->rows.arena;
    account->issue_state = "active";
    if (sign_in->institutional) {
        register_mail(account, arena_format(arena, "sample%zu@example.jp", people->sign_ins.count));
        answer_secret_question(people, account, password_hash(arena, token_passphrase(arena)));
    }
    sign_in->password = token_passphrase(people->secrets);
    choose_password(people, account, password_hash(arena, sign_in->password));
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

/* One hash and one key for all of them: what is slow for whoever guesses is slow for whoever makes a hundred. */
static void make_lost(struct sample_people *people)
{
    struct arena *arena = people->rows.arena;
    const char *file;
    people->lost_hash = password_hash(arena, token_passphrase(arena));
    key_file_make(arena, people->secrets, token_passphrase(arena), &file, &people->lost_key);
}

void sample_hide(struct sample_people *people, struct sample_account_in *account)
{
    if (people->lost_hash == NULL)
        make_lost(people);
    account->issue_state = "active";
    register_mail(account, arena_format(people->rows.arena, "hidden%s@example.jp", account->register_number));
    answer_secret_question(people, account, people->lost_hash);
    choose_password(people, account, people->lost_hash);
    add_key(people, account, people->lost_key);
}
