/* What is sealed: each value behind its length, so that no two rows give the same bytes; NULL has a mark of its own. */
#include "log_chain.h"

#include <inttypes.h>

#include "buffer.h"

static void add_text(struct buffer *to, const char *text)
{
    if (text == NULL)
        buffer_add_text(to, "N");
    else
        buffer_format(to, "T%zu:%s", strlen(text), text);
}

struct digest log_chain_seal(struct arena *arena, struct bytes key, int64_t sequence, struct bytes previous,
    const struct log_row_out *row)
{
    struct buffer sealed = buffer_in(arena);
    const char *const texts[] = {row->happened_at, row->account_id, row->role, row->municipality_id,
        row->institution_id, row->source, row->request_id, row->action, row->subject_kind, row->subject_id,
        row->outcome, row->detail};
    buffer_format(&sealed, "nsdb log 1:%" PRId64 ":", sequence);
    buffer_add(&sealed, previous.data, previous.size);
    buffer_format(&sealed, ":%" PRId64 ":", row->log_id);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        add_text(&sealed, texts[i]);
    return digest_hmac(key, buffer_bytes(&sealed));
}
