/* The form of an official's items. */
#include "official_form.h"

#include "text.h"

static const char *const supports[OFFICIAL_FIELD_COUNT] = {
    [OFFICIAL_FAMILY_KANA] = "全角カタカナ。例：ミホン",
    [OFFICIAL_GIVEN_KANA] = "全角カタカナ。例：イチロウ",
    [OFFICIAL_DEPARTMENT] = "通知書に印字されます。例：疾病対策課",
    [OFFICIAL_TELEPHONE] = "例：03-0000-0000",
    [OFFICIAL_MAIL] = "連絡用です。例：mihon@example.jp",
};

struct official_values official_form_read(const struct context *context)
{
    struct official_values typed;
    for (enum official_field item = 0; item < OFFICIAL_FIELD_COUNT; item++)
        typed.values[item] = field(context->fields, official_field_spec(item)->name);
    return typed;
}

static const char *input_mode(enum official_field item)
{
    return item == OFFICIAL_TELEPHONE ? "tel" : item == OFFICIAL_MAIL ? "email" : "text";
}

struct official_form_fields official_form_draw(struct context *context, const struct official_values *typed,
    const struct complaints *complaints)
{
    struct official_form_fields drawn = {0};
    for (enum official_field item = 0; item < OFFICIAL_FIELD_COUNT; item++) {
        const struct doctor_field_spec *spec = official_field_spec(item);
        *list_push(context->arena, &drawn) = (struct doctor_form_field){
            .name = spec->name,
            .label = spec->label,
            .support = text_or(supports[item], ""),
            .value = text_or(typed->values[item], ""),
            .error = text_or(complaint_about(complaints, spec->name), ""),
            .input_mode = input_mode(item),
            .required = spec->required,
        };
    }
    return drawn;
}
