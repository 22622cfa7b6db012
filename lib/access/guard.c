/* The guard at the door. */
#include "guard.h"

#include <string.h>

#include "buffer.h"
#include "text.h"

enum { NEXT_MOST = 400 };

static const char step_pages[] = "/signin/";
const char guard_sign_in_unsent[] = "/signin/?unsent=yes";
static const char own_account[] = "/account/self";

static const char *step_path(const char *step)
{
    if (text_equal(step, "key"))
        return "/signin/key";
    if (text_equal(step, "password"))
        return "/signin/password";
    return text_equal(step, "secret") ? "/signin/secret" : "/signin/mail";
}

const char *guard_way(const struct session *session)
{
    switch (session->stage) {
    case SESSION_ENROLLING:
        return role_is_institutional(session->role) ? step_path(session->step) : own_account;
    case SESSION_PROVING:
        return "/signin/proof";
    case SESSION_FULL:
        return "/account/";
    case SESSION_NONE:
        break;
    }
    return "/signin/";
}

static bool enrolling_door_is_open(const struct session *session, const char *path)
{
    bool for_steps = text_starts_with(path, step_pages);
    if (session->stage == SESSION_ENROLLING)
        return for_steps == role_is_institutional(session->role);
    return session->stage == SESSION_FULL && !for_steps;
}

enum guard_answer guard_ask(const struct session *session, enum session_stage needed, enum action right,
    const char *path)
{
    bool open = needed == SESSION_NONE || needed == session->stage;
    if (needed == SESSION_ENROLLING)
        open = enrolling_door_is_open(session, path);
    if (!open)
        return GUARD_ELSEWHERE;
    return rights_allow(session->role, right, RELATION_NONE) ? GUARD_OPEN : GUARD_FORBIDDEN;
}

static bool may_stand_in_url(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("/-_.~", c) != NULL;
}

const char *guard_sign_in(struct arena *arena, const char *path, const char *query)
{
    struct buffer next = buffer_in(arena);
    buffer_add_text(&next, "/signin/?next=");
    const char *whole = text_is_empty(query) ? path : arena_format(arena, "%s?%s", path, query);
    if (text_is_empty(guard_next(whole)))
        return "/signin/";
    for (const char *c = whole; *c != 0; c++) {
        if (may_stand_in_url(*c))
            buffer_add(&next, c, 1);
        else
            buffer_format(&next, "%%%02X", (unsigned)(unsigned char)*c);
    }
    return buffer_text(&next);
}

/* A second slash, a backslash or a control character would let the browser read another host's name into it. */
const char *guard_next(const char *next)
{
    if (text_is_empty(next) || next[0] != '/' || next[1] == '/' || strlen(next) > NEXT_MOST)
        return "";
    for (const char *c = next; *c != 0; c++)
        if (*c <= ' ' || *c == '\\' || *c == 0x7f)
            return "";
    return text_starts_with(next, step_pages) ? "" : next;
}
