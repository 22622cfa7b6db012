/* Inside of struct fields: one slot for each declared field, filled while the request is read. */
#ifndef NSDB_FIELD_SLOTS_H
#define NSDB_FIELD_SLOTS_H

#include "fields.h"
#include "list.h"

/* What a form without files may be: 1,000 chosen rows are 40 KB. And how many files a field takes: of more, the one after the
 * last is kept, which tells the screen; whoever chose a whole folder is told so, not refused as malformed. */
enum { BODY_BYTES_WITHOUT_FILES = 256 * 1024, FILES_OF_MANY = 20 };

struct field_slot {
    struct field_spec spec;
    size_t seen; /* how often it stood in the request, empty ones too */
    LIST_OF(const char *) values;
    LIST_OF(struct uploaded_file) files;
};

struct fields {
    struct request *request;
    const char *spool_directory;
    LIST_OF(struct field_slot) slots;
    struct complaints complaints;
};

/* Slots for `specs` (ended by a NULL name; NULL = none) and for csrf_token and idempotency_key. */
struct fields *field_slots_new(struct request *request, const struct field_spec *specs, const char *spool_directory);

/* The slot of a declared name, else NULL. */
struct field_slot *field_slots_find(struct fields *fields, const char *name);

/* The slot that a name in the request may fill now; NULL when the name is not declared, is a file where a text
 * should be (or the other way round), or stands again without FIELD_MANY. */
struct field_slot *field_slots_take(struct fields *fields, const char *name, bool is_file);

/* Puts a raw value into its slot, cleaned. */
void field_slots_put(struct fields *fields, struct field_slot *slot, struct bytes raw);

/* Complains about each required field that is empty. */
void field_slots_require(struct fields *fields);

/* The largest body that these fields can make: files and some room for the rest. */
int64_t field_slots_largest_body(const struct fields *fields);

#endif
