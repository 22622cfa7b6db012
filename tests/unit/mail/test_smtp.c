/* TLS to the mail server: a mail leaves only through an encrypted line, to the server that was named, vouched for
 * by the authority of the settings; otherwise it waits, and nothing of it was said (smtp_tls = required). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <unistd.h>

#include "arena.h"
#include "smtp.h"
#include "smtp_sink.h"

enum { DAY = 24 * 60 * 60 };

static char folder[] = "/tmp/nsdb-smtp-XXXXXX";
static struct arena *arena;

/* An authority or a server, with its key. */
struct identity {
    X509 *certificate;
    EVP_PKEY *key;
};

static void add_extension(X509 *certificate, int kind, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, NULL, NULL, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, kind, value);
    assert_int_equal(X509_add_ext(certificate, extension, -1), 1);
    X509_EXTENSION_free(extension);
}

/* By itself when there is no authority. `days` until it ends; it began a week ago. */
static struct identity identity_make(const char *name, const struct identity *authority, int kind,
    const char *value, int days)
{
    struct identity made = {X509_new(), EVP_EC_gen("P-256")};
    X509_NAME *subject = X509_get_subject_name(made.certificate);
    X509_set_version(made.certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made.certificate), authority == NULL ? 1 : 2);
    X509_gmtime_adj(X509_getm_notBefore(made.certificate), -7 * DAY);
    X509_gmtime_adj(X509_getm_notAfter(made.certificate), days * DAY);
    X509_set_pubkey(made.certificate, made.key);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, (const unsigned char *)name, -1, -1, 0);
    X509_set_issuer_name(made.certificate, authority == NULL ? subject : X509_get_subject_name(authority->certificate));
    add_extension(made.certificate, kind, value);
    assert_true(X509_sign(made.certificate, authority == NULL ? made.key : authority->key, EVP_sha256()) > 0);
    return made;
}

/* The PEM file of the identity; it ends here. */
static const char *identity_write(struct identity identity, const char *name)
{
    const char *path = arena_format(arena, "%s/%s.pem", folder, name);
    FILE *file = fopen(path, "we");
    assert_non_null(file);
    assert_int_equal(PEM_write_X509(file, identity.certificate), 1);
    assert_int_equal(PEM_write_PrivateKey(file, identity.key, NULL, NULL, 0, NULL, NULL), 1);
    fclose(file);
    X509_free(identity.certificate);
    EVP_PKEY_free(identity.key);
    return path;
}

static struct smtp *open_smtp(const char *scheme, const char *host, int port, const char *authority)
{
    const char *path = arena_format(arena, "%s/settings", folder);
    const char *problem = NULL;
    struct settings *settings;
    struct smtp *smtp;
    FILE *file = fopen(path, "we");
    fprintf(file, "smtp_address = %s://%s:%d\nsmtp_tls = required\nsmtp_timeout_seconds = 5\n", scheme, host, port);
    if (authority != NULL)
        fprintf(file, "smtp_ca_file = %s\n", authority);
    fclose(file);
    assert_int_equal(settings_read(arena, path, &settings, &problem), OK);
    assert_int_equal(smtp_open(arena, settings, &smtp), OK);
    return smtp;
}

static enum delivery send_one(struct smtp *smtp)
{
    static const char text[] = "Message-ID: <one@nsdb>\r\n\r\nkey\r\n";
    const char *answer;
    struct delivery_mail mail = {.sender = "nsdb@example.jp", .recipient = "doctor@example.jp", .reference = "one",
        .created_at = "2026-11-21 00:00:00", .text = {(const uint8_t *)text, sizeof text - 1}};
    return smtp_send(smtp, arena, &mail, &answer);
}

static void a_mail_leaves_encrypted_to_the_right_server_only(void **state)
{
    (void)state;
    struct identity authority = identity_make("authority", NULL, NID_basic_constraints, "critical,CA:TRUE", 30);
    struct identity stranger = identity_make("authority", NULL, NID_basic_constraints, "critical,CA:TRUE", 30);
    const char *good = identity_write(
        identity_make("server", &authority, NID_subject_alt_name, "DNS:localhost", 30), "good");
    const char *late = identity_write(
        identity_make("server", &authority, NID_subject_alt_name, "DNS:localhost", -1), "late");
    const char *forged = identity_write(
        identity_make("server", &stranger, NID_subject_alt_name, "DNS:localhost", 30), "forged");
    const char *other = identity_write(
        identity_make("server", &authority, NID_subject_alt_name, "DNS:mail.example.jp", 30), "other");
    const char *trusted = identity_write(authority, "authority");
    (void)identity_write(stranger, "stranger");
    const struct {
        const char *what;
        enum smtp_sink_tls tls;
        const char *scheme;
        const char *identity;
        const char *authority;
        bool leaves;
    } cases[] = {
        {"STARTTLS", SINK_STARTTLS, "smtp", good, trusted, true},
        {"TLS from the first byte", SINK_TLS, "smtps", good, trusted, true},
        {"no STARTTLS offered", SINK_PLAIN, "smtp", NULL, trusted, false},
        {"an authority that the system does not know", SINK_STARTTLS, "smtp", good, NULL, false},
        {"a cipher that does not authenticate (C01)", SINK_STARTTLS_OLD, "smtp", good, trusted, false},
        {"a forged certificate", SINK_STARTTLS, "smtp", forged, trusted, false},
        {"a certificate for another name", SINK_STARTTLS, "smtp", other, trusted, false},
        {"a certificate that ended", SINK_STARTTLS, "smtp", late, trusted, false},
        {"a forged certificate from the first byte", SINK_TLS, "smtps", forged, trusted, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct smtp_sink *sink = smtp_sink_start_tls(folder, cases[i].tls, cases[i].identity);
        struct smtp *smtp = open_smtp(cases[i].scheme, "localhost", smtp_sink_port(sink), cases[i].authority);
        print_message("%s\n", cases[i].what);
        /* the second one on the line of the first */
        for (int sent = 1; sent <= 2; sent++) {
            assert_int_equal(send_one(smtp), cases[i].leaves ? DELIVERY_ACCEPTED : DELIVERY_DEFERRED);
            assert_int_equal(smtp_sink_mails(sink), cases[i].leaves ? sent : 0);
            assert_int_equal(smtp_sink_encrypted(sink), smtp_sink_mails(sink));
        }
        assert_int_equal(smtp_sink_recipients(sink), cases[i].leaves ? 2 : 0);
        smtp_sink_stop(sink);
    }
}

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    return mkdtemp(folder) == NULL;
}

static int tear_down(void **state)
{
    (void)state;
    DIR *open = opendir(folder);
    for (const struct dirent *entry; (entry = readdir(open)) != NULL;)
        unlink(arena_format(arena, "%s/%s", folder, entry->d_name));
    closedir(open);
    arena_free(&arena);
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_mail_leaves_encrypted_to_the_right_server_only)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
