/* Which hosts need TLS, and what the client library is told about it. */
#include "database_tls.h"

#include <errno.h>

#include "log.h"

/* For TLS 1.2; all ciphers of 1.3 are of this kind. */
static const char ciphers[] =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

const char *database_text_for_program(struct arena *arena, const char *text, const char *program)
{
    const char *mark = text == NULL ? NULL : strstr(text, "PROGRAM");
    if (mark == NULL)
        return text;
    return arena_format(arena, "%.*s%s%s", (int)(mark - text), text, program, mark + strlen("PROGRAM"));
}

static enum result check_file(const char *key, const char *path)
{
    FILE *file = path == NULL ? NULL : fopen(path, "re");
    if (path != NULL && file == NULL) {
        log_error("database_settings", "%s = %s: %s", key, path, strerror(errno));
        return FAILED;
    }
    if (file != NULL)
        fclose(file);
    return OK;
}

static enum result check_files(const struct database_tls *tls)
{
    if ((tls->certificate_file == NULL) != (tls->key_file == NULL) || (tls->certificate_file != NULL && tls->ca_file == NULL)) {
        log_error("database_settings", "database_certificate_file needs database_certificate_key_file, the latter the "
            "former, and both database_ca_file.");
        return FAILED;
    }
    enum result result = check_file("database_ca_file", tls->ca_file);
    if (result == OK)
        result = check_file("database_certificate_file", tls->certificate_file);
    return result == OK ? check_file("database_certificate_key_file", tls->key_file) : result;
}

static enum result check_hosts(const struct database_hosts *hosts)
{
    for (size_t i = 0; i < hosts->count; i++)
        if (!hosts->items[i].is_this_machine) {
            log_error("database_settings", "database_hosts names %s, which is not this machine: passwords and personal data "
                "would cross the network in the clear. Set database_ca_file to the certificate of the authority that vouches "
                "for the database server.", hosts->items[i].name);
            return FAILED;
        }
    return OK;
}

enum result database_tls_read(struct arena *arena, const struct settings *settings, const char *program,
    const struct database_hosts *hosts, struct database_tls *tls_out)
{
    const char *certificate_file = settings_text(settings, "database_certificate_file", NULL);
    const char *key_file = settings_text(settings, "database_certificate_key_file", NULL);
    *tls_out = (struct database_tls){
        .ca_file = settings_text(settings, "database_ca_file", NULL),
        .certificate_file = database_text_for_program(arena, certificate_file, program),
        .key_file = database_text_for_program(arena, key_file, program),
    };
    enum result result = check_files(tls_out);
    return result == OK && tls_out->ca_file == NULL ? check_hosts(hosts) : result;
}

void database_tls_set(MYSQL *mysql, const struct database_tls *tls)
{
    my_bool on = 1;
    if (tls->ca_file == NULL)
        return;
    /* With a certificate to be verified the library refuses a server without TLS; it only asks for TLS otherwise. */
    mysql_options(mysql, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &on);
    mysql_options(mysql, MYSQL_OPT_SSL_CA, tls->ca_file);
    mysql_options(mysql, MYSQL_OPT_SSL_CERT, tls->certificate_file);
    mysql_options(mysql, MYSQL_OPT_SSL_KEY, tls->key_file);
    mysql_options(mysql, MYSQL_OPT_SSL_CIPHER, ciphers);
    mysql_options(mysql, MARIADB_OPT_TLS_VERSION, "TLSv1.2,TLSv1.3");
}
