/* 有効期限延長, 削除 (転出) and the change of 主たる勤務先, by the issuer. The designation was read by
 * doctor_edit_read() in the same transaction; the caller writes the operation log. */
#ifndef NSDB_DESIGNATION_LIFE_STORE_H
#define NSDB_DESIGNATION_LIFE_STORE_H

#include "designation_life_query.h"
#include "doctor_edit_query.h"
#include "store.h"

/* Extends to `expires_on`; the key is void (also after パスワード初期化), sessions end, and the next sign-in registers mail and
 * key again (R-046, A12). An ID that was never used only gets the new date. CONFLICT when the date changed since `row` was read. */
enum result designation_extend_to(struct store *store, const struct doctor_edit_read_out *row,
    struct day expires_on) MUST_USE;

/* Ends the designation, and with it what other municipalities asked for it: sessions end at once. The
 * account ends with its last designation; *account_ended_out tells. CONFLICT when it had ended already. */
enum result designation_delete(struct store *store, struct arena *arena, const struct doctor_edit_read_out *row,
    bool *account_ended_out) MUST_USE;

/* A medical institution by its number. An institution that nobody registered yet is made with `name` and `reference`
 * (a token_reference() that was never used); a registered one keeps its name. */
struct designation_place {
    const char *code;      /* ten digits */
    const char *name;      /* "": only a registered one is meant */
    const char *reference;
};

/* Makes that institution the 主たる勤務先; the old one becomes a 兼務先, and 責任者 follows: in a new institution
 * the doctor is the first one. Both institutions are told on their screens; who is signed in goes on at the new one. NOT_FOUND when no institution has that
 * number and `to` has no name for a new one. Use designated_doctor_transaction(): others may register there. */
enum result designation_move(struct store *store, struct arena *arena, const struct doctor_edit_read_out *row,
    const struct designation_place *to) MUST_USE;

#endif
