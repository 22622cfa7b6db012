/* A request whose body comes from memory, in pieces of a chosen size: what lib/web sees of a real one. */
#ifndef NSDB_FAKE_REQUEST_H
#define NSDB_FAKE_REQUEST_H

#include "request.h"

struct fake_body {
    const char *data;
    size_t size;
    size_t taken;
    size_t piece;     /* at most so many bytes each time */
    bool cut;         /* ends with -1 instead of 0 */
};

static long fake_read_body(struct request *request, void *buffer, size_t size)
{
    struct fake_body *body = request->reader;
    size_t left = body->size - body->taken;
    size_t given = left < size ? left : size;
    if (given > body->piece)
        given = body->piece;
    if (given == 0 && size > 0)
        return body->cut ? -1 : 0;
    memcpy(buffer, body->data + body->taken, given);
    body->taken += given;
    return (long)given;
}

/* A POST of `size` bytes; texts are "" where tests do not set them. */
static struct request fake_post(struct arena *arena, struct arena *secrets, const char *type, struct fake_body *body)
{
    return (struct request){.arena = arena, .secrets = secrets, .method = METHOD_POST, .id = "", .path = "/",
        .query = "", .source = "127.0.0.1", .user_agent = "", .content_type = type, .accept = "", .host = "",
        .scheme = "http",
        .origin = "", .fetch_site = "", .cookies = "", .content_length = (int64_t)body->size,
        .read_body = fake_read_body, .reader = body};
}

#endif
