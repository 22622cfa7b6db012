/* 難病・小慢DB IDPW発行通知書 as PDF (R-028… ).
 *
 * One A4 page for each notice, made to be folded in three (長形3号): the upper third has the addressee in
 * the window's place and nothing secret, the middle third has ID and initial password and lies inside,
 * the lower third says how to sign in. The QR code holds the sign-in address and the ID, never the
 * password. A bundle is sorted by institution; with cover sheets each institution's notices follow a
 * list of their names. No page of a notice carries another person's data.
 *
 * The file holds initial passwords: give a wiping arena, send it with no-store, write it nowhere. */
#ifndef NSDB_NOTICE_PDF_H
#define NSDB_NOTICE_PDF_H

#include "buffer.h"
#include "day.h"
#include "list.h"
#include "typeface.h"

/* More notices than this go into several files (architecture §10). */
enum { NOTICE_PDF_MOST = 1000 };

/* What one notice says. Texts are UTF-8; "" where there is nothing, never NULL unless stated. */
struct notice {
    const char *municipality;     /* the issuer: 自治体 (or the name of 厚労省 and its kin) */
    const char *telephone;        /* of its department in charge, or "" */
    const char *reissuer;         /* who issues a new slip when it is not the municipality, or NULL */
    bool renewed_by_reset;        /* a new slip comes by パスワード初期化: [再発行] is for doctors' notices only */
    const char *scheme;           /* 難病, 小慢 or 難病・小慢; "" for users of 厚労省 and its kin */
    const char *institution;      /* 医療機関; "" for a user of the issuer itself */
    const char *institution_code; /* 医療機関番号 */
    const char *department;       /* 部署 */
    const char *family_name;
    const char *given_name;
    const char *login_id;
    const char *initial_password; /* NULL: the person signs in with the password they have */
    bool password_elsewhere;      /* NULL above, because another notice shows it: the login is not in use yet */
    bool has_key;                 /* a key file is in force: パスワード初期化 leaves it alone */
    bool has_question;            /* of an institution's user: 秘密の質問 is registered, which ended a first sign-in */
    struct day issued_on;
    struct day valid_until;       /* last day of the initial password */
    int64_t slip_number;          /* grows with each 再発行 */
    int64_t copy_number;          /* which print of this slip: 1, 2, … */
    bool is_reissue;              /* the slip replaces an earlier one */
    const char *sign_in_address;  /* of the sign-in page, such as https://db.example.jp/signin/ */
    const char *help_contact;     /* whom to ask about the system, or "" */
};

/* A character of notice number `notice` (its place in the array given) that cannot be printed. */
struct notice_gap {
    size_t notice;
    struct typeface_gap gap;
};

LIST_TYPE(notice_gaps, struct notice_gap);

/* What goes into one file. */
struct notice_bundle {
    const struct notice *items;
    size_t count;
    bool with_covers; /* a cover sheet before the notices of each institution */
};

/* Which characters the fonts lack, to warn before printing. Draws nothing and needs no password. The
 * list lives in `arena`. */
void notice_pdf_check(struct arena *arena, struct typeface *typeface, const struct notice_bundle *bundle,
    struct notice_gaps *gaps_out);

/* The notices as one PDF file, added to `file_out`: by institution (code, then name), within it as given.
 * What cannot be printed is shown as 〓, explained on the notice and listed in gaps_out. `secrets` is a
 * wiping arena; the work and the list live there, and `file_out` should live in one too. REFUSED when
 * there are no notices, more than NOTICE_PDF_MOST, or an address too long for a QR code; FAILED, and
 * logged, when a library does. */
enum result notice_pdf_make(struct arena *secrets, struct typeface *typeface,
    const struct notice_bundle *bundle, struct buffer *file_out, struct notice_gaps *gaps_out) MUST_USE;

#endif
