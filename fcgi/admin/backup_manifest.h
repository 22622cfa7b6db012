/* The manifest of a backup: what was copied, when, under which keys. A text that a person can read, its last line a
 * seal over all others: a manifest that was changed, or made by another site, is refused. */
#ifndef NSDB_BACKUP_MANIFEST_H
#define NSDB_BACKUP_MANIFEST_H

#include "list.h"
#include "sealed_file.h"

struct backup_migration {
    int64_t version;
    int64_t statements;
    const char *name;
    const char *checksum;
};

struct backup_table {
    const char *name;
    int64_t rows;
};

struct backup_blob {
    const char *name;   /* below the blob directory */
    int64_t bytes;
    const char *sha256;
};

struct backup_manifest {
    const char *reference;
    const char *made_at;         /* the database's time of the moment that was copied, UTC */
    const char *release;
    int64_t chain_sequence;      /* end of the operation log's chain then; 0: none */
    const char *chain_hmac;
    struct keyring_keys keys;    /* what the copy may be sealed under */
    struct sealed_file_facts database;
    LIST_OF(struct backup_migration) migrations;
    LIST_OF(struct backup_table) tables;
    LIST_OF(struct backup_blob) blobs;
};

/* The text of the manifest with its seal. */
const char *backup_manifest_text(
    struct arena *arena, const struct keyring *keyring, const struct backup_manifest *manifest);

/* Reads FOLDER/manifest. FAILED after saying why: no manifest, damaged, or not of this key ring. */
enum result backup_manifest_read(struct arena *arena, const struct keyring *keyring, const char *folder,
    struct backup_manifest **manifest_out) MUST_USE;

#endif
