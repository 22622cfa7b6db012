/* The form of a designated doctor's items. */
#include "doctor_form.h"

#include "text.h"

static const char *const supports[DOCTOR_FIELD_COUNT] = {
    [DOCTOR_INSTITUTION_CODE] = "10桁の数字。主たる勤務先の番号を入力してください。例：0110113719",
    [DOCTOR_INSTITUTION_NAME] = "登録済みの番号のときは、登録されている名称を使います。",
    [DOCTOR_DEPARTMENT] = "例：小児科",
    [DOCTOR_DESIGNATION_NUMBER] = "自治体が付けた番号。半角の英数字とハイフンで20文字まで。",
    [DOCTOR_MEDICAL_REGISTER_NUMBER] = "数字6桁まで。同じ医師がすでにIDを持っているかを、この番号で確認します。",
    [DOCTOR_CERTIFIED_ON] = "例：2026-04-01、令和8年4月1日",
    [DOCTOR_EXPIRES_ON] = "例：2031-03-31、令和13年3月31日",
    [DOCTOR_FAMILY_KANA] = "全角カタカナ。例：ミホン",
    [DOCTOR_GIVEN_KANA] = "全角カタカナ。例：イチロウ",
    [DOCTOR_TELEPHONE] = "例：03-0000-0000",
    [DOCTOR_MAIL] = "連絡用です。暗号化鍵ファイルの送り先は、本人が初回ログインで登録します。",
};

static const struct group {
    const char *heading;
    enum doctor_field fields[6];
    size_t count;
} groups[] = {
    {"指定医本人",
        {DOCTOR_FAMILY_NAME, DOCTOR_GIVEN_NAME, DOCTOR_FAMILY_KANA, DOCTOR_GIVEN_KANA, DOCTOR_TELEPHONE, DOCTOR_MAIL},
        6},
    {"指定の内容",
        {DOCTOR_DESIGNATION_NUMBER, DOCTOR_MEDICAL_REGISTER_NUMBER, DOCTOR_CERTIFIED_ON, DOCTOR_EXPIRES_ON},
        4},
    {"主たる勤務先", {DOCTOR_INSTITUTION_CODE, DOCTOR_INSTITUTION_NAME, DOCTOR_DEPARTMENT}, 3},
};

struct designated_doctor_form doctor_form_read(struct context *context, const char *municipality_code)
{
    struct designated_doctor_form form = {0};
    for (enum doctor_field item = 0; item < DOCTOR_FIELD_COUNT; item++)
        if (item != DOCTOR_MUNICIPALITY_CODE && item != DOCTOR_SCHEME && item != DOCTOR_KIND)
            form.values[item] = field(context->fields, doctor_field_spec(item)->name);
    enum designation_kind kind = designation_kind_from_word(field(context->fields, "kind"));
    form.values[DOCTOR_KIND] = kind == KIND_NONE ? "" : designation_kind_label(kind);
    form.values[DOCTOR_SCHEME] = kind == KIND_NONE ? "" : scheme_label(designation_kind_scheme(kind));
    form.values[DOCTOR_MUNICIPALITY_CODE] = municipality_code;
    return form;
}

static const char *input_mode(enum doctor_field item)
{
    switch (doctor_field_spec(item)->shape) {
    case SHAPE_DIGITS: return "numeric";
    case SHAPE_TELEPHONE: return "tel";
    case SHAPE_MAIL: return "email";
    default: return "text";
    }
}

static struct text_field_view field_view(enum doctor_field item, const struct designated_doctor_form *form,
    const struct complaints *complaints)
{
    const struct item_spec *spec = doctor_field_spec(item);
    return (struct text_field_view){
        .name = spec->name,
        .label = spec->label,
        .support = text_or(supports[item], ""),
        .value = text_or(form->values[item], ""),
        .error = complaint_about(complaints, spec->name),
        .input_mode = input_mode(item),
        .autocomplete = "off",
        .required = spec->required,
    };
}

struct doctor_form_view doctor_form_draw(struct context *context, const struct designated_doctor_form *form,
    const struct complaints *complaints, bool (*shown)(enum doctor_field field))
{
    struct doctor_form_view view = {0};
    for (size_t g = 0; g < sizeof groups / sizeof groups[0]; g++) {
        struct doctor_form_group group = {.heading = groups[g].heading};
        for (size_t i = 0; i < groups[g].count; i++)
            if (shown(groups[g].fields[i]))
                *list_push(context->arena, &group.fields) = field_view(groups[g].fields[i], form, complaints);
        if (group.fields.count > 0)
            *list_push(context->arena, &view.groups) = group;
    }
    return view;
}

/* Where the page shows an item: 0 for what is not in a group. */
static size_t place_of(const char *field)
{
    size_t place = 1;
    for (size_t g = 0; g < sizeof groups / sizeof groups[0]; g++)
        for (size_t i = 0; i < groups[g].count; i++, place++)
            if (text_equal(doctor_field_spec(groups[g].fields[i])->name, field))
                return place;
    return 0;
}

void doctor_form_order(struct complaints *complaints)
{
    for (size_t i = 1; i < complaints->count; i++) {
        struct complaint moved = complaints->items[i];
        size_t to = i;
        for (; to > 0 && place_of(complaints->items[to - 1].field) > place_of(moved.field); to--)
            complaints->items[to] = complaints->items[to - 1];
        complaints->items[to] = moved;
    }
}
