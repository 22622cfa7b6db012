/* What each kind of sealed value is bound to: the associated data of seal_close() and seal_open(). A value that was
 * moved to another row, or to another column, does not open. */
#ifndef NSDB_SEAL_PLACE_H
#define NSDB_SEAL_PLACE_H

#include <stdint.h>

#include "arena.h"

/* 初期パスワード: the account's public id and the number of the slip. */
const char *seal_place_initial_password(struct arena *arena, const char *account_reference, int64_t slip_number);

/* The passphrase that 初回ログイン shows until the key is registered. */
const char *seal_place_passphrase(struct arena *arena, const char *account_reference);

/* The hash of a chosen password: the account's public id. */
const char *seal_place_password(struct arena *arena, const char *account_reference);

/* The hash of the answer to the 秘密の質問. */
const char *seal_place_answer(struct arena *arena, const char *account_reference);

/* A piece of an uploaded file: the import's public id and the number of the piece. */
const char *seal_place_import_piece(struct arena *arena, const char *import_reference, int64_t number);

/* The content of a mail that waits to be sent. */
const char *seal_place_mail(struct arena *arena, const char *message_id);

#endif
