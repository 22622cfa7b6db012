/* The form of an official's items, for 新規登録 and 編集, drawn from the table that the check uses. */
#ifndef NSDB_OFFICIAL_FORM_H
#define NSDB_OFFICIAL_FORM_H

#include "app.h"
#include "doctor_form_field.h"
#include "official_field.h"

struct official_form_fields {
    struct doctor_form_field *items;
    size_t count;
    size_t capacity;
};

/* The declared fields of a route with this form. */
#define OFFICIAL_FORM_FIELDS                                                                              \
    {"family_name", "氏名 姓", FIELD_TEXT, 400, 0}, {"given_name", "氏名 名", FIELD_TEXT, 400, 0},         \
        {"family_kana", "フリガナ 姓", FIELD_TEXT, 400, 0}, {"given_kana", "フリガナ 名", FIELD_TEXT, 400, 0}, \
        {"department", "部署", FIELD_TEXT, 400, 0}, {"telephone", "電話", FIELD_TEXT, 100, 0},             \
        {"mail", "メールアドレス", FIELD_TEXT, 300, 0}

/* What was typed. */
struct official_values official_form_read(const struct context *context);

/* The text fields with their values and errors. */
struct official_form_fields official_form_draw(struct context *context, const struct official_values *typed,
    const struct complaints *complaints);

#endif
