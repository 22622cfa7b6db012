/* What the page 医療機関ユーザ新規登録, tab 個別登録, is told. */
#ifndef NSDB_DOCTOR_REGISTER_VIEW_H
#define NSDB_DOCTOR_REGISTER_VIEW_H

#include "doctor_form.h"
#include "list.h"

struct doctor_register_kind {
    const char *word;
    const char *label;
    bool chosen;
};

struct doctor_register_view {
    const char *municipality;       /* 公共団体名 */
    const char *municipality_code;  /* 公共団体コード */
    LIST_OF(struct doctor_register_kind) kinds;
    const char *kind_error;
    bool transfer_offered;          /* another municipality issued the ID: [移管を依頼する] */
    const char *own_number;         /* 医籍登録番号 of an ID that this municipality issued before; "": none */
    const char *registered_name;    /* of the institution, when another was entered: accept it? NULL: no question */
    const char *name_link;          /* where that name is corrected; "" when this municipality may not (yet) */
    bool transfer_wanted;           /* the question came up at [移管を依頼する] */
    struct doctor_form_view form;
};

#endif
