/* Accounts that flow tests sign in with. */
#include "people.h"

#include <openssl/ecdsa.h>
#include <openssl/pem.h>
#include <string.h>

#include "digest.h"
#include "initial_password.h"
#include "key_file.h"
#include "key_registration.h"
#include "mail_order.h"
#include "number.h"
#include "password.h"
#include "seal_place.h"
#include "text.h"
#include "token.h"

static void run(struct visitor *visitor, const char *sql)
{
    test_sql(visitor->app.store, sql);
}

void people_ground(struct visitor *visitor)
{
    run(visitor, "INSERT INTO municipality (id, code, name, kind, handles_nanbyo, handles_shoman) VALUES "
                 "(1, '130001', '東京都', 'prefecture', 1, 1) ON DUPLICATE KEY UPDATE id = id");
    run(visitor, "INSERT INTO medical_institution (id, reference, code, name, name_folded) VALUES "
                 "(1, 'INSTITUTION00000000001', '1312345670', '見本病院', '見本病院') ON DUPLICATE KEY UPDATE id = id");
}

static const char *hex_literal(struct visitor *visitor, struct bytes bytes)
{
    return arena_format(visitor->arena, "x'%s'", digest_hex(visitor->arena, bytes));
}

static struct person insert_account(struct visitor *visitor, enum person_kind kind)
{
    static int count;
    static const char *const belongs[] = {
        [PERSON_DOCTOR] = "'doctor', NULL, NULL",
        [PERSON_CLERK] = "'clerk', NULL, 1",
        [PERSON_STAFF] = "'municipality_staff', 1, NULL",
    };
    struct arena *arena = visitor->arena;
    struct person person = {.login_id = token_login_id(arena), .reference = token_reference(arena)};
    const char *number = kind == PERSON_DOCTOR ? arena_format(arena, "'%06d'", ++count) : "NULL";
    run(visitor, arena_format(arena, "INSERT INTO account (reference, login_id, role, municipality_id, institution_id, "
        "medical_register_number, family_name, given_name, family_kana, given_kana, name_folded, kana_folded, "
        "contact_mail) VALUES ('%s', '%s', %s, %s, '鈴木', '花子', 'スズキ', 'ハナコ', '鈴木花子', 'すずきはなこ', 'owner@example.jp')",
        person.reference, person.login_id, belongs[kind], number));
    const char *id = visitor_ask(visitor, arena_format(arena, "SELECT id FROM account WHERE login_id = '%s'",
        person.login_id));
    assert_true(number_read(id, 1, INT64_MAX, &person.id));
    run(visitor, arena_format(arena, "INSERT INTO auth_epoch (account_id) VALUES (%lld)", (long long)person.id));
    if (kind == PERSON_DOCTOR)
        run(visitor, arena_format(arena, "INSERT INTO designation (reference, account_id, scheme, kind, number, "
            "municipality_id, institution_id, certified_on, expires_on, kana_sort) VALUES ('%s', %lld, 'nanbyo', "
            "'nanbyo', 'N%d', 1, 1, '2026-04-01', '2031-03-31', 'すずき')", token_reference(arena),
            (long long)person.id, count));
    return person;
}

struct person people_new(struct visitor *visitor, enum person_kind kind)
{
    struct arena *arena = visitor->arena;
    struct person person = insert_account(visitor, kind);
    struct bytes sealed = initial_password_seal(arena, arena, visitor->app.keyring, person.reference, 1,
        &person.password);
    run(visitor, arena_format(arena, "INSERT INTO initial_password (account_id, slip_number, sealed, "
        "issued_at, expires_at) VALUES (%lld, 1, %s, NOW(6), NOW(6) + INTERVAL 90 DAY)", (long long)person.id,
        hex_literal(visitor, sealed)));
    return person;
}

void people_password(struct visitor *visitor, const struct person *person, const char *hash)
{
    struct arena *arena = visitor->arena;
    struct bytes stored = password_close(arena, visitor->app.keyring, seal_place_password(arena, person->reference), hash);
    run(visitor, arena_format(arena, "REPLACE INTO password (account_id, hash, changed_at) VALUES (%lld, %s, NOW(6))",
        (long long)person->id, hex_literal(visitor, stored)));
}

