/* 自アカウント管理: profile, password, key file, sessions, browsers. For officials it is also
 * the first sign-in: a new password, then the key file, before anything else opens. */
#ifndef NSDB_SELF_H
#define NSDB_SELF_H

#include "app.h"
#include "self_query.h"

extern const struct field_spec self_password_fields[];
extern const struct field_spec self_key_fields[];
extern const struct field_spec self_key_replace_fields[];
extern const struct field_spec self_session_fields[];
extern const struct field_spec self_browser_fields[];
extern const struct field_spec self_mail_fields[];
extern const struct field_spec self_profile_fields[];
extern const struct field_spec self_scheme_fields[];
extern const struct field_spec self_secret_fields[];

/* GET /account/self. */
void self_show(struct context *context);

/* Draws the page again with what is to be mended. */
void self_respond(struct context *context, const struct complaints *complaints);

/* POST /account/self/password: a new password; every other session ends (A05). */
void self_password_submit(struct context *context);

/* GET and POST /account/self/key: whoever has a key makes another one, after the password was confirmed; the page shows its
 * passphrase then. The key in force stays until the new one is registered. */
void self_key_show(struct context *context);
void self_key_submit(struct context *context);

/* POST /account/self/key/prepare: the passphrase of the first key, shown on the page; CONFLICT when there is a key. */
void self_key_prepare(struct context *context);

/* POST /account/self/key/file: a new key under that passphrase, as a download; the server keeps its public half. */
void self_key_file(struct context *context);

/* POST /account/self/key/register: the first proof of possession makes it the account's key. */
void self_key_register(struct context *context);

/* GET and POST /account/self/mail: a new mail address, for users of institutions. */
void self_mail_show(struct context *context);
void self_mail_submit(struct context *context);

/* GET and POST /account/self/profile: the own name, 部署, telephone and mail address; a doctor's are the
 * municipality's. */
void self_profile_show(struct context *context);
void self_profile_submit(struct context *context);

/* GET and POST /account/self/secret: another 秘密の質問, for users of institutions. */
void self_secret_show(struct context *context);
void self_secret_submit(struct context *context);

/* POST /account/scheme: 難病 or 小慢 on screen, for doctors of both. */
void self_scheme_submit(struct context *context);

/* POST /account/self/sessions/end and /account/self/browsers/forget. */
void self_session_end_submit(struct context *context);
void self_browser_forget_submit(struct context *context);

#endif
