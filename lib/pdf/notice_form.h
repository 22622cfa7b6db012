/* The fixed parts of a notice, which all notices of a kind share as a stencil: where the rows are, labels,
 * the steps of the first sign-in. Colours and edges serve the cover sheet too. Used inside this room. */
#ifndef NSDB_NOTICE_FORM_H
#define NSDB_NOTICE_FORM_H

#include "notice_pdf.h"
#include "sheet.h"

enum {
    NOTICE_INK = 0x1A1A1C,    /* text */
    NOTICE_QUIET = 0x595959,  /* labels and remarks; 7:1 on white */
    NOTICE_ACCENT = 0x00118F, /* rules and numbers; prints as dark grey */
    NOTICE_PALE = 0xF1F3F7,   /* behind labels */
    NOTICE_EDGE = 0xB4B8C0,   /* table lines */
    NOTICE_ALERT = 0xA6130C
};

/* Left edge and width of everything but the addressee, mm. */
#define NOTICE_LEFT 22.0
#define NOTICE_SPAN 166.0

/* Whose user the reader is: it decides the rows. A central one is of 厚労省, 運用事業者 or システム運営主体: no scheme. */
enum notice_reader { NOTICE_INSTITUTIONAL, NOTICE_MUNICIPAL, NOTICE_CENTRAL, NOTICE_READERS };

/* How the reader gets in: it decides the steps. */
enum notice_way {
    NOTICE_WAY_FIRST,     /* the whole first sign-in */
    NOTICE_WAY_QUESTION,  /* the key is registered; question and password are left */
    NOTICE_WAY_KEY_AGAIN, /* after パスワード初期化, when the key has been voided: mail, key, password */
    NOTICE_WAY_PASSWORD,  /* after パスワード初期化: only a new password */
    NOTICE_WAY_IN_USE,    /* with the password that the person has */
    NOTICE_WAY_ELSEWHERE, /* with the initial password of another notice */
    NOTICE_WAYS
};

struct notice_kind {
    enum notice_reader reader;
    enum notice_way way;
};

/* The kind that the notice is. */
struct notice_kind notice_kind_of(const struct notice *notice);

/* The rows of the table, in the order of the sample notice. */
enum notice_row {
    ROW_MUNICIPALITY,
    ROW_SCHEME,
    ROW_INSTITUTION,
    ROW_DEPARTMENT,
    ROW_NAME,
    ROW_ID,
    ROW_PASSWORD,
    ROW_EXPIRY,
    ROW_COUNT
};

/* Where the value of a row stands; its height is 0 when this kind has no such row. */
struct sheet_area notice_form_row(struct notice_kind kind, enum notice_row row);

/* Where the QR code and the sign-in address stand, and the remarks at the foot. */
struct sheet_area notice_form_qr(void);
struct sheet_area notice_form_address(void);
struct sheet_area notice_form_remarks(void);

/* The number of the step that ends the initial password. */
int notice_form_last_step(struct notice_kind kind);

/* Draws the fixed parts of one kind and gives the stencil's number. */
int notice_form_stencil(struct sheet *sheet, struct notice_kind kind);

/* Short marks where the paper is folded for a 長形3号 envelope. */
void notice_form_folds(struct sheet *sheet);

#endif