struct person people_in_use(struct visitor *visitor, enum person_kind kind, const char **pem_out,
    const char **passphrase_out)
{
    struct arena *arena = visitor->arena;
    struct person person = insert_account(visitor, kind);
    struct bytes public_key;
    person.password = "tsuki to hoshi no umi";
    *passphrase_out = token_passphrase(arena);
    key_file_make(arena, arena, *passphrase_out, pem_out, &public_key);
    people_password(visitor, &person, password_hash(arena, person.password));
    run(visitor, arena_format(arena, "INSERT INTO key_file (account_id, generation, mail_generation, "
        "public_key, state, created_at, expires_at, activated_at) VALUES (%lld, 1, 0, %s, 'active', NOW(6), "
        "NOW(6), NOW(6))",
        (long long)person.id, hex_literal(visitor, public_key)));
    run(visitor, arena_format(arena, "UPDATE account SET issue_state = 'active' "
        "WHERE id = %lld", (long long)person.id));
    return person;
}

static struct bytes raw_signature(struct arena *arena, const unsigned char *der, size_t size)
{
    uint8_t *raw = arena_alloc(arena, 64);
    ECDSA_SIG *signature = d2i_ECDSA_SIG(NULL, &der, (long)size);
    BN_bn2binpad(ECDSA_SIG_get0_r(signature), raw, 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(signature), raw + 32, 32);
    ECDSA_SIG_free(signature);
    return (struct bytes){raw, 64};
}

/* The file's passphrase is what was typed without hyphens, in small letters. */
static char *normal(struct arena *arena, const char *passphrase)
{
    char *copy = arena_text(arena, passphrase);
    char *to = copy;
    for (const char *c = passphrase; *c != 0; c++)
        if (*c != '-')
            *to++ = *c;
    *to = 0;
    return copy;
}

const char *people_sign(struct visitor *visitor, const char *pem, const char *passphrase, const char *challenge)
{
    struct arena *arena = visitor->arena;
    struct bytes message;
    unsigned char der[80];
    size_t size = sizeof der;
    BIO *file = BIO_new_mem_buf(pem, -1);
    EVP_PKEY *key = PEM_read_bio_PrivateKey(file, NULL, NULL, normal(arena, passphrase));
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    assert_non_null(key);
    assert_true(digest_from_base64(arena, challenge, &message));
    assert_int_equal(EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, key), 1);
    assert_int_equal(EVP_DigestSign(context, der, &size, message.data, message.size), 1);
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
    BIO_free(file);
    return digest_base64url(arena, raw_signature(arena, der, size));
}

void people_sign_in(struct visitor *visitor, const char *login_id, const char *password)
{
    struct buffer fields = buffer_in(visitor->arena);
    visitor_get(visitor, "/signin/");
    buffer_format(&fields, "login_id=%s&password=", login_id);
    for (const char *c = password; *c != 0; c++)
        buffer_format(&fields, "%%%02X", (unsigned)(unsigned char)*c);
    visitor_post(visitor, "/signin/", buffer_text(&fields));
}

const char *people_mailed_key_file(struct visitor *visitor, int64_t id)
{
    struct arena *arena = visitor->arena;
    struct mail_order order = {0};
    const char *row = visitor_ask(visitor, arena_format(arena, "SELECT CONCAT(message_id, ' ', "
        "HEX(sealed)) FROM outbox WHERE account_id = %lld AND kind = 'key_file' ORDER BY id DESC LIMIT 1",
        (long long)id));
    size_t id_size = strcspn(row, " ");
    const char *hex = row + id_size + 1;
    size_t size = strlen(hex) / 2;
    uint8_t *sealed = arena_alloc(arena, size + 1);
    for (size_t i = 0; i < size; i++) {
        unsigned byte;
        assert_int_equal(sscanf(hex + 2 * i, "%2x", &byte), 1);
        sealed[i] = (uint8_t)byte;
    }
    assert_int_equal(mail_order_open(arena, visitor->app.keyring, arena_text_part(arena, row, id_size),
        (struct bytes){sealed, size}, &order), OK);
    return arena_text_part(arena, (const char *)order.attachment.data, order.attachment.size);
}

const char *people_passphrase(struct visitor *visitor)
{
    visitor_get(visitor, "/signin/key");
    const char *passphrase = visitor_between(visitor, "<p class=\"nsdb-secret\">", "</p>");
    assert_int_equal(strlen(passphrase), 19);
    return passphrase;
}
