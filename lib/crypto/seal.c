/* AES-256-GCM, under a key of the ring or under a passphrase. */
#include "seal.h"

#include <limits.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <sodium.h>

#include "crypto_need.h"
#include "keyring.h"
#include "log.h"
#include "token.h"

enum { NONCE_BYTES = 12, TAG_BYTES = 16, BOX_BYTES = NONCE_BYTES + TAG_BYTES };
enum { SALT_BYTES = crypto_pwhash_SALTBYTES, PASSPHRASE_PASSES = 3, PASSPHRASE_MEMORY_BYTES = 256 * 1024 * 1024 };

_Static_assert(SEAL_OVERHEAD_BYTES == 1 + BOX_BYTES, "a sealed value is key id, nonce, ciphertext, tag");

/* Writes nonce, ciphertext and tag to `place`. */
static void box_close(const uint8_t *key, struct bytes plain, const char *associated, uint8_t *place)
{
    int size;
    uint8_t *text = place + NONCE_BYTES;
    EVP_CIPHER_CTX *gcm = EVP_CIPHER_CTX_new();
    token_bytes(place, NONCE_BYTES);
    bool done = gcm != NULL && plain.size <= INT_MAX
        && EVP_EncryptInit_ex2(gcm, EVP_aes_256_gcm(), key, place, NULL) == 1
        && EVP_EncryptUpdate(gcm, NULL, &size, (const uint8_t *)associated, (int)strlen(associated)) == 1
        && (plain.size == 0 || EVP_EncryptUpdate(gcm, text, &size, plain.data, (int)plain.size) == 1)
        && EVP_EncryptFinal_ex(gcm, text + plain.size, &size) == 1
        && EVP_CIPHER_CTX_ctrl(gcm, EVP_CTRL_GCM_GET_TAG, TAG_BYTES, text + plain.size) == 1;
    crypto_need(done, "AES-256-GCM");
    EVP_CIPHER_CTX_free(gcm);
}

/* Opens nonce, ciphertext and tag. */
static enum result box_open(struct arena *arena, const uint8_t *key, struct bytes box, const char *associated,
    struct bytes *plain_out)
{
    int size;
    size_t length = box.size - BOX_BYTES;
    const uint8_t *text = box.data + NONCE_BYTES;
    uint8_t *plain = arena_alloc(arena, length + 1);
    uint8_t tag[TAG_BYTES];
    memcpy(tag, text + length, TAG_BYTES);
    EVP_CIPHER_CTX *gcm = EVP_CIPHER_CTX_new();
    bool ready = gcm != NULL && EVP_DecryptInit_ex2(gcm, EVP_aes_256_gcm(), key, box.data, NULL) == 1
        && EVP_DecryptUpdate(gcm, NULL, &size, (const uint8_t *)associated, (int)strlen(associated)) == 1
        && EVP_CIPHER_CTX_ctrl(gcm, EVP_CTRL_GCM_SET_TAG, TAG_BYTES, tag) == 1;
    crypto_need(ready, "AES-256-GCM");
    bool opened = (length == 0 || EVP_DecryptUpdate(gcm, plain, &size, text, (int)length) == 1)
        && EVP_DecryptFinal_ex(gcm, plain + length, &size) == 1;
    EVP_CIPHER_CTX_free(gcm);
    if (!opened)
        OPENSSL_cleanse(plain, length);
    *plain_out = opened ? (struct bytes){plain, length} : BYTES_NONE;
    return opened ? OK : REFUSED;
}

unsigned seal_key_id(struct bytes sealed)
{
    return sealed.size == 0 ? 0 : sealed.data[0];
}

bool seal_key_is_known(const struct keyring *keyring, struct bytes sealed)
{
    return sealed.size == 0 || keyring_seal_key(keyring, sealed.data[0]) != NULL;
}

unsigned seal_newest_key_id(const struct keyring *keyring)
{
    return keyring_newest_seal(keyring);
}

struct bytes seal_close(struct arena *arena, const struct keyring *keyring, struct bytes plain, const char *associated)
{
    uint8_t *sealed = arena_alloc(arena, SEAL_OVERHEAD_BYTES + plain.size);
    unsigned id = keyring_newest_seal(keyring);
    sealed[0] = (uint8_t)id;
    box_close(keyring_seal_key(keyring, id), plain, associated, sealed + 1);
    return (struct bytes){sealed, SEAL_OVERHEAD_BYTES + plain.size};
}

enum result seal_open(struct arena *arena, const struct keyring *keyring, struct bytes sealed, const char *associated,
    struct bytes *plain_out)
{
    *plain_out = BYTES_NONE;
    if (sealed.size < SEAL_OVERHEAD_BYTES || sealed.size > INT_MAX)
        return REFUSED;
    const uint8_t *key = keyring_seal_key(keyring, sealed.data[0]);
    if (key == NULL) {
        log_error("seal", "a value is sealed under the unknown key %u", sealed.data[0]);
        return REFUSED;
    }
    return box_open(arena, key, (struct bytes){sealed.data + 1, sealed.size - 1}, associated, plain_out);
}

static void passphrase_key(const char *passphrase, const uint8_t *salt, uint8_t *key)
{
    crypto_need(sodium_init() >= 0, "libsodium");
    crypto_need(crypto_pwhash(key, KEY_BYTES, passphrase, strlen(passphrase), salt, PASSPHRASE_PASSES,
                    PASSPHRASE_MEMORY_BYTES, crypto_pwhash_ALG_ARGON2ID13) == 0,
        "Argon2id");
}

struct bytes seal_close_passphrase(struct arena *arena, struct bytes plain, const char *passphrase,
    const char *associated)
{
    uint8_t key[KEY_BYTES];
    size_t size = SALT_BYTES + BOX_BYTES + plain.size;
    uint8_t *sealed = arena_alloc(arena, size);
    token_bytes(sealed, SALT_BYTES);
    passphrase_key(passphrase, sealed, key);
    box_close(key, plain, associated, sealed + SALT_BYTES);
    OPENSSL_cleanse(key, sizeof key);
    return (struct bytes){sealed, size};
}

enum result seal_open_passphrase(struct arena *arena, struct bytes sealed, const char *passphrase,
    const char *associated, struct bytes *plain_out)
{
    uint8_t key[KEY_BYTES];
    *plain_out = BYTES_NONE;
    if (sealed.size < SALT_BYTES + BOX_BYTES || sealed.size > INT_MAX)
        return REFUSED;
    passphrase_key(passphrase, sealed.data, key);
    struct bytes box = {sealed.data + SALT_BYTES, sealed.size - SALT_BYTES};
    enum result result = box_open(arena, key, box, associated, plain_out);
    OPENSSL_cleanse(key, sizeof key);
    return result;
}
