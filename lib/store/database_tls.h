/* Inside the store room: TLS to the database (C01). A host that is not this machine is spoken to by TLS alone, version
 * 1.2 or 1.3 with a cipher that also authenticates (AEAD), and only after it proved by its certificate to be the host
 * that the settings name. Nothing but the greeting is exchanged before: a server that has no TLS, or the wrong
 * certificate, hears neither the account's name nor its password. */
#ifndef NSDB_DATABASE_TLS_H
#define NSDB_DATABASE_TLS_H

#include "client.h"

#include "database_host.h"
#include "settings.h"

struct database_tls {
    const char *ca_file;           /* PEM: who vouches for the servers; NULL: no TLS */
    const char *certificate_file;  /* PEM: who we are; NULL: only the account and its password say that */
    const char *key_file;          /* PEM, the certificate's; NULL as the certificate */
};

/* Reads the settings database_ca_file, database_certificate_file and database_certificate_key_file; PROGRAM in the latter
 * two stands for `program`. FAILED, logged, when a host that is not this machine would be spoken to in the clear, when
 * one of them lacks its companion, or a file cannot be read. With an authority all hosts are spoken to by TLS. */
enum result database_tls_read(struct arena *arena, const struct settings *settings, const char *program,
    const struct database_hosts *hosts, struct database_tls *tls_out) MUST_USE;

/* Tells the client library; nothing when there is no authority. The library reads the files anew at each connection, so
 * that a renewed certificate needs no restart. */
void database_tls_set(MYSQL *mysql, const struct database_tls *tls);

/* `text` with `program` in the place of the word PROGRAM; NULL stays NULL. */
const char *database_text_for_program(struct arena *arena, const char *text, const char *program);

#endif
