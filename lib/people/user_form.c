/* The form of a user's items. */
#include "user_form.h"

#include "text.h"

struct form {
    enum user_field order[USER_FIELD_COUNT];
    const char *department;
    const char *mail;
};

static const struct form public_body = {
    .order = {USER_FAMILY_NAME, USER_GIVEN_NAME, USER_FAMILY_KANA, USER_GIVEN_KANA, USER_DEPARTMENT,
        USER_TELEPHONE, USER_MAIL},
    .department = "通知書に印字されます。例：疾病対策課",
    .mail = "連絡用です。例：mihon@example.jp",
};

static const struct form institution = {
    .order = {USER_DEPARTMENT, USER_FAMILY_NAME, USER_GIVEN_NAME, USER_FAMILY_KANA, USER_GIVEN_KANA,
        USER_TELEPHONE, USER_MAIL},
    .department = "通知書に印字されます。例：医療連携室",
    .mail = "連絡用です。暗号化鍵ファイルの送り先は、本人が初回ログインで登録します。",
};

struct user_values user_form_read(const struct context *context)
{
    struct user_values typed;
    for (enum user_field item = 0; item < USER_FIELD_COUNT; item++)
        typed.values[item] = field(context->fields, user_field_spec(item)->name);
    return typed;
}

static const char *support(const struct form *form, enum user_field item)
{
    switch (item) {
    case USER_FAMILY_KANA: return "全角カタカナ。例：ミホン";
    case USER_GIVEN_KANA: return "全角カタカナ。例：イチロウ";
    case USER_DEPARTMENT: return form->department;
    case USER_TELEPHONE: return "例：03-0000-0000";
    case USER_MAIL: return form->mail;
    default: return "";
    }
}

static const char *input_mode(enum user_field item)
{
    return item == USER_TELEPHONE ? "tel" : item == USER_MAIL ? "email" : "text";
}

struct user_form_fields user_form_draw(struct context *context, const struct user_values *typed,
    const struct complaints *complaints)
{
    const struct form *form = role_is_institutional(context->session.role) ? &institution : &public_body;
    struct user_form_fields drawn = {0};
    for (size_t i = 0; i < USER_FIELD_COUNT; i++) {
        enum user_field item = form->order[i];
        const struct item_spec *spec = user_field_spec(item);
        *list_push(context->arena, &drawn) = (struct text_field_view){
            .name = spec->name,
            .label = spec->label,
            .support = support(form, item),
            .value = text_or(typed->values[item], ""),
            .error = complaint_about(complaints, spec->name),
            .input_mode = input_mode(item),
            .autocomplete = "off",
            .required = spec->required,
        };
    }
    return drawn;
}
