/* The form of a user of a public body or an institution, for 新規登録 and 編集, drawn from the table that the check uses. */
#ifndef NSDB_USER_FORM_H
#define NSDB_USER_FORM_H

#include "app.h"
#include "list.h"
#include "text_field_view.h"
#include "user_field.h"

LIST_TYPE(user_form_fields, struct text_field_view);

/* The declared fields of a route with this form. */
#define USER_FORM_FIELDS                                                                                  \
    {"family_name", "氏名 姓", FIELD_TEXT, 400, 0}, {"given_name", "氏名 名", FIELD_TEXT, 400, 0},         \
        {"family_kana", "フリガナ 姓", FIELD_TEXT, 400, 0}, {"given_kana", "フリガナ 名", FIELD_TEXT, 400, 0}, \
        {"department", "部署", FIELD_TEXT, 400, 0}, {"telephone", "電話", FIELD_TEXT, 100, 0},             \
        {"mail", "メールアドレス", FIELD_TEXT, 300, 0}

/* What was typed. */
struct user_values user_form_read(const struct context *context);

/* The text fields with their values and errors, in the order and with the examples of the asker's kind of
 * organisation. */
struct user_form_fields user_form_draw(struct context *context, const struct user_values *typed,
    const struct complaints *complaints);

#endif
