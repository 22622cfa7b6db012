/* Chooses the statement for a search and prepares its folded texts and bigrams. */
#include "doctor_search_store.h"

#include "number.h"
#include "text.h"

/* The first two characters from `text`, or the one that is left: a key of the bigram tables. */
static const char *bigram_at(struct arena *arena, const char *text)
{
    const char *end = text;
    text_next(&end);
    text_next(&end);
    return arena_text_part(arena, text, (size_t)(end - text));
}

/* The last bigram: together with the first it pins most names down, since names begin and end differently. */
static const char *last_bigram(struct arena *arena, const char *text)
{
    const char *last = text;
    const char *previous = text;
    for (const char *at = text; *at != 0;) {
        previous = last;
        last = at;
        text_next(&at);
    }
    return bigram_at(arena, previous);
}

static bool is_institution_code(const char *text)
{
    return strlen(text) == 10 && number_is_digits(text, 10);
}

/* 医籍登録番号 as it is stored: six digits. */
static const char *padded(struct arena *arena, const char *number)
{
    static const char zeros[] = "000000";
    size_t length = strlen(number);
    if (length == 0 || length >= 6 || !number_is_digits(number, 6))
        return number;
    return arena_format(arena, "%s%s", zeros + length, number);
}

/* As the narrow families sort: the words of :sort. */
static const char *const order_words[] = {
    [DOCTOR_ORDER_KANA] = "kana",
    [DOCTOR_ORDER_AGE] = "new",
    [DOCTOR_ORDER_EXPIRY] = "expiry",
    [DOCTOR_ORDER_INSTITUTION] = "institution",
};

const char *doctor_order_word(enum doctor_order order)
{
    return order_words[order];
}

static struct doctor_search_in statement_input(struct arena *arena, int64_t municipality_id,
    const struct doctor_criteria *criteria)
{
    const char *institution = text_half_width(arena, text_or(criteria->institution, ""));
    bool by_code = is_institution_code(institution);
    const char *institution_folded = by_code ? "" : text_fold(arena, institution);
    const char *name_folded = text_fold(arena, text_or(criteria->name, ""));
    return (struct doctor_search_in){
        .municipality_id = municipality_id,
        .scheme = text_or(criteria->scheme, ""),
        .kind = text_or(criteria->kind, ""),
        .login_id = text_or(criteria->login_id, ""),
        .register_number = padded(arena, text_or(criteria->register_number, "")),
        .number = text_or(criteria->number, ""),
        .institution_code = by_code ? institution : "",
        .institution_folded = institution_folded,
        .institution_bigram = bigram_at(arena, institution_folded),
        .state = text_or(criteria->state, ""),
        .import_reference = text_or(criteria->import_reference, ""),
        .notice = text_or(criteria->notice, ""),
        .as_of = criteria->as_of,
        .sort = doctor_order_word(criteria->order),
        .expires_from = criteria->expires_from,
        .expires_to = criteria->expires_to,
        .name_folded = name_folded,
        .bigram_1 = bigram_at(arena, name_folded),
        .bigram_2 = last_bigram(arena, name_folded),
    };
}

/* Where a search starts: from what is narrowest. */
enum start { START_LIST, START_KEY, START_PLACE, START_NAME, START_LOCKED, START_NOTICE };

static enum start start_of(const struct doctor_search_in *in)
{
    if (!text_is_empty(in->notice) || in->as_of > 0)
        return START_NOTICE;
    if (!text_is_empty(in->login_id) || !text_is_empty(in->register_number) || !text_is_empty(in->number))
        return START_KEY;
    if (!text_is_empty(in->name_folded))
        return START_NAME;
    if (!text_is_empty(in->institution_code))
        return START_KEY;
    if (!text_is_empty(in->institution_folded))
        return START_PLACE;
    return text_equal(in->state, "locked") ? START_LOCKED : START_LIST;
}

