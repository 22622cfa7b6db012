/* The conditions of 医療機関ユーザ検索. */
#include "criteria.h"

#include "number.h"
#include "query_string.h"
#include "text.h"

static enum doctor_order order_from_word(const char *word)
{
    for (enum doctor_order order = DOCTOR_ORDER_KANA; order <= DOCTOR_ORDER_INSTITUTION; order++)
        if (text_equal(doctor_order_word(order), word))
            return order;
    return DOCTOR_ORDER_KANA;
}

static struct day day_field(struct context *context, const char *name, const char *label)
{
    struct day day = DAY_NONE;
    const char *typed = text_half_width(context->arena, field(context->fields, name));
    if (*typed != 0 && !day_read(typed, &day) && !day_read_japanese(typed, &day))
        complain(fields_complaints(context->fields), name, "day",
            "%sの日付「%s」は読み取れません。2027-03-31 または 令和9年3月31日 のように入力してください。", label, typed);
    return day;
}

/* No ID has an expiry in it, and the answer "0件" would not say why. */
static void check_range(struct context *context, const struct doctor_criteria *criteria)
{
    if (!day_is_none(criteria->expires_from) && !day_is_none(criteria->expires_to) &&
        day_compare(criteria->expires_from, criteria->expires_to) > 0)
        complain(fields_complaints(context->fields), "expires_to", "range",
            "有効期限（まで）の日付が、有効期限（から）より前です。前後を確かめてください。");
}

static int64_t moment_field(const struct fields *fields, const char *name)
{
    int64_t moment = 0;
    (void)number_read(field(fields, name), 0, INT64_MAX, &moment);
    return moment;
}

static bool is_notice_word(const char *word)
{
    return text_equal(word, "reprint") || text_equal(word, "password_expired");
}

struct doctor_criteria criteria_read(struct context *context)
{
    const struct fields *fields = context->fields;
    const char *notice = field(fields, "notice");
    struct doctor_criteria criteria = {
        .name = field(fields, "name"),
        .login_id = field(fields, "login_id"),
        .register_number = field(fields, "register_number"),
        .number = field(fields, "number"),
        .institution = field(fields, "institution"),
        .scheme = field(fields, "scheme"),
        .kind = field(fields, "kind"),
        .state = field(fields, "state"),
        .import_reference = field(fields, "import"),
        .notice = is_notice_word(notice) ? notice : "",
        .as_of = moment_field(fields, "as_of"),
        .expires_from = day_field(context, "expires_from", "有効期限（から）"),
        .expires_to = day_field(context, "expires_to", "有効期限（まで）"),
        .order = order_from_word(field(fields, "sort")),
    };
    check_range(context, &criteria);
    return criteria;
}

static void add_pair(struct arena *arena, struct criteria_pairs *pairs, const char *name, const char *value)
{
    if (!text_is_empty(value))
        *list_push(arena, pairs) = (struct criteria_pair){name, value};
}

struct criteria_pairs criteria_pairs(struct arena *arena, const struct doctor_criteria *criteria)
{
    struct criteria_pairs pairs = {0};
    add_pair(arena, &pairs, "name", criteria->name);
    add_pair(arena, &pairs, "login_id", criteria->login_id);
    add_pair(arena, &pairs, "register_number", criteria->register_number);
    add_pair(arena, &pairs, "number", criteria->number);
    add_pair(arena, &pairs, "institution", criteria->institution);
    add_pair(arena, &pairs, "scheme", criteria->scheme);
    add_pair(arena, &pairs, "kind", criteria->kind);
    add_pair(arena, &pairs, "state", criteria->state);
    add_pair(arena, &pairs, "import", criteria->import_reference);
    add_pair(arena, &pairs, "notice", criteria->notice);
    if (criteria->as_of > 0)
        add_pair(arena, &pairs, "as_of", arena_format(arena, "%lld", (long long)criteria->as_of));
    add_pair(arena, &pairs, "expires_from", day_iso(arena, criteria->expires_from));
    add_pair(arena, &pairs, "expires_to", day_iso(arena, criteria->expires_to));
    add_pair(arena, &pairs, "sort", criteria->order == DOCTOR_ORDER_KANA ? "" : doctor_order_word(criteria->order));
    return pairs;
}

const char *criteria_query(struct arena *arena, const struct criteria_pairs *pairs)
{
    struct buffer query = buffer_in(arena);
    for (size_t i = 0; i < pairs->count; i++)
        query_string_add(&query, pairs->items[i].name, pairs->items[i].value);
    return buffer_text(&query);
}
