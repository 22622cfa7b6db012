/* 暗号化鍵ファイル: an ECDSA P-256 private key in PKCS#8, encrypted under a passphrase with PBES2 (PBKDF2-HMAC-SHA256
 * 600,000 rounds, AES-256-CBC), as PEM text: OpenSSL and the browser's WebCrypto both open it (architecture §7). The
 * server keeps only the public key. */
#ifndef NSDB_KEY_FILE_H
#define NSDB_KEY_FILE_H

#include "arena.h"
#include "bytes.h"
#include "result.h"

enum { KEY_FILE_ROUNDS = 600000, KEY_FILE_SALT_BYTES = 16, KEY_FILE_MOST_BYTES = 16 * 1024,
    KEY_FILE_SIGNATURE_BYTES = 64 };

/* A new key. `pem_out` is the file's text (in `secrets`), `public_key_out` the SubjectPublicKeyInfo (in `arena`).
 * The file is encrypted under the passphrase's plain form, see key_file_passphrase(). */
void key_file_make(struct arena *arena, struct arena *secrets, const char *passphrase, const char **pem_out,
    struct bytes *public_key_out);

/* The plain form of a passphrase, which is what encrypts: full-width letters made half-width, small letters, without
 * blanks and hyphens. "K7MP-x3wd-9hqz-t4vb" → "k7mpx3wd9hqzt4vb". The browser does the same before PBKDF2. */
const char *key_file_passphrase(struct arena *secrets, const char *typed);

/* Opens a file that a person picked and gives its public key; the private key is wiped. REFUSED when it is
 * no key file, the passphrase is wrong, or its private key does not belong to the public key it names. The
 * passphrase may be typed with blanks or hyphens anywhere, in any case. */
enum result key_file_open(struct arena *arena, struct arena *secrets, struct bytes pem, const char *passphrase,
    struct bytes *public_key_out) MUST_USE;

/* Whether `signature` (64 bytes r‖s, as WebCrypto gives) is the key's over SHA-256 of `message`. REFUSED otherwise. */
enum result key_file_verify(struct bytes public_key, struct bytes message, struct bytes signature) MUST_USE;

#endif