static enum result search_list(struct store *store, struct arena *arena, const struct doctor_search_in *in,
    enum doctor_order order, struct doctor_search_rows *rows_out)
{
    switch (order) {
    case DOCTOR_ORDER_AGE:
        return doctor_search_by_age(store, arena, in, rows_out);
    case DOCTOR_ORDER_EXPIRY:
        return doctor_search_by_expiry(store, arena, in, rows_out);
    case DOCTOR_ORDER_INSTITUTION:
        return doctor_search_by_institution(store, arena, in, rows_out);
    case DOCTOR_ORDER_KANA:
        break;
    }
    return doctor_search_by_kana(store, arena, in, rows_out);
}

static enum result search(struct store *store, struct arena *arena, const struct doctor_search_in *in,
    enum doctor_order order, struct doctor_search_rows *rows_out)
{
    switch (start_of(in)) {
    case START_KEY:
        return doctor_search_by_key(store, arena, in, rows_out);
    case START_PLACE:
        return doctor_search_by_place(store, arena, in, rows_out);
    case START_NAME:
        return doctor_search_by_name(store, arena, in, rows_out);
    case START_LOCKED:
        return doctor_search_locked(store, arena, in, rows_out);
    case START_NOTICE:
        return doctor_search_by_notice(store, arena, in, rows_out);
    case START_LIST:
        break;
    }
    return search_list(store, arena, in, order, rows_out);
}

enum result doctor_search(struct store *store, struct arena *arena, int64_t municipality_id,
    const struct doctor_criteria *criteria, int64_t first, int64_t most, struct doctor_search_rows *rows_out)
{
    struct doctor_search_in in = statement_input(arena, municipality_id, criteria);
    in.first = first;
    in.most = most;
    return search(store, arena, &in, criteria->order, rows_out);
}

static bool lists_import(const struct doctor_search_in *in)
{
    return start_of(in) == START_LIST && !text_is_empty(in->import_reference);
}

static bool lists_state(const struct doctor_search_in *in)
{
    return start_of(in) == START_LIST && !text_is_empty(in->state) && !text_equal(in->state, "expired");
}

/* A state is looked up for each row, an import is not in the index that counts: counted only when the page is full. */
static bool counts_at_once(const struct doctor_search_in *in)
{
    return !lists_import(in) && !lists_state(in);
}

/* in.counted says where counting stops. */
static enum result count(struct store *store, struct arena *arena, struct doctor_search_in in, int64_t *found_out)
{
    struct doctor_search_count_import_out imported = {0};
    struct doctor_search_count_state_out in_state = {0};
    struct doctor_search_rows first = {0};
    in.first = 0;
    in.most = 1;
    enum result result = OK;
    if (lists_import(&in))
        result = doctor_search_count_import(store, arena, &in, &imported);
    else if (lists_state(&in))
        result = doctor_search_count_state(store, arena, &in, &in_state);
    else
        result = search(store, arena, &in, DOCTOR_ORDER_KANA, &first);
    *found_out = first.count > 0 ? first.items[0].found : imported.found + in_state.found;
    return result;
}

enum result doctor_search_page(struct store *store, struct arena *arena, int64_t municipality_id,
    const struct doctor_criteria *criteria, struct doctor_search_range range, struct doctor_search_rows *rows_out,
    int64_t *found_out)
{
    struct doctor_search_in in = statement_input(arena, municipality_id, criteria);
    in.first = range.first;
    in.most = range.most;
    int64_t counted = range.counted > 0 ? range.counted : DOCTOR_SEARCH_MOST;
    in.counted = counts_at_once(&in) ? counted : 0;
    enum result result = search(store, arena, &in, criteria->order, rows_out);
    int64_t rows = (int64_t)rows_out->count;
    bool is_last = rows < range.most && (rows > 0 || range.first == 0);
    *found_out = rows > 0 ? rows_out->items[0].found : 0;
    if (result == OK && is_last)
        *found_out = range.first + rows;
    else if (result == OK && *found_out == 0) {
        in.counted = counted;
        result = count(store, arena, in, found_out);
    }
    if (*found_out > counted)
        *found_out = counted;
    return result;
}
