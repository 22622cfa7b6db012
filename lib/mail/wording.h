/* What mails say: files conf/mail/<kind>.txt, the first line is the subject, the body follows. {{name}} stands for
 * a value; the names are a closed list, so that nothing else ever gets into a mail: no ID, no name (R-052, T5), but
 * for the ⑦ mail to a new 自治体管理者, which the seeds demand with ID and 仮パスワード. */
#ifndef NSDB_WORDING_H
#define NSDB_WORDING_H

#include <stdbool.h>

#include "arena.h"
#include "result.h"

struct wording_value {
    const char *name;
    const char *value;
};

struct wording {
    const char *subject;
    const char *body;
};

/* Reads the wording of `kind` (small letters and _) in `directory` and puts the values in. FAILED (logged) when
 * there is no such file, it uses an unknown name, or a value is missing. */
enum result wording_fill(struct arena *arena, const char *directory, const char *kind,
    const struct wording_value *values, size_t count, struct wording *wording_out) MUST_USE;

#endif
