/* Delivery into a Maildir, chosen by the settings; twice is once; what cannot be written is deferred. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "text.h"
#include "transport.h"

static struct arena *arena;
static char directory[64];

static struct settings *settings_of(const char *content)
{
    struct settings *settings;
    const char *problem;
    const char *path = arena_format(arena, "%s.conf", directory);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(content, file);
    fclose(file);
    assert_int_equal(settings_read(arena, path, &settings, &problem), OK);
    unlink(path);
    return settings;
}

static struct settings *maildir_settings(void)
{
    return settings_of(arena_format(arena, "mail_transport = maildir\nmail_directory = %s\n", directory));
}

static int make_directory(void **state)
{
    (void)state;
    arena = arena_new();
    memcpy(directory, "/tmp/nsdb-maildir-XXXXXX", 25);
    return mkdtemp(directory) == NULL;
}

static int end_directory(void **state)
{
    (void)state;
    static const char *const folders[] = {"tmp", "new", "cur", ""};
    for (size_t i = 0; i < 4; i++) {
        const char *path = arena_format(arena, "%s/%s", directory, folders[i]);
        DIR *folder = opendir(path);
        for (const struct dirent *entry = folder == NULL ? NULL : readdir(folder); entry != NULL;
            entry = readdir(folder))
            unlink(arena_format(arena, "%s/%s", path, entry->d_name));
        if (folder != NULL)
            closedir(folder);
        rmdir(path);
    }
    arena_free(&arena);
    return 0;
}

static size_t files_in(const char *name)
{
    size_t count = 0;
    DIR *folder = opendir(arena_format(arena, "%s/%s", directory, name));
    assert_non_null(folder);
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder))
        count += entry->d_name[0] != '.';
    closedir(folder);
    return count;
}

static const struct delivery_mail mail = {.sender = "a@b.jp", .recipient = "c@d.jp",
    .reference = "AbCdEfGhIjKlMnOpQrStU-", .created_at = "2026-11-21 02:48:42.123456",
    .text = {(const uint8_t *)"Subject: x\r\n\r\ny\r\n", 17}};

static void a_mail_arrives_once_however_often_it_is_delivered(void **state)
{
    (void)state;
    struct transport *transport;
    const char *answer;
    char content[32] = "";
    assert_int_equal(transport_open(arena, maildir_settings(), &transport), OK);
    for (int i = 0; i < 3; i++)
        assert_int_equal(transport_send(transport, arena, &mail, &answer), DELIVERY_ACCEPTED);
    assert_int_equal(files_in("new"), 1);
    assert_int_equal(files_in("tmp"), 0);
    const char *path = arena_format(arena, "%s/new/20261121T024842.AbCdEfGhIjKlMnOpQrStU-.nsdb", directory);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_int_equal(fread(content, 1, sizeof content, file), 17);
    fclose(file);
    assert_string_equal(content, "Subject: x\r\n\r\ny\r\n");
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
}

static void what_cannot_be_written_is_deferred(void **state)
{
    (void)state;
    struct transport *transport;
    const char *answer = NULL;
    struct delivery_mail evil = mail;
    assert_int_equal(transport_open(arena, maildir_settings(), &transport), OK);
    evil.reference = "../../escape";
    assert_int_equal(transport_send(transport, arena, &evil, &answer), DELIVERY_DEFERRED);
    assert_int_equal(rename(arena_format(arena, "%s/tmp", directory), arena_format(arena, "%s/off", directory)), 0);
    assert_int_equal(transport_send(transport, arena, &mail, &answer), DELIVERY_DEFERRED);
    assert_true(text_starts_with(answer, "maildir: "));
    assert_int_equal(rename(arena_format(arena, "%s/off", directory), arena_format(arena, "%s/tmp", directory)), 0);
}

static void wrong_settings_are_refused(void **state)
{
    (void)state;
    struct transport *transport;
    static const char *const wrong[] = {"mail_transport = pigeon\n", "mail_transport = maildir\n",
        "mail_transport = smtp\n", "mail_transport = maildir\nmail_directory = /nonexistent/mail\n",
        "smtp_address = http://127.0.0.1/\n", "smtp_address = smtp://mail.example.jp\nsmtp_tls = none\n",
        "smtp_address = smtp://127.0.0.1.example.jp:25\nsmtp_tls = none\n",
        "smtp_address = smtp://mail.example.jp\nsmtp_tls = maybe\n",
        "smtp_address = smtp://mail.example.jp\nsmtp_user = u\n",
        "smtp_address = smtp://mail.example.jp\nsmtp_user = u\nsmtp_password_file = /nonexistent/p\n"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_int_equal(transport_open(arena, settings_of(wrong[i]), &transport), FAILED);
    assert_int_equal(transport_open(arena, settings_of("smtp_address = smtp://127.0.0.1:25\nsmtp_tls = none\n"),
        &transport), OK);
    assert_int_equal(transport_open(arena, settings_of("smtp_address = smtps://mail.example.jp:465\n"),
        &transport), OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mail_arrives_once_however_often_it_is_delivered),
        cmocka_unit_test(what_cannot_be_written_is_deferred),
        cmocka_unit_test(wrong_settings_are_refused),
    };
    return cmocka_run_group_tests(tests, make_directory, end_directory);
}
