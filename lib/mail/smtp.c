/* SMTP by libcurl. */
#include "smtp.h"

#include <curl/curl.h>
#include <errno.h>
#include <stdbool.h>

#include "log.h"
#include "text.h"

enum { TIMEOUT_SECONDS = 60, CONNECT_SECONDS = 10, LONGEST_ANSWER = 200, LONGEST_PASSWORD = 256 };

/* Ciphers that also authenticate (AEAD), for TLS 1.2; all of 1.3 are of this kind. */
static const char ciphers[] =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

struct smtp {
    CURL *curl;
    char answer[LONGEST_ANSWER + 1]; /* the server's last line */
};

/* The text on its way to the server. */
struct upload {
    struct bytes rest;
};

static void end_curl(void *thing)
{
    curl_easy_cleanup(thing);
}

static size_t give_text(char *to, size_t size, size_t count, void *thing)
{
    struct upload *upload = thing;
    size_t most = size * count;
    size_t given = upload->rest.size < most ? upload->rest.size : most;
    memcpy(to, upload->rest.data, given);
    upload->rest = (struct bytes){upload->rest.data + given, upload->rest.size - given};
    return given;
}

/* Keeps the server's last line, printable ASCII only. */
static size_t take_answer(char *line, size_t size, size_t count, void *thing)
{
    struct smtp *smtp = thing;
    size_t length = 0;
    for (size_t i = 0; i < size * count && length < LONGEST_ANSWER; i++)
        if (line[i] >= ' ' && line[i] <= '~')
            smtp->answer[length++] = line[i];
    smtp->answer[length] = 0;
    return size * count;
}

static bool is_on_this_machine(const char *address)
{
    static const char *const names[] = {"smtp://localhost", "smtp://127.0.0.1", "smtp://[::1]"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (text_starts_with(address, names[i]) && strchr(":/", address[strlen(names[i])]) != NULL)
            return true;
    return false;
}

static enum result check_settings(const char *address, const char *tls)
{
    bool encrypted = text_starts_with(address, "smtps://");
    if (!encrypted && !text_starts_with(address, "smtp://")) {
        log_error("smtp", "smtp_address = %s: expected smtp://host:port or smtps://host:port", address);
        return FAILED;
    }
    if (text_equal(tls, "required") || (text_equal(tls, "none") && (encrypted || is_on_this_machine(address))))
        return OK;
    log_error("smtp", "smtp_tls = %s: expected required; none only for a server on this machine", tls);
    return FAILED;
}

static enum result set_password(CURL *curl, const char *user, const char *path)
{
    char password[LONGEST_PASSWORD] = "";
    if (user == NULL)
        return OK;
    FILE *file = path == NULL ? NULL : fopen(path, "re");
    if (file == NULL || fgets(password, sizeof password, file) == NULL) {
        log_error("smtp", "smtp_password_file cannot be read: %s", path == NULL ? "it is not set" : strerror(errno));
        if (file != NULL)
            fclose(file);
        return FAILED;
    }
    fclose(file);
    password[strcspn(password, "\r\n")] = 0;
    curl_easy_setopt(curl, CURLOPT_USERNAME, user);
    curl_easy_setopt(curl, CURLOPT_PASSWORD, password);
    explicit_bzero(password, sizeof password);
    return OK;
}

static void set_connection(struct smtp *smtp, const struct settings *settings, const char *address, const char *tls)
{
    CURL *curl = smtp->curl;
    const char *ca_file = settings_text(settings, "smtp_ca_file", NULL);
    curl_easy_setopt(curl, CURLOPT_URL, address);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, settings_number(settings, "smtp_timeout_seconds", TIMEOUT_SECONDS));
    curl_easy_setopt(curl, CURLOPT_USE_SSL, text_equal(tls, "required") ? CURLUSESSL_ALL : CURLUSESSL_NONE);
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(curl, CURLOPT_SSL_CIPHER_LIST, ciphers);
    if (ca_file != NULL)
        curl_easy_setopt(curl, CURLOPT_CAINFO, ca_file);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give_text);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_answer);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, smtp);
}

enum result smtp_open(struct arena *arena, const struct settings *settings, struct smtp **smtp_out)
{
    const char *address = settings_text(settings, "smtp_address", "");
    const char *tls = settings_text(settings, "smtp_tls", "required");
    if (check_settings(address, tls) != OK)
        return FAILED;
    struct smtp *smtp = arena_make(arena, struct smtp);
    smtp->curl = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK ? curl_easy_init() : NULL;
    if (smtp->curl == NULL) {
        log_error("smtp", "libcurl cannot be started");
        return FAILED;
    }
    arena_defer(arena, end_curl, smtp->curl);
    set_connection(smtp, settings, address, tls);
    *smtp_out = smtp;
    return set_password(smtp->curl, settings_text(settings, "smtp_user", NULL),
        settings_text(settings, "smtp_password_file", NULL));
}

/* 55x to the recipient (curl: "send error") or behind the text is final; in the greeting or to MAIL it is our own
 * trouble with the server. */
static bool is_final(CURL *curl, CURLcode outcome, size_t given)
{
    long code = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
    return code >= 550 && code <= 559 && (outcome == CURLE_SEND_ERROR || given > 0);
}

static CURLcode perform(struct smtp *smtp, struct arena *arena, const struct delivery_mail *mail, struct upload *upload)
{
    struct curl_slist *recipients = curl_slist_append(NULL, arena_format(arena, "<%s>", mail->recipient));
    if (recipients == NULL)
        return CURLE_OUT_OF_MEMORY;
    smtp->answer[0] = 0;
    curl_easy_setopt(smtp->curl, CURLOPT_MAIL_FROM, arena_format(arena, "<%s>", mail->sender));
    curl_easy_setopt(smtp->curl, CURLOPT_MAIL_RCPT, recipients);
    curl_easy_setopt(smtp->curl, CURLOPT_READDATA, upload);
    CURLcode outcome = curl_easy_perform(smtp->curl);
    curl_easy_setopt(smtp->curl, CURLOPT_MAIL_RCPT, NULL);
    curl_slist_free_all(recipients);
    return outcome;
}

enum delivery smtp_send(struct smtp *smtp, struct arena *arena, const struct delivery_mail *mail,
    const char **answer_out)
{
    struct upload upload = {mail->text};
    CURLcode outcome = perform(smtp, arena, mail, &upload);
    size_t given = mail->text.size - upload.rest.size;
    *answer_out = outcome == CURLE_OK ? arena_text(arena, smtp->answer)
                                      : arena_format(arena, "%s: %s", curl_easy_strerror(outcome), smtp->answer);
    if (outcome == CURLE_OK)
        return DELIVERY_ACCEPTED;
    /* the server's words may hold the address: they go into the row, not into the log */
    log_warning("smtp", "not accepted: %s", curl_easy_strerror(outcome));
    return is_final(smtp->curl, outcome, given) ? DELIVERY_REFUSED : DELIVERY_DEFERRED;
}
