/* Filling an answer. */
#include "response.h"

#include <sys/stat.h>

#include "log.h"
#include "text.h"

struct response response_in(struct arena *arena)
{
    return (struct response){
        .status = 200,
        .content_type = "text/html; charset=utf-8",
        .set_cookies = buffer_in(arena),
        .body = buffer_in(arena),
    };
}

/* "/path": not "//host", no backslash that browsers read as a slash, no control or blank. */
static bool is_site_relative(const char *location)
{
    if (*location != '/' || location[1] == '/')
        return false;
    for (const unsigned char *at = (const unsigned char *)location; *at != 0; at++)
        if (*at <= 0x20 || *at >= 0x7F || *at == '\\')
            return false;
    return true;
}

void response_see_other(struct response *response, const char *location)
{
    response->body_file_size = 0;
    response->status = 303;
    response->content_type = NULL;
    response->location = is_site_relative(location) ? location : "/";
    response->body = buffer_in(response->body.arena);
}

void response_download(struct response *response, const char *content_type, const char *name, struct bytes body)
{
    response->content_type = content_type;
    response->download_name = name;
    response->body = buffer_in(response->body.arena);
    buffer_add(&response->body, body.data, body.size);
}

/* 429 is for whoever reads the log: the browser waits for the answer to the request that comes again. */
void response_hold(struct response *response, int64_t delay_ms)
{
    response->status = 429;
    response->hold = delay_ms <= 1000 ? "@hold_1s" : delay_ms <= 2000 ? "@hold_2s" : "@hold_5s";
}

enum result response_download_file(struct response *response, const char *content_type, const char *name, int file)
{
    struct stat status;
    if (fstat(file, &status) != 0)
        return FAILED;
    response_download(response, content_type, name, BYTES_NONE);
    response->body_file = file;
    response->body_file_size = status.st_size;
    return OK;
}

static bool is_cookie_value(const char *value)
{
    for (const unsigned char *at = (const unsigned char *)value; *at != 0; at++)
        if (*at <= 0x20 || *at >= 0x7F || strchr("\",;\\", *at) != NULL)
            return false;
    return true;
}

static void add_cookie(struct response *response, const struct request *request, const char *name,
    const char *value, const char *lifetime)
{
    bool https = text_equal(request->scheme, "https");
    if (!is_cookie_value(value)) {
        log_error("cookie", "the value for the cookie \"%s\" holds a character that cookies cannot hold", name);
        return;
    }
    buffer_format(&response->set_cookies, "Set-Cookie: %s%s=%s; Path=/; HttpOnly; SameSite=Strict%s%s\r\n",
        https ? "__Host-" : "", name, value, https ? "; Secure" : "", lifetime);
}

void response_cookie(struct response *response, const struct request *request, const char *name, const char *value)
{
    add_cookie(response, request, name, value, *value == 0 ? "; Max-Age=0" : "");
}

void response_cookie_lasting(struct response *response, const struct request *request, const char *name,
    const char *value, unsigned days)
{
    const unsigned seconds_of_day = 86400;
    add_cookie(response, request, name, value,
        arena_format(request->arena, "; Max-Age=%u", days * seconds_of_day));
}
