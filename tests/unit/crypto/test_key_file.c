/* 暗号化鍵ファイル (architecture §7, F-key fuzz in small): made, opened, signed with as a browser would, and everything that
 * must be refused: wrong passphrases, garbage, other encryptions, other curves, forged public keys. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include "clock.h"
#include "digest.h"
#include "key_file.h"
#include "text.h"

static const char passphrase[] = "k7mp-x3wd-9hqz-t4vb";
static const char plain_passphrase[] = "k7mpx3wd9hqzt4vb";

static struct arena *arena;
static struct arena *secrets;
static const char *file;
static struct bytes public_key;

#ifdef __SANITIZE_ADDRESS__
enum { MOST_CASES = 5 };
#else
enum { MOST_CASES = 20 };
#endif

/* How many of so many cases run: opening a file takes 20 s under valgrind and 2 s under AddressSanitizer, and few walk the same
 * code as many do (fuzz_key_file tries the others). */
static size_t bearable(size_t count)
{
    size_t most = getenv("NSDB_UNDER_VALGRIND") != NULL ? 2 : MOST_CASES;
    return count < most ? count : most;
}

static struct bytes of(const char *text)
{
    return (struct bytes){(const uint8_t *)text, strlen(text)};
}

static int make_file(void **state)
{
    (void)state;
    arena = arena_new();
    secrets = arena_new_wiping();
    key_file_make(arena, secrets, passphrase, &file, &public_key);
    return 0;
}

static int end_file(void **state)
{
    (void)state;
    arena_free(&secrets);
    arena_free(&arena);
    return 0;
}

static EVP_PKEY *private_key_of(const char *pem)
{
    BIO *memory = BIO_new_mem_buf(pem, -1);
    EVP_PKEY *key = PEM_read_bio_PrivateKey(memory, NULL, NULL, (void *)(uintptr_t)plain_passphrase);
    BIO_free(memory);
    assert_non_null(key);
    return key;
}

/* Signs as WebCrypto's ECDSA does: 64 bytes r‖s. */
static struct bytes signature_of(EVP_PKEY *key, struct bytes message)
{
    unsigned char der[128];
    size_t size = sizeof der;
    EVP_MD_CTX *signing = EVP_MD_CTX_new();
    assert_int_equal(EVP_DigestSignInit(signing, NULL, EVP_sha256(), NULL, key), 1);
    assert_int_equal(EVP_DigestSign(signing, der, &size, message.data, message.size), 1);
    EVP_MD_CTX_free(signing);
    const unsigned char *at = der;
    ECDSA_SIG *pair = d2i_ECDSA_SIG(NULL, &at, (long)size);
    uint8_t *raw = arena_alloc(arena, KEY_FILE_SIGNATURE_BYTES);
    assert_int_equal(BN_bn2binpad(ECDSA_SIG_get0_r(pair), raw, 32), 32);
    assert_int_equal(BN_bn2binpad(ECDSA_SIG_get0_s(pair), raw + 32, 32), 32);
    ECDSA_SIG_free(pair);
    return (struct bytes){raw, KEY_FILE_SIGNATURE_BYTES};
}

