/* Cleaning typed values. */
#include "field_value.h"

#include "text.h"

enum { FILE_NAME_CODE_POINTS_MOST = 255 };

size_t field_most(const struct field_spec *spec)
{
    return spec->most == 0 ? FIELD_MOST_DEFAULT : spec->most;
}

static const char *fault_message(enum text_fault fault)
{
    if (fault == TEXT_NOT_UTF8)
        return "%sの文字を読み取れません。文字を入力し直してください。";
    if (fault == TEXT_CONTROL)
        return "%sに使用できない制御文字（改行、タブなど）が含まれています。該当の文字を削除してください。";
    return "%sに目に見えない特殊な文字が含まれています。貼り付けた文字を削除し、入力し直してください。";
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void complain_fault(struct complaints *complaints, const struct field_spec *spec, enum text_fault fault)
{
    static const char *const codes[] = {"", "not_utf8", "control", "invisible"};
    complain(complaints, spec->name, codes[fault], fault_message(fault), spec->label);
}
#pragma GCC diagnostic pop

static bool is_code(const char *text)
{
    return text[strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")] == 0;
}

/* CRLF and lone CR become LF. */
static char *unix_lines(struct arena *arena, const char *text)
{
    char *made = arena_text(arena, text);
    char *to = made;
    for (const char *at = text; *at != 0; at++) {
        if (*at == '\r' && at[1] == '\n')
            continue;
        *to++ = *at == '\r' ? '\n' : *at;
    }
    *to = 0;
    return made;
}

static bool is_ascii(struct bytes text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] > 0x7F)
            return false;
    return true;
}

/* Normalising copies the text outside the wiping arena for a moment; ASCII needs none of it. */
static const char *secret_value(struct arena *secrets, struct bytes raw)
{
    const char *text = arena_copy(secrets, raw.data, raw.size);
    return is_ascii(raw) ? text : text_nfc(secrets, text);
}

static const char *shaped_value(struct arena *arena, struct arena *secrets, enum field_type type, struct bytes raw)
{
    if (type == FIELD_SECRET)
        return secret_value(secrets, raw);
    const char *text = text_nfc(arena, arena_copy(arena, raw.data, raw.size));
    if (type == FIELD_LINES)
        return unix_lines(arena, text);
    if (type == FIELD_LOGIN_ID)
        return text_login_id(arena, text);
    if (type == FIELD_CODE)
        text = text_half_width(arena, text);
    return text_trim(arena, text);
}

static void check_length(const struct field_spec *spec, const char *value, struct complaints *complaints)
{
    size_t length = text_length(value);
    size_t most = field_most(spec);
    if (length > most)
        complain(complaints, spec->name, "too_long", "%sは%zu文字以内で入力してください（現在%zu文字）。", spec->label,
            most, length);
}

const char *field_value_clean(struct arena *arena, struct arena *secrets, const struct field_spec *spec,
    struct bytes raw, struct complaints *complaints)
{
    enum text_fault fault = text_check((const char *)raw.data, raw.size, spec->type == FIELD_LINES);
    if (fault != TEXT_FINE) {
        complain_fault(complaints, spec, fault);
        return "";
    }
    const char *value = shaped_value(arena, secrets, spec->type, raw);
    /* Trimming may have bared a combining mark. */
    fault = text_check(value, strlen(value), spec->type == FIELD_LINES);
    if (fault != TEXT_FINE) {
        complain_fault(complaints, spec, fault);
        return "";
    }
    if (spec->type == FIELD_LOGIN_ID && !is_code(value)) {
        complain(complaints, spec->name, "not_code", "%sは英数字で入力してください。", spec->label);
        return value;
    }
    if (spec->type == FIELD_CODE && !is_code(value)) {
        complain(complaints, spec->name, "not_code",
            "%sは半角の英数字、ハイフン（-）、アンダーバー（_）で入力してください。", spec->label);
        return value;
    }
    check_length(spec, value, complaints);
    return value;
}

const char *field_value_file_name(struct arena *arena, const struct field_spec *spec, const char *raw,
    struct complaints *complaints)
{
    enum text_fault fault = text_check(raw, strlen(raw), false);
    if (fault != TEXT_FINE) {
        complain(complaints, spec->name, "file_name",
            "%sのファイル名に使用できない文字が含まれています。ファイル名を変更して、もう一度選択してください。",
            spec->label);
        return "";
    }
    const char *name = text_nfc(arena, raw);
    if (text_length(name) > FILE_NAME_CODE_POINTS_MOST)
        complain(complaints, spec->name, "file_name", "%sのファイル名は%d文字以内にしてください。", spec->label,
            FILE_NAME_CODE_POINTS_MOST);
    return name;
}
