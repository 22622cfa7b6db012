/* The sample site reads what lib/mail wrote: every part comes back as it went in, and garbage does no harm. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <unistd.h>

#include "digest.h"
#include "letter.h"
#include "maildir_reader.h"
#include "message.h"
#include "text.h"
#include "transport.h"

static const struct message base = {.sender = "nsdb@example.jp", .sender_name = "難病・小慢DB",
    .recipient = "taro@hospital.example.jp", .subject = "件名", .body = "本文\n",
    .reference = "AbCdEfGhIjKlMnOpQrStU_", .created_at = "2026-11-21 15:04:05.123456"};

static const char *text_of(struct arena *arena, const struct message *message)
{
    struct bytes text;
    assert_int_equal(message_text(arena, message, &text), OK);
    return arena_text_part(arena, (const char *)text.data, text.size);
}

static void what_was_written_is_read(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    static const char *const subjects[] = {"plain subject", "【難病・小慢DB】暗号化鍵ファイルをお送りします",
        "とても長い件名とても長い件名とても長い件名とても長い件名とても長い件名とても長い件名とても長い件名abc", "a = b?", "\"quoted\""};
    static const char *const names[] = {"nsdb-key.pem", "暗号化鍵ファイル.pem", "a b.txt",
        "とても長い名前のファイルですとても長い名前のファイルですとても長い名前のファイルです.txt", "100%.txt", "quote\".txt",
        "--part-AbCdEfGhIjKlMnOpQrStU_"};
    static uint8_t attachment[5000];
    for (size_t i = 0; i < sizeof attachment; i++)
        attachment[i] = (uint8_t)(i * 31);
    for (size_t i = 0; i < sizeof subjects / sizeof subjects[0]; i++)
        for (size_t j = 0; j < sizeof names / sizeof names[0]; j++) {
            struct letter letter;
            struct message message = base;
            message.subject = subjects[i];
            message.body = "一行目\n\n.\n--part-AbCdEfGhIjKlMnOpQrStU_\n最後\n";
            message.attachment_name = names[j];
            message.attachment = (struct bytes){attachment, sizeof attachment};
            letter_read(arena, text_of(arena, &message), &letter);
            assert_string_equal(letter.subject, subjects[i]);
            assert_string_equal(letter.sender, "難病・小慢DB <nsdb@example.jp>");
            assert_string_equal(letter.recipient, "taro@hospital.example.jp");
            assert_string_equal(letter.body, "一行目\r\n\r\n.\r\n--part-AbCdEfGhIjKlMnOpQrStU_\r\n最後\r\n");
            assert_string_equal(letter.attachment_name, names[j]);
            assert_true(digest_equal(letter.attachment, message.attachment));
        }
    arena_free(&arena);
}

static void a_mail_without_attachment_has_none(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct letter letter;
    letter_read(arena, text_of(arena, &base), &letter);
    assert_string_equal(letter.body, "本文\r\n");
    assert_null(letter.attachment_name);
    arena_free(&arena);
}

/* Cut anywhere, or with any byte changed, it still only reads inside its text (run under ASan). */
static void garbage_does_no_harm(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct message message = base;
    message.attachment_name = "暗号化鍵ファイル.pem";
    message.attachment = (struct bytes){(const uint8_t *)"x", 1};
    char *text = arena_text(arena, text_of(arena, &message));
    size_t length = strlen(text);
    struct letter letter;
    for (size_t at = 0; at < length; at++) {
        char kept = text[at];
        letter_read(arena, arena_text_part(arena, text, at), &letter);
        text[at] = '%';
        letter_read(arena, arena_text(arena, text), &letter);
        text[at] = '\r';
        letter_read(arena, arena_text(arena, text), &letter);
        text[at] = kept;
    }
    letter_read(arena, "", &letter);
    assert_string_equal(letter.subject, "");
    arena_free(&arena);
}

static void the_folder_lists_newest_first(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    char directory[] = "/tmp/nsdb-letters-XXXXXX";
    assert_non_null(mkdtemp(directory));
    const char *path = arena_format(arena, "%s.conf", directory);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "mail_transport = maildir\nmail_directory = %s\n", directory);
    fclose(file);
    struct settings *settings;
    struct transport *transport;
    const char *problem;
    assert_int_equal(settings_read(arena, path, &settings, &problem), OK);
    assert_int_equal(transport_open(arena, settings, &transport), OK);
    for (int i = 0; i < 5; i++) {
        struct delivery_mail mail = {.reference = arena_format(arena, "AbCdEfGhIjKlMnOpQrStU%d", i),
            .created_at = arena_format(arena, "2026-11-21 15:04:0%d.123456", i), .text = {(const uint8_t *)"x", 1}};
        const char *answer;
        assert_int_equal(transport_send(transport, arena, &mail, &answer), DELIVERY_ACCEPTED);
    }
    size_t total;
    struct maildir_entries entries = maildir_list(arena, directory, 3, &total);
    assert_int_equal(total, 5);
    assert_int_equal(entries.count, 3);
    assert_string_equal(entries.items[0].reference, "AbCdEfGhIjKlMnOpQrStU4");
    assert_string_equal(entries.items[0].time, "2026-11-21 15:04:04");
    assert_string_equal(maildir_read(arena, maildir_find(arena, directory, "AbCdEfGhIjKlMnOpQrStU0")), "x");
    assert_null(maildir_find(arena, directory, "AbCdEfGhIjKlMnOpQrStU9"));
    assert_null(maildir_find(arena, directory, "../../../etc/passwd"));
    entries = maildir_list(arena, directory, 9, &total);
    for (size_t i = 0; i < entries.count; i++)
        unlink(entries.items[i].path);
    static const char *const folders[] = {"tmp", "new", "cur", ""};
    for (size_t i = 0; i < 4; i++)
        rmdir(arena_format(arena, "%s/%s", directory, folders[i]));
    unlink(path);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_written_is_read),
        cmocka_unit_test(a_mail_without_attachment_has_none),
        cmocka_unit_test(garbage_does_no_harm),
        cmocka_unit_test(the_folder_lists_newest_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
