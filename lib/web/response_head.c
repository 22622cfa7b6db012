/* Answer heads. */
#include "response_head.h"

#include "percent.h"
#include "text.h"

#define PAGE_POLICY                                                                                      \
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "   \
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "                 \
    "require-trusted-types-for 'script'"
#define DOWNLOAD_POLICY "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
/* The browsers' own PDF viewers do not start in a sandbox. */
#define DOCUMENT_POLICY "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

struct reason {
    int status;
    const char *text;
};

static const char *reason(int status)
{
    static const struct reason reasons[] = {{200, "OK"}, {303, "See Other"}, {400, "Bad Request"},
        {401, "Unauthorized"}, {403, "Forbidden"}, {404, "Not Found"}, {405, "Method Not Allowed"}, {409, "Conflict"},
        {413, "Content Too Large"}, {414, "URI Too Long"}, {415, "Unsupported Media Type"},
        {422, "Unprocessable Content"}, {429, "Too Many Requests"}, {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"}, {503, "Service Unavailable"}, {507, "Insufficient Storage"}};
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
        if (reasons[i].status == status)
            return reasons[i].text;
    return "Status";
}

static bool is_file(const struct response *response)
{
    return response->download_name != NULL || response->inline_document;
}

static const char *policy(const struct response *response)
{
    if (response->inline_document)
        return DOCUMENT_POLICY;
    return is_file(response) ? DOWNLOAD_POLICY : PAGE_POLICY;
}

static void add_security(struct buffer *head, const struct request *request, const struct response *response)
{
    buffer_add_text(head, "Content-Security-Policy: ");
    buffer_add_text(head, policy(response));
    buffer_add_text(head,
        "\r\nX-Content-Type-Options: nosniff\r\n"
        "Referrer-Policy: same-origin\r\n"
        "Cross-Origin-Opener-Policy: same-origin\r\n"
        "Cross-Origin-Resource-Policy: same-origin\r\n"
        "Permissions-Policy: camera=(), microphone=(), geolocation=(), payment=(), usb=()\r\n"
        "Cache-Control: no-store\r\n");
    if (text_equal(request->scheme, "https"))
        buffer_add_text(head, "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n");
}

/* The plain name is for programs that do not know filename*; other characters become "_" there. */
static const char *plain_name(struct arena *arena, const char *name)
{
    struct buffer plain = buffer_in(arena);
    for (uint32_t code; (code = text_next(&name)) != 0;) {
        bool plain_character = code >= 0x20 && code < 0x7F && strchr("\"\\/%;", (int)code) == NULL;
        buffer_add_text(&plain, plain_character ? (char[]){(char)code, 0} : "_");
    }
    return buffer_text(&plain);
}

static void add_disposition(struct buffer *head, const struct response *response)
{
    struct arena *arena = head->arena;
    buffer_add_text(head, response->inline_document
        ? "Content-Disposition: inline" : "Content-Disposition: attachment");
    if (response->download_name != NULL)
        buffer_format(head, "; filename=\"%s\"; filename*=UTF-8''%s", plain_name(arena, response->download_name),
            percent_encode(arena, response->download_name));
    buffer_add_text(head, "\r\n");
}

static bool is_one_line(const char *text)
{
    return strpbrk(text, "\r\n") == NULL;
}

static void add_optional(struct buffer *head, const char *name, const char *value)
{
    if (value == NULL || !is_one_line(value))
        return;
    buffer_add_text(head, name);
    buffer_add_text(head, ": ");
    buffer_add_text(head, value);
    buffer_add_text(head, "\r\n");
}

/* nginx would put headers of this answer beside those of the next one. */
static struct bytes hold_head(struct buffer *head, const struct response *response)
{
    buffer_format(head, "Content-Length: 0\r\nX-Accel-Redirect: %s\r\n\r\n", response->hold);
    return buffer_bytes(head);
}

struct bytes response_head(struct arena *arena, const struct request *request, const struct response *response)
{
    struct buffer head = buffer_in(arena);
    buffer_format(&head, "Status: %d %s\r\n", response->status, reason(response->status));
    if (response->hold != NULL)
        return hold_head(&head, response);
    add_optional(&head, "Content-Type", response->content_type);
    buffer_format(&head, "Content-Length: %zu\r\n",
        response->body_file_size > 0 ? (size_t)response->body_file_size : response->body.size);
    add_optional(&head, "Location", response->location);
    add_optional(&head, "Retry-After", response->retry_after);
    add_optional(&head, "Allow", response->allow);
    add_optional(&head, "Refresh", response->refresh);
    if (is_file(response))
        add_disposition(&head, response);
    add_security(&head, request, response);
    buffer_add(&head, response->set_cookies.data, response->set_cookies.size);
    buffer_add_text(&head, "\r\n");
    return buffer_bytes(&head);
}