static void a_file_opens_to_its_public_key(void **state)
{
    (void)state;
    static const char *const typed[] = {"k7mp-x3wd-9hqz-t4vb", "k7mpx3wd9hqzt4vb", "K7MP X3WD 9HQZ T4VB",
        " k7mp-x3wd-9hqz-t4vb\r\n", "ｋ７ｍｐ－ｘ３ｗｄ　９ｈｑｚ－Ｔ４ＶＢ"};
    assert_true(text_starts_with(file, "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
    for (size_t i = 0; i < bearable(sizeof typed / sizeof typed[0]); i++) {
        struct bytes opened;
        assert_int_equal(key_file_open(arena, secrets, of(file), typed[i], &opened), OK);
        assert_true(digest_equal(opened, public_key));
    }
}

static void a_file_with_other_line_ends_opens(void **state)
{
    (void)state;
    struct bytes opened;
    char *dos = arena_alloc(arena, strlen(file) * 2);
    char *to = dos;
    for (const char *from = file; *from != 0; from++) {
        if (*from == '\n')
            *to++ = '\r';
        *to++ = *from;
    }
    assert_int_equal(key_file_open(arena, secrets, of(dos), passphrase, &opened), OK);
    assert_true(digest_equal(opened, public_key));
}

static void a_wrong_passphrase_is_refused(void **state)
{
    (void)state;
    static const char *const typed[] = {"", "k7mp-x3wd-9hqz-t4vc", "k7mp-x3wd-9hqz", "パスワード"};
    for (size_t i = 0; i < bearable(sizeof typed / sizeof typed[0]); i++) {
        struct bytes opened;
        assert_int_equal(key_file_open(arena, secrets, of(file), typed[i], &opened), REFUSED);
        assert_null(opened.data);
    }
}

static void what_is_no_key_file_is_refused(void **state)
{
    (void)state;
    static uint8_t large[1 << 20];
    memset(large, 'A', sizeof large);
    memcpy(large, file, strlen(file));
    struct bytes opened;
    const struct bytes cases[] = {BYTES_NONE, of(""), of("garbage"), {large, sizeof large}, {large + 1000, 16 * 1024},
        of("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"), of("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n"
        "-----END ENCRYPTED PRIVATE KEY-----\n"), {(const uint8_t *)file, strlen(file) / 2}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(key_file_open(arena, secrets, cases[i], passphrase, &opened), REFUSED);
}

static void an_altered_file_never_opens_to_another_key(void **state)
{
    (void)state;
    /* a change in the salt or text breaks it, a change of a line end does not: all that may come out is the same key */
    size_t size = strlen(file);
    size_t opened_count = 0;
    size_t step = size / bearable(20) + 1; /* each costs 600,000 rounds of PBKDF2 */
    for (size_t at = 0; at < size; at += step) {
        struct bytes opened;
        char *copy = arena_text(arena, file);
        copy[at] = (char)(copy[at] ^ 1);
        if (key_file_open(arena, secrets, of(copy), passphrase, &opened) == OK) {
            assert_true(digest_equal(opened, public_key));
            opened_count++;
        }
    }
    assert_true(opened_count < 3);
}

static const char *pem_of(EVP_PKEY *key, X509_ALGOR *how)
{
    PKCS8_PRIV_KEY_INFO *plain = EVP_PKEY2PKCS8(key);
    X509_SIG *sealed = PKCS8_set0_pbe(plain_passphrase, (int)strlen(plain_passphrase), plain, how);
    assert_non_null(sealed);
    BIO *memory = BIO_new(BIO_s_mem());
    PEM_write_bio_PKCS8(memory, sealed);
    char *data;
    long size = BIO_get_mem_data(memory, &data);
    const char *text = arena_text_part(arena, data, (size_t)size);
    BIO_free(memory);
    X509_SIG_free(sealed);
    PKCS8_PRIV_KEY_INFO_free(plain);
    return text;
}

static void files_encrypted_in_other_ways_are_refused(void **state)
{
    (void)state;
    uint8_t salt[16] = "0123456789abcde";
    EVP_PKEY *key = private_key_of(file);
    struct bytes opened;
    X509_ALGOR *const ways[] = {
        PKCS5_pbe2_set_iv(EVP_aes_256_cbc(), 2048, salt, 16, NULL, NID_hmacWithSHA256),
        PKCS5_pbe2_set_iv(EVP_aes_256_cbc(), 600001, salt, 16, NULL, NID_hmacWithSHA256),
        PKCS5_pbe2_set_iv(EVP_aes_256_cbc(), 600000, salt, 16, NULL, NID_hmacWithSHA1),
        PKCS5_pbe2_set_iv(EVP_aes_128_cbc(), 600000, salt, 16, NULL, NID_hmacWithSHA256),
        PKCS5_pbe2_set_scrypt(EVP_aes_256_cbc(), salt, 16, NULL, 1024, 8, 1),
    };
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
        assert_int_equal(key_file_open(arena, secrets, of(pem_of(key, ways[i])), passphrase, &opened), REFUSED);
    X509_ALGOR *ours = PKCS5_pbe2_set_iv(EVP_aes_256_cbc(), 600000, salt, 16, NULL, NID_hmacWithSHA256);
    assert_int_equal(key_file_open(arena, secrets, of(pem_of(key, ours)), passphrase, &opened), OK);
    EVP_PKEY_free(key);
}

static X509_ALGOR *our_way(void)
{
    uint8_t salt[16] = "0123456789abcde";
    return PKCS5_pbe2_set_iv(EVP_aes_256_cbc(), 600000, salt, 16, NULL, NID_hmacWithSHA256);
}

static void keys_of_other_kinds_are_refused(void **state)
{
    (void)state;
    struct bytes opened;
    EVP_PKEY *const keys[] = {EVP_EC_gen("P-384"), EVP_EC_gen("secp256k1"), EVP_RSA_gen(2048),
        EVP_PKEY_Q_keygen(NULL, NULL, "ED25519")};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        assert_non_null(keys[i]);
        assert_int_equal(key_file_open(arena, secrets, of(pem_of(keys[i], our_way())), passphrase, &opened), REFUSED);
        EVP_PKEY_free(keys[i]);
    }
}

/* A key whose private number is `scalar`'s but that names the public point of `key`. */
static EVP_PKEY *forged_key(EVP_PKEY *key)
{
    unsigned char point[65];
    size_t size = 0;
    EVP_PKEY *forged = NULL;
    BIGNUM *scalar = BN_new();
    BN_set_word(scalar, 12345);
    EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_ENCODED_PUBLIC_KEY, point, sizeof point, &size);
    OSSL_PARAM_BLD *building = OSSL_PARAM_BLD_new();
    OSSL_PARAM_BLD_push_utf8_string(building, OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
    OSSL_PARAM_BLD_push_octet_string(building, OSSL_PKEY_PARAM_PUB_KEY, point, size);
    OSSL_PARAM_BLD_push_BN(building, OSSL_PKEY_PARAM_PRIV_KEY, scalar);
    OSSL_PARAM *parameters = OSSL_PARAM_BLD_to_param(building);
    EVP_PKEY_CTX *making = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
    EVP_PKEY_fromdata_init(making);
    EVP_PKEY_fromdata(making, &forged, EVP_PKEY_KEYPAIR, parameters);
    EVP_PKEY_CTX_free(making);
    OSSL_PARAM_free(parameters);
    OSSL_PARAM_BLD_free(building);
    BN_free(scalar);
    assert_non_null(forged);
    return forged;
}

static void a_file_that_names_somebody_elses_public_key_is_refused(void **state)
{
    (void)state;
    struct bytes opened;
    EVP_PKEY *key = private_key_of(file);
    EVP_PKEY *forged = forged_key(key);
    assert_int_equal(key_file_open(arena, secrets, of(pem_of(forged, our_way())), passphrase, &opened), REFUSED);
    EVP_PKEY_free(forged);
    EVP_PKEY_free(key);
}

static void signatures_of_the_key_are_verified(void **state)
{
    (void)state;
    EVP_PKEY *key = private_key_of(file);
    for (int i = 0; i < 300; i++) { /* short r and s (leading zeros) turn up in some of them */
        struct bytes message = of(arena_format(arena, "challenge %d", i));
        assert_int_equal(key_file_verify(public_key, message, signature_of(key, message)), OK);
    }
    EVP_PKEY_free(key);
}

static void other_signatures_are_refused(void **state)
{
    (void)state;
    struct bytes message = of("challenge");
    EVP_PKEY *key = private_key_of(file);
    struct bytes signature = signature_of(key, message);
    static const uint8_t zeros[KEY_FILE_SIGNATURE_BYTES];
    assert_int_equal(key_file_verify(public_key, of("challengf"), signature), REFUSED);
    assert_int_equal(key_file_verify(public_key, message, (struct bytes){zeros, sizeof zeros}), REFUSED);
    assert_int_equal(key_file_verify(public_key, message, (struct bytes){signature.data, 63}), REFUSED);
    assert_int_equal(key_file_verify(public_key, message, BYTES_NONE), REFUSED);
    assert_int_equal(key_file_verify(BYTES_NONE, message, signature), REFUSED);
    assert_int_equal(key_file_verify(of("garbage"), message, signature), REFUSED);
    for (size_t bit = 0; bit < 512; bit++) {
        uint8_t *copy = arena_copy(arena, signature.data, signature.size);
        copy[bit / 8] = (uint8_t)(copy[bit / 8] ^ 1u << bit % 8);
        assert_int_equal(key_file_verify(public_key, message, (struct bytes){copy, 64}), REFUSED);
    }
    const char *other_file;
    struct bytes other_key;
    key_file_make(arena, secrets, passphrase, &other_file, &other_key);
    assert_false(digest_equal(other_key, public_key));
    assert_int_equal(key_file_verify(other_key, message, signature), REFUSED);
    EVP_PKEY_free(key);
}

static void public_keys_of_other_curves_are_refused(void **state)
{
    (void)state;
    EVP_PKEY *key = EVP_EC_gen("secp256k1");
    unsigned char *der = NULL;
    int size = i2d_PUBKEY(key, &der);
    struct bytes message = of("challenge");
    struct bytes theirs = {der, (size_t)size};
    assert_int_equal(key_file_verify(theirs, message, signature_of(key, message)), REFUSED);
    OPENSSL_free(der);
    EVP_PKEY_free(key);
}

static void opening_has_its_price(void **state)
{
    (void)state;
    struct bytes opened;
    int64_t start = clock_monotonic_us();
    assert_int_equal(key_file_open(arena, secrets, of(file), passphrase, &opened), OK);
    int64_t took = clock_monotonic_us() - start;
    print_message("opening a key file: %.0f ms\n", (double)took / 1000);
    assert_true(took > 20000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_opens_to_its_public_key),
        cmocka_unit_test(a_file_with_other_line_ends_opens),
        cmocka_unit_test(a_wrong_passphrase_is_refused),
        cmocka_unit_test(what_is_no_key_file_is_refused),
        cmocka_unit_test(an_altered_file_never_opens_to_another_key),
        cmocka_unit_test(files_encrypted_in_other_ways_are_refused),
        cmocka_unit_test(keys_of_other_kinds_are_refused),
        cmocka_unit_test(a_file_that_names_somebody_elses_public_key_is_refused),
        cmocka_unit_test(signatures_of_the_key_are_verified),
        cmocka_unit_test(other_signatures_are_refused),
        cmocka_unit_test(public_keys_of_other_curves_are_refused),
        cmocka_unit_test(opening_has_its_price),
    };
    return cmocka_run_group_tests(tests, make_file, end_file);
}
