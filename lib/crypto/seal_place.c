/* The words are part of what is stored: a changed one opens nothing that was sealed before. */
#include "seal_place.h"

#include <inttypes.h>

const char *seal_place_initial_password(struct arena *arena, const char *account_reference, int64_t slip_number)
{
    return arena_format(arena, "initial_password:%s:%" PRId64, account_reference, slip_number);
}

const char *seal_place_passphrase(struct arena *arena, const char *account_reference)
{
    return arena_format(arena, "passphrase:%s", account_reference);
}

const char *seal_place_password(struct arena *arena, const char *account_reference)
{
    return arena_format(arena, "password:%s", account_reference);
}

const char *seal_place_answer(struct arena *arena, const char *account_reference)
{
    return arena_format(arena, "answer:%s", account_reference);
}

const char *seal_place_import_piece(struct arena *arena, const char *import_reference, int64_t number)
{
    return arena_format(arena, "bulk_import:%s:%" PRId64, import_reference, number);
}

const char *seal_place_mail(struct arena *arena, const char *message_id)
{
    return arena_format(arena, "outbox:%s", message_id);
}
