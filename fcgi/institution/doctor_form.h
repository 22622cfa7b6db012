/* The form of a designated doctor's items, for 個別登録 and 編集: one list of fields drawn from the table
 * that the check uses, so that labels, lengths and messages cannot drift apart. */
#ifndef NSDB_DOCTOR_FORM_H
#define NSDB_DOCTOR_FORM_H

#include "app.h"
#include "designated_doctor.h"
#include "doctor_form_view.h"

/* The declared fields of a route: every item but 公共団体コード (the municipality's own) and 難病/小慢 (follows the
 * kind). */
#define DOCTOR_FORM_FIELDS                                                                              \
    {"kind", "指定医の種別", FIELD_CODE, 20, 0}, {"institution_code", "医療機関番号", FIELD_TEXT, 40, 0},  \
        {"institution_name", "医療機関名", FIELD_TEXT, 400, 0},                                          \
        {"department", "部署(部門/診療科)", FIELD_TEXT, 400, 0},                                         \
        {"designation_number", "指定医番号", FIELD_TEXT, 100, 0},                                        \
        {"medical_register_number", "医籍登録番号", FIELD_TEXT, 40, 0},                                  \
        {"certified_on", "認定登録年月日", FIELD_TEXT, 40, 0},                                           \
        {"expires_on", "有効期限年月日", FIELD_TEXT, 40, 0}, {"family_name", "氏名 姓", FIELD_TEXT, 400, 0}, \
        {"given_name", "氏名 名", FIELD_TEXT, 400, 0}, {"family_kana", "フリガナ 姓", FIELD_TEXT, 400, 0}, \
        {"given_kana", "フリガナ 名", FIELD_TEXT, 400, 0}, {"telephone", "電話", FIELD_TEXT, 100, 0},     \
        {"mail", "メールアドレス", FIELD_TEXT, 300, 0}

/* What was typed, completed by the municipality's code and the scheme of the chosen kind. */
struct designated_doctor_form doctor_form_read(struct context *context, const char *municipality_code);

/* The groups of text fields with their values and errors; items for which `shown` is false are left out. */
struct doctor_form_view doctor_form_draw(struct context *context, const struct designated_doctor_form *form,
    const struct complaints *complaints, bool (*shown)(enum doctor_field field));

/* Puts complaints into the order of the page, those about no item of the form first. */
void doctor_form_order(struct complaints *complaints);

#endif
