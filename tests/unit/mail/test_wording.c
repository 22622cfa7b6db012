/* Wording files: values go in, unknown names do not; our own files are complete and hold no ID and no name (R-052,
 * T5). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <unistd.h>

#include "text.h"
#include "wording.h"

static const struct wording_value values[] = {{"site_address", "https://nsdb.example.jp/"}, {"contact", "窓口"},
    {"ordered_at", "2026年11月21日 11:48"}, {"key_valid_until", "2026年11月22日 11:48"}, {"attachment_name", "nsdb-key.pem"},
    {"locked_at", "2026年11月21日 11:49"}, {"changed_at", "2026年11月21日 11:50"},
    {"scheme", "難病"}, {"expires_on", "2027年3月31日（令和9年）"}, {"days_left", "30"}, {"municipality", "見本県"}, {"municipality_before", "架空県"},
    {"organisation", "見本県"}, {"administrator_id", "MNPQRSTUVWXY"}, {"administrator_password", "abcdefghijkm"},
    {"valid_until", "2026年12月5日"},
    {"login_id", "ABCDEFGHJKLM"}};
enum { VALUES = sizeof values / sizeof values[0] };

static void every_wording_of_ours_can_be_filled(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    size_t found = 0;
    DIR *folder = opendir(WORDING_DIRECTORY);
    assert_non_null(folder);
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        const char *dot = strrchr(entry->d_name, '.');
        if (dot == NULL || !text_equal(dot, ".txt"))
            continue;
        struct wording wording;
        const char *kind = arena_text_part(arena, entry->d_name, (size_t)(dot - entry->d_name));
        assert_int_equal(wording_fill(arena, WORDING_DIRECTORY, kind, values, VALUES, &wording), OK);
        assert_true(text_starts_with(wording.subject, "【難病・小慢DB】"));
        assert_non_null(strstr(wording.body, "窓口\n"));
        assert_null(strstr(wording.body, "{{"));
        found++;
    }
    closedir(folder);
    assert_true(found >= 3);
    arena_free(&arena);
}

/* Makes a wording of its own and fills it. */
static enum result fill(struct arena *arena, const char *content, struct wording *wording_out)
{
    char directory[] = "/tmp/nsdb-wording-XXXXXX";
    assert_non_null(mkdtemp(directory));
    const char *path = arena_format(arena, "%s/test_kind.txt", directory);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(content, file);
    fclose(file);
    enum result result = wording_fill(arena, directory, "test_kind", values, VALUES, wording_out);
    unlink(path);
    rmdir(directory);
    return result;
}

static void values_go_in(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct wording wording;
    assert_int_equal(fill(arena, "件名 {{contact}}\n\n本文 {{ site_address }}、{{contact}}{{contact}}\n末尾 }} {{\n",
        &wording), OK);
    assert_string_equal(wording.subject, "件名 窓口");
    assert_string_equal(wording.body, "本文 https://nsdb.example.jp/、窓口窓口\n末尾 }} {{\n");
    arena_free(&arena);
}

static void wrong_wordings_fail(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct wording wording;
    static const char *const wrong[] = {"", "only a subject", "s\n\n{{login_id}}\n", "s\n\n{{family_name}}\n",
        "s\n\n{{}}\n", "s {{unknown}}\n\nb\n", "s\n\nb\x01\n", "s\n\n\xff\n"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_int_equal(fill(arena, wrong[i], &wording), FAILED);
    static const char *const kinds[] = {"", "missing", "../mail/key_file", "key_file.txt", "KEY_FILE", NULL};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        assert_int_equal(wording_fill(arena, WORDING_DIRECTORY, kinds[i], values, VALUES, &wording), FAILED);
    assert_int_equal(wording_fill(arena, WORDING_DIRECTORY, "key_file", values, 1, &wording), FAILED);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_wording_of_ours_can_be_filled),
        cmocka_unit_test(values_go_in),
        cmocka_unit_test(wrong_wordings_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
