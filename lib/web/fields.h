/* The fields of a request: only what the route declares, typed, length-checked, valid UTF-8, NFC
 * (Z04, Z05, I06). A field that is not declared, stands twice without MANY, or breaks its shape in a way
 * that no browser does ends the request with 400; what a person can mend becomes a complaint. */
#ifndef NSDB_FIELDS_H
#define NSDB_FIELDS_H

#include "complaint.h"
#include "request.h"
#include "result.h"

enum field_type {
    FIELD_TEXT,   /* one line: trimmed, NFC, no controls */
    FIELD_LINES,  /* several lines, CRLF made LF */
    FIELD_CODE,   /* ASCII letters, digits, - and _ ; trimmed, full-width made half-width */
    FIELD_SECRET, /* as typed (NFC only), kept in the wiping arena, never echoed */
    FIELD_FILE,   /* multipart file, spooled to an unnamed temporary file */
    FIELD_LOGIN_ID /* a user ID as it is kept, however it was typed: text_login_id(); ASCII letters and digits */
};

enum field_flags {
    FIELD_REQUIRED = 1, /* empty becomes the complaint 「…を入力してください。」 */
    FIELD_MANY = 2,     /* may stand several times (checkboxes, files) */
    FIELD_CHOICE = 4    /* one of a list: REQUIRED says 「…を選択してください。」, as for files */
};

struct field_spec {
    const char *name;
    const char *label;  /* Japanese, as on the screen; used in complaints */
    enum field_type type;
    size_t most;        /* code points; files: bytes; 0 = 200 */
    unsigned flags;
};

struct uploaded_file {
    const char *name;   /* as the browser sent it, without folders, checked as FIELD_TEXT */
    int fd;             /* open for reading at offset 0; closed with the request's arena */
    int64_t size;
};

struct fields;

/* Reads query (GET) or body (POST: urlencoded or multipart, streamed) against `specs` (ended by a NULL
 * name; NULL = none). csrf_token and idempotency_key are always declared. REFUSED when the request is
 * malformed: nothing of it may be used. FAILED when reading or spooling fails. `too_large_out` tells 413
 * from 400. */
enum result fields_read(struct request *request, const struct field_spec *specs, const char *spool_directory,
    struct fields **fields_out, bool *too_large_out) MUST_USE;

/* The value, "" when absent. Asking for a name that is not declared ends the program (a programming error). */
const char *field(const struct fields *fields, const char *name);

/* Values of a MANY field. */
size_t field_count(const struct fields *fields, const char *name);
const char *field_at(const struct fields *fields, const char *name, size_t index);

/* Uploaded files of a FIELD_FILE. */
size_t field_file_count(const struct fields *fields, const char *name);
const struct uploaded_file *field_file(const struct fields *fields, const char *name, size_t index);

/* What was wrong with shape and requiredness; screens add their rules' complaints to it. */
struct complaints *fields_complaints(struct fields *fields);

#endif
