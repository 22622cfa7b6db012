/* Message texts: headers, encodings, attachment, refused header injection (I05), the same text twice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "buffer.h"
#include "mail_encoding.h"
#include "message.h"
#include "text.h"

static struct message plain_message(void)
{
    return (struct message){.sender = "nsdb@example.jp", .sender_name = "難病・小慢DB",
        .recipient = "taro@hospital.example.jp", .subject = "お知らせ", .body = "一行目\n.二行目\n",
        .reference = "AbCdEfGhIjKlMnOpQrStU_", .created_at = "2026-11-21 15:04:05.123456"};
}

static const char *text_of(struct arena *arena, const struct message *message)
{
    struct bytes text;
    assert_int_equal(message_text(arena, message, &text), OK);
    return arena_text_part(arena, (const char *)text.data, text.size);
}

static void a_message_has_its_headers(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct message message = plain_message();
    const char *text = text_of(arena, &message);
    assert_string_equal(text,
        "Date: Sun, 22 Nov 2026 00:04:05 +0900\r\n"
        "From: =?UTF-8?B?6Zuj55eF44O75bCP5oWiREI=?=\r\n <nsdb@example.jp>\r\n"
        "To: <taro@hospital.example.jp>\r\n"
        "Subject: =?UTF-8?B?44GK55+l44KJ44Gb?=\r\n"
        "Message-ID: <AbCdEfGhIjKlMnOpQrStU_@example.jp>\r\n"
        "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        "5LiA6KGM55uuDQou5LqM6KGM55uuDQo=\r\n");
    arena_free(&arena);
}

static void an_attachment_travels_under_its_japanese_name(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct message message = plain_message();
    message.attachment_name = "暗号化鍵ファイル（山田）.pem";
    message.attachment = (struct bytes){(const uint8_t *)"-----BEGIN", 10};
    const char *text = text_of(arena, &message);
    assert_non_null(strstr(text, "Content-Type: multipart/mixed; boundary=\"part-AbCdEfGhIjKlMnOpQrStU_\"\r\n"));
    assert_non_null(strstr(text, "Content-Disposition: attachment;\r\n "
        "filename*0*=UTF-8''%E6%9A%97%E5%8F%B7%E5%8C%96"));
    assert_non_null(strstr(text, ".pem\r\n\r\nLS0tLS1CRUdJTg==\r\n--part-AbCdEfGhIjKlMnOpQrStU_--\r\n"));
    assert_null(strstr(text, "山田"));
    message.attachment_name = "nsdb-key.pem";
    assert_non_null(strstr(text_of(arena, &message), "attachment;\r\n filename=\"nsdb-key.pem\"\r\n"));
    arena_free(&arena);
}

/* RFC 5322: no line over 998 bytes, each ends with CRLF, no bare CR or LF, all ASCII; ours stay below 80. */
static void every_line_is_short_and_ascii(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct message message = plain_message();
    struct buffer large = buffer_in(arena);
    for (int i = 0; i < 500; i++)
        buffer_add_text(&large, "吉𠮷邉󠄀辻 é ");
    message.body = buffer_text(&large);
    message.subject = "とても長い件名がここに入りますとても長い件名がここに入りますabcdefとても長い件名がここに入ります𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷";
    message.attachment_name = "とても長い名前のファイルですとても長い名前のファイルですとても長い名前のファイルです.txt";
    const char *line = text_of(arena, &message);
    while (*line != 0) {
        size_t length = strcspn(line, "\r\n");
        assert_true(length <= 78);
        assert_memory_equal(line + length, "\r\n", 2);
        for (size_t i = 0; i < length; i++)
            assert_true(line[i] >= ' ' && line[i] <= '~');
        line += length + 2;
    }
    arena_free(&arena);
}

static void encoded_words_never_cut_a_character(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (size_t ascii = 0; ascii < 50; ascii++) {
        struct buffer to = buffer_in(arena);
        char *subject = arena_alloc(arena, 200);
        memset(subject, 'a', ascii);
        memcpy(subject + ascii, "𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷", 60);
        mail_header_text(&to, subject);
        const char *word = buffer_text(&to);
        size_t bytes = 0;
        while (word != NULL) {
            size_t length = strcspn(word, "\r");
            assert_true(length <= 75);
            assert_true(text_starts_with(word, "=?UTF-8?B?"));
            assert_memory_equal(word + length - 2, "?=", 2);
            bytes += strcspn(word + 10, "=?") * 6 / 8;
            assert_true(bytes <= ascii || (bytes - ascii) % 4 == 0);
            word = word[length] == 0 ? NULL : word + length + 3;
        }
    }
    arena_free(&arena);
}

static void header_injection_is_refused(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct bytes text;
    static const char *const evil[] = {"x\r\nBcc: evil@example.com", "x\nBcc: evil@example.com", "x\rY", "x\x01",
        "", "x\xff", "x\xe2\x80\xaey"};
    for (size_t i = 0; i < sizeof evil / sizeof evil[0]; i++) {
        struct message subject = plain_message();
        struct message recipient = plain_message();
        struct message sender = plain_message();
        struct message name = plain_message();
        struct message reference = plain_message();
        subject.subject = evil[i];
        recipient.recipient = evil[i];
        sender.sender_name = evil[i];
        name.attachment_name = evil[i];
        reference.reference = arena_format(arena, "%s>", evil[i]);
        assert_int_equal(message_text(arena, &subject, &text), REFUSED);
        assert_int_equal(message_text(arena, &recipient, &text), REFUSED);
        assert_int_equal(message_text(arena, &sender, &text), REFUSED);
        assert_int_equal(message_text(arena, &name, &text), REFUSED);
        assert_int_equal(message_text(arena, &reference, &text), REFUSED);
    }
    struct message body = plain_message();
    body.body = "x\x01";
    assert_int_equal(message_text(arena, &body, &text), REFUSED);
    struct message date = plain_message();
    date.created_at = "now";
    assert_int_equal(message_text(arena, &date, &text), REFUSED);
    arena_free(&arena);
}

static void the_same_message_gives_the_same_text(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct message message = plain_message();
    message.attachment_name = "a.pem";
    message.attachment = (struct bytes){(const uint8_t *)"x", 1};
    assert_string_equal(text_of(arena, &message), text_of(arena, &message));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_message_has_its_headers),
        cmocka_unit_test(an_attachment_travels_under_its_japanese_name),
        cmocka_unit_test(every_line_is_short_and_ascii),
        cmocka_unit_test(encoded_words_never_cut_a_character),
        cmocka_unit_test(header_injection_is_refused),
        cmocka_unit_test(the_same_message_gives_the_same_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
