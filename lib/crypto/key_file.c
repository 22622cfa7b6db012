/* Making key files, and checking signatures that browsers make with them. */
#include "key_file.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include "crypto_need.h"
#include "text.h"
#include "token.h"

enum { COORDINATE_BYTES = KEY_FILE_SIGNATURE_BYTES / 2 };

const char *key_file_passphrase(struct arena *secrets, const char *typed)
{
    char *plain = text_half_width(secrets, typed);
    char *to = plain;
    for (const char *from = plain; *from != 0; from++)
        if (strchr(" \t\r\n-", *from) == NULL)
            *to++ = *from >= 'A' && *from <= 'Z' ? (char)(*from - 'A' + 'a') : *from;
    *to = 0;
    return plain;
}

static X509_SIG *encrypt(EVP_PKEY *key, const char *passphrase)
{
    uint8_t salt[KEY_FILE_SALT_BYTES];
    token_bytes(salt, sizeof salt);
    PKCS8_PRIV_KEY_INFO *plain = EVP_PKEY2PKCS8(key);
    X509_ALGOR *how = PKCS5_pbe2_set_iv(EVP_aes_256_cbc(), KEY_FILE_ROUNDS, salt, sizeof salt, NULL,
        NID_hmacWithSHA256);
    crypto_need(plain != NULL && how != NULL, "PKCS#8");
    X509_SIG *sealed = PKCS8_set0_pbe(passphrase, (int)strlen(passphrase), plain, how);
    crypto_need(sealed != NULL, "PBES2");
    PKCS8_PRIV_KEY_INFO_free(plain);
    return sealed;
}

static const char *pem_text(struct arena *secrets, const X509_SIG *sealed)
{
    char *data = NULL;
    BIO *memory = BIO_new(BIO_s_mem());
    crypto_need(memory != NULL && PEM_write_bio_PKCS8(memory, sealed) == 1, "PEM");
    long size = BIO_get_mem_data(memory, &data);
    const char *text = arena_text_part(secrets, data, (size_t)size);
    BIO_free(memory);
    return text;
}

static struct bytes public_key(struct arena *arena, const EVP_PKEY *key)
{
    unsigned char *der = NULL;
    int size = i2d_PUBKEY(key, &der);
    crypto_need(size > 0, "the public key");
    struct bytes copy = {arena_copy(arena, der, (size_t)size), (size_t)size};
    OPENSSL_free(der);
    return copy;
}

void key_file_make(struct arena *arena, struct arena *secrets, const char *passphrase, const char **pem_out,
    struct bytes *public_key_out)
{
    EVP_PKEY *key = EVP_EC_gen("P-256");
    crypto_need(key != NULL, "P-256");
    X509_SIG *sealed = encrypt(key, key_file_passphrase(secrets, passphrase));
    *pem_out = pem_text(secrets, sealed);
    *public_key_out = public_key(arena, key);
    X509_SIG_free(sealed);
    EVP_PKEY_free(key);
}

static EVP_PKEY *public_key_read(struct bytes der)
{
    const unsigned char *at = der.data;
    char group[32] = "";
    size_t length = 0;
    EVP_PKEY *key = der.size > 1024 ? NULL : d2i_PUBKEY(NULL, &at, (long)der.size);
    bool right = key != NULL && at == der.data + der.size
        && EVP_PKEY_get_group_name(key, group, sizeof group, &length) == 1 && text_equal(group, SN_X9_62_prime256v1);
    if (right)
        return key;
    EVP_PKEY_free(key);
    return NULL;
}

/* r‖s as the ASN.1 that OpenSSL checks; gives its size. */
static int signature_der(struct bytes signature, unsigned char **der_out)
{
    ECDSA_SIG *pair = ECDSA_SIG_new();
    BIGNUM *r = BN_bin2bn(signature.data, COORDINATE_BYTES, NULL);
    BIGNUM *s = BN_bin2bn(signature.data + COORDINATE_BYTES, COORDINATE_BYTES, NULL);
    crypto_need(pair != NULL && r != NULL && s != NULL && ECDSA_SIG_set0(pair, r, s) == 1, "ECDSA");
    int size = i2d_ECDSA_SIG(pair, der_out);
    crypto_need(size > 0, "ECDSA");
    ECDSA_SIG_free(pair);
    return size;
}

enum result key_file_verify(struct bytes key_bytes, struct bytes message, struct bytes signature)
{
    EVP_PKEY *key = public_key_read(key_bytes);
    if (key == NULL || signature.size != KEY_FILE_SIGNATURE_BYTES) {
        EVP_PKEY_free(key);
        return REFUSED;
    }
    unsigned char *der = NULL;
    int size = signature_der(signature, &der);
    EVP_MD_CTX *verifying = EVP_MD_CTX_new();
    bool ready = verifying != NULL && EVP_DigestVerifyInit(verifying, NULL, EVP_sha256(), NULL, key) == 1;
    crypto_need(ready, "ECDSA");
    bool right = EVP_DigestVerify(verifying, der, (size_t)size, message.data, message.size) == 1;
    EVP_MD_CTX_free(verifying);
    OPENSSL_free(der);
    EVP_PKEY_free(key);
    return right ? OK : REFUSED;
}
