/* Notices made for a test, and what the tools find in them. */
#include "notice_kit.h"

struct typeface *typeface;

const struct notice sample = {
    .municipality = "東京都",
    .telephone = "03-1234-5678",
    .scheme = "難病",
    .institution = "みらい病院",
    .institution_code = "1310000003",
    .department = "神経内科",
    .family_name = "山田",
    .given_name = "太郎",
    .login_id = "K7MPX3WD9HQZ",
    .initial_password = "aB3kWmx9RtYc",
    .issued_on = {2026, 11, 21},
    .valid_until = {2027, 2, 19},
    .slip_number = 1,
    .copy_number = 1,
    .sign_in_address = "https://db.example.jp/signin/",
    .help_contact = "ヘルプデスク（電話 0120-000-000）",
};

struct made make(const struct notice *notices, size_t count, bool with_covers)
{
    struct made made = {.arena = arena_new(), .secrets = arena_new_wiping()};
    struct buffer file = buffer_in(made.secrets);
    struct notice_bundle bundle = {notices, count, with_covers};
    made.directory = tool_directory(made.arena);
    assert_int_equal(notice_pdf_make(made.secrets, typeface, &bundle, &file, &made.gaps), OK);
    made.file = buffer_bytes(&file);
    made.path = tool_file(made.arena, made.directory, "notices.pdf", made.file);
    return made;
}

void end(struct made *made)
{
    arena_free(&made->arena);
    arena_free(&made->secrets);
}

const char *text_of(struct made *made, int from, int to)
{
    const char *arguments[] = {"pdftotext", "-f", arena_format(made->arena, "%d", from), "-l",
        arena_format(made->arena, "%d", to), made->path, "-", NULL};
    return tool_squeeze(made->arena, tool_output(made->arena, arguments));
}

void assert_says(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        print_error("missing: %s\nin: %s\n", part, text);
    assert_non_null(strstr(text, part));
}

void assert_silent(const char *text, const char *part)
{
    if (strstr(text, part) != NULL)
        print_error("should not be there: %s\n", part);
    assert_null(strstr(text, part));
}

size_t count_in(const char *text, const char *part)
{
    return tool_count(text, strlen(text), part);
}

const char *repeated(struct arena *arena, const char *part, size_t times)
{
    struct buffer text = buffer_in(arena);
    for (size_t i = 0; i < times; i++)
        buffer_add_text(&text, part);
    return buffer_text(&text);
}

void number_notices(struct arena *arena, struct notice *notices, size_t count, size_t each)
{
    for (size_t i = 0; i < count; i++) {
        notices[i] = sample;
        notices[i].institution_code = arena_format(arena, "13%08zu", (count - 1 - i) / each);
        notices[i].institution = arena_format(arena, "病院%zu号", (count - 1 - i) / each);
        notices[i].family_name = arena_format(arena, "𠮷田%04zu", i);
        notices[i].login_id = arena_format(arena, "KKKKKKKK%04zu", i);
        notices[i].initial_password = arena_format(arena, "pppppppp%04zu", i);
    }
}

const char *output_of(struct made *made, const char *tool, const char *option)
{
    const char *arguments[] = {tool, option == NULL ? made->path : option, option == NULL ? NULL : made->path, NULL};
    return tool_output(made->arena, arguments);
}

bool notice_kit_open(struct arena *arena)
{
    return typeface_open(arena, NULL, &typeface) == OK;
}
