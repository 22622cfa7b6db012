/* One typed value of a form: made clean, or complained about. */
#ifndef NSDB_FIELD_VALUE_H
#define NSDB_FIELD_VALUE_H

#include "bytes.h"
#include "fields.h"

enum { FIELD_MOST_DEFAULT = 200 };

/* The largest value in code points (files: bytes) that the field takes. */
size_t field_most(const struct field_spec *spec);

/* The clean value of raw bytes by the field's type: valid UTF-8, NFC, trimmed or not (fields.h). What a person must
 * mend is added to `complaints`; a value with bytes that no page or table may hold is "" then. Secrets live in
 * `secrets`. */
const char *field_value_clean(struct arena *arena, struct arena *secrets, const struct field_spec *spec,
    struct bytes raw, struct complaints *complaints);

/* The name of an uploaded file, cleaned alike. */
const char *field_value_file_name(struct arena *arena, const struct field_spec *spec, const char *raw,
    struct complaints *complaints);

#endif
