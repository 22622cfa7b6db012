/* Reading FastCGI parameters. */
#include "request_parameters.h"

#include "number.h"
#include "text.h"

enum { USER_AGENT_BYTES_MOST = 200, REQUEST_ID_BYTES_MOST = 40 };

static const char *parameter(struct arena *arena, char *const *parameters, const char *name)
{
    size_t length = strlen(name);
    for (; *parameters != NULL; parameters++)
        if (strncmp(*parameters, name, length) == 0 && (*parameters)[length] == '=')
            return arena_text(arena, *parameters + length + 1);
    return "";
}

static enum method read_method(const char *word)
{
    if (text_equal(word, "GET") || text_equal(word, "HEAD"))
        return METHOD_GET;
    return text_equal(word, "POST") ? METHOD_POST : METHOD_OTHER;
}

/* The part before "?"; raw, so that nothing but the exact bytes of a route matches it. */
static void split_address(struct request *request, const char *address)
{
    size_t length = strcspn(address, "?");
    request->path = arena_text_part(request->arena, address, length);
    request->query = address[length] == '?' ? address + length + 1 : "";
}

static bool has_control(const char *text)
{
    for (; *text != 0; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7F)
            return true;
    return false;
}

static int fault_of_headers(char *const *parameters)
{
    size_t headers = 0;
    size_t bytes = 0;
    for (; *parameters != NULL; parameters++) {
        if (!text_starts_with(*parameters, "HTTP_"))
            continue;
        headers++;
        bytes += strlen(*parameters);
    }
    return headers > REQUEST_HEADERS_MOST || bytes > REQUEST_HEADER_BYTES_MOST ? 431 : 0;
}

static int fault_of_texts(const struct request *request)
{
    const char *const texts[] = {request->id, request->path, request->query, request->source, request->content_type,
        request->accept, request->host, request->scheme, request->origin, request->fetch_site, request->cookies};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (has_control(texts[i]))
            return 400;
    return *request->path == '/' ? 0 : 400;
}

static int fault_of_length(struct request *request, const char *length)
{
    return *length == 0 || number_read(length, 0, INT64_MAX, &request->content_length) ? 0 : 400;
}

static const char *cut_to(struct arena *arena, const char *text, size_t most)
{
    return strlen(text) > most ? arena_text_part(arena, text, most) : text;
}

/* Browsers' names of themselves are ASCII; what is not becomes "?", so that a cut text stays valid UTF-8. */
static const char *printable(struct arena *arena, const char *text, size_t most)
{
    char *made = arena_text_part(arena, text, strnlen(text, most));
    for (char *at = made; *at != 0; at++)
        if ((unsigned char)*at < 0x20 || (unsigned char)*at > 0x7E)
            *at = '?';
    return made;
}

static void take_texts(struct request *request, char *const *parameters)
{
    struct arena *arena = request->arena;
    request->id = cut_to(arena, parameter(arena, parameters, "REQUEST_ID"), REQUEST_ID_BYTES_MOST);
    request->method = read_method(parameter(arena, parameters, "REQUEST_METHOD"));
    request->source = parameter(arena, parameters, "REMOTE_ADDR");
    request->user_agent = printable(arena, parameter(arena, parameters, "HTTP_USER_AGENT"), USER_AGENT_BYTES_MOST);
    request->content_type = parameter(arena, parameters, "CONTENT_TYPE");
    request->accept = parameter(arena, parameters, "HTTP_ACCEPT");
    request->host = parameter(arena, parameters, "HTTP_HOST");
    request->scheme = parameter(arena, parameters, "REQUEST_SCHEME");
    request->origin = parameter(arena, parameters, "HTTP_ORIGIN");
    request->fetch_site = parameter(arena, parameters, "HTTP_SEC_FETCH_SITE");
    request->cookies = parameter(arena, parameters, "HTTP_COOKIE");
    request->held = text_equal(parameter(arena, parameters, "HELD"), "yes");
}

struct request *request_from_parameters(struct arena *arena, struct arena *secrets, char *const *parameters)
{
    struct request *request = arena_make(arena, struct request);
    request->arena = arena;
    request->secrets = secrets;
    take_texts(request, parameters);
    const char *address = parameter(arena, parameters, "REQUEST_URI");
    split_address(request, address);
    request->fault = fault_of_headers(parameters);
    if (request->fault == 0 && strlen(address) > REQUEST_LINE_BYTES_MOST)
        request->fault = 414;
    if (request->fault == 0)
        request->fault = fault_of_texts(request);
    if (request->fault == 0)
        request->fault = fault_of_length(request, parameter(arena, parameters, "CONTENT_LENGTH"));
    return request;
}
