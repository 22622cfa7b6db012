/* Opening a key file that came from outside. Nothing in it is trusted: its size, how it says it was encrypted (a huge
 * round count would keep the program busy for hours), its curve, and that private and public key belong together (a
 * forged file could name somebody else's public key). */
#include "key_file.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>
#include <stdbool.h>

#include "text.h"

static void end_encrypted(void *thing)
{
    X509_SIG_free(thing);
}

static void end_key(void *thing)
{
    EVP_PKEY_free(thing);
}

static X509_SIG *pem_read(struct arena *arena, struct bytes pem)
{
    if (pem.size == 0 || pem.size > KEY_FILE_MOST_BYTES)
        return NULL;
    BIO *memory = BIO_new_mem_buf(pem.data, (int)pem.size);
    X509_SIG *encrypted = memory == NULL ? NULL : PEM_read_bio_PKCS8(memory, NULL, NULL, NULL);
    BIO_free(memory);
    if (encrypted != NULL)
        arena_defer(arena, end_encrypted, encrypted);
    return encrypted;
}

/* Whether PBKDF2 is asked for with HMAC-SHA-256 and our number of rounds. */
static bool derivation_is_ours(const X509_ALGOR *how)
{
    const ASN1_OBJECT *name;
    const void *value;
    int type;
    X509_ALGOR_get0(&name, &type, &value, how);
    if (OBJ_obj2nid(name) != NID_id_pbkdf2 || type != V_ASN1_SEQUENCE)
        return false;
    PBKDF2PARAM *pbkdf2 = ASN1_item_unpack(value, ASN1_ITEM_rptr(PBKDF2PARAM));
    bool ours = pbkdf2 != NULL && ASN1_INTEGER_get(pbkdf2->iter) == KEY_FILE_ROUNDS && pbkdf2->prf != NULL
        && OBJ_obj2nid(pbkdf2->prf->algorithm) == NID_hmacWithSHA256;
    PBKDF2PARAM_free(pbkdf2);
    return ours;
}

static bool encryption_is_ours(const X509_SIG *encrypted)
{
    const X509_ALGOR *how;
    const ASN1_OBJECT *name;
    const void *value;
    int type;
    X509_SIG_get0(encrypted, &how, NULL);
    X509_ALGOR_get0(&name, &type, &value, how);
    if (OBJ_obj2nid(name) != NID_pbes2 || type != V_ASN1_SEQUENCE)
        return false;
    PBE2PARAM *pbes2 = ASN1_item_unpack(value, ASN1_ITEM_rptr(PBE2PARAM));
    bool ours = pbes2 != NULL && derivation_is_ours(pbes2->keyfunc)
        && OBJ_obj2nid(pbes2->encryption->algorithm) == NID_aes_256_cbc;
    PBE2PARAM_free(pbes2);
    return ours;
}

static EVP_PKEY *private_key(struct arena *secrets, const X509_SIG *encrypted, const char *passphrase)
{
    PKCS8_PRIV_KEY_INFO *plain = PKCS8_decrypt(encrypted, passphrase, (int)strlen(passphrase));
    EVP_PKEY *key = plain == NULL ? NULL : EVP_PKCS82PKEY(plain);
    PKCS8_PRIV_KEY_INFO_free(plain);
    if (key != NULL)
        arena_defer(secrets, end_key, key);
    return key;
}

static bool key_is_ours(EVP_PKEY *key)
{
    char group[32] = "";
    size_t length = 0;
    if (EVP_PKEY_get_group_name(key, group, sizeof group, &length) != 1 || !text_equal(group, SN_X9_62_prime256v1))
        return false;
    EVP_PKEY_CTX *checking = EVP_PKEY_CTX_new(key, NULL);
    bool ours = checking != NULL && EVP_PKEY_public_check(checking) == 1 && EVP_PKEY_private_check(checking) == 1
        && EVP_PKEY_pairwise_check(checking) == 1;
    EVP_PKEY_CTX_free(checking);
    return ours;
}

static EVP_PKEY *open_file(struct arena *secrets, struct bytes pem, const char *passphrase)
{
    const X509_SIG *encrypted = pem_read(secrets, pem);
    if (encrypted == NULL || !encryption_is_ours(encrypted))
        return NULL;
    EVP_PKEY *key = private_key(secrets, encrypted, key_file_passphrase(secrets, passphrase));
    return key != NULL && key_is_ours(key) ? key : NULL;
}

enum result key_file_open(struct arena *arena, struct arena *secrets, struct bytes pem, const char *passphrase,
    struct bytes *public_key_out)
{
    unsigned char *der = NULL;
    *public_key_out = BYTES_NONE;
    const EVP_PKEY *key = open_file(secrets, pem, passphrase);
    int size = key == NULL ? 0 : i2d_PUBKEY(key, &der);
    ERR_clear_error();
    if (size <= 0)
        return REFUSED;
    *public_key_out = (struct bytes){arena_copy(arena, der, (size_t)size), (size_t)size};
    OPENSSL_free(der);
    return OK;
}
