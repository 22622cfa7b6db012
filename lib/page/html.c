/* Escaping by place. Every byte that could end a text or a quoted attribute is written as a reference. */
#include "html.h"

#include <inttypes.h>

void html_markup(struct html *html, const char *markup, size_t size)
{
    buffer_add(html->to, markup, size);
}

static const char *reference_of(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void html_text(struct html *html, const char *value)
{
    if (value == NULL)
        return;
    while (*value != 0) {
        size_t plain = strcspn(value, "&<>\"'");
        buffer_add(html->to, value, plain);
        value += plain;
        if (*value != 0)
            buffer_add_text(html->to, reference_of(*value++));
    }
}

void html_attribute(struct html *html, const char *value)
{
    html_text(html, value);
}

/* RFC 3986 "unreserved", and @ for mail addresses. */
static bool stays_in_url_part(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.'
        || c == '_' || c == '~' || c == '@';
}

void html_url_part(struct html *html, const char *value)
{
    static const char digits[] = "0123456789ABCDEF";
    for (; value != NULL && *value != 0; value++) {
        unsigned char c = (unsigned char)*value;
        if (stays_in_url_part(c))
            buffer_add(html->to, &c, 1);
        else
            buffer_add(html->to, (char[]){'%', digits[c >> 4], digits[c & 15]}, 3);
    }
}

/* Browsers drop tabs and line breaks and read "\" as "/", so "/\t/evil" would leave the site. */
static bool stays_on_site(const char *url)
{
    if (url == NULL || url[0] != '/' || url[1] == '/')
        return false;
    for (const char *at = url; *at != 0; at++) {
        if ((unsigned char)*at <= ' ' || *at == 0x7f || *at == '\\')
            return false;
    }
    return true;
}

void html_url(struct html *html, const char *value)
{
    html_text(html, stays_on_site(value) ? value : "#");
}

static void hidden_field(struct html *html, const char *name, const char *value)
{
    if (value == NULL || *value == 0)
        return;
    buffer_add_text(html->to, "<input type=\"hidden\" name=\"");
    html_attribute(html, name);
    buffer_add_text(html->to, "\" value=\"");
    html_attribute(html, value);
    buffer_add_text(html->to, "\">");
}

void html_form_fields(struct html *html)
{
    hidden_field(html, "csrf_token", html->csrf_token);
    hidden_field(html, "idempotency_key", html->idempotency_key);
}

void html_number(struct html *html, int64_t number)
{
    buffer_format(html->to, "%" PRId64, number);
}

void html_count(struct html *html, uint64_t number)
{
    buffer_format(html->to, "%" PRIu64, number);
}

bool html_text_holds(const char *text)
{
    return text != NULL && *text != 0;
}

bool html_number_holds(int64_t number)
{
    return number != 0;
}

bool html_count_holds(uint64_t number)
{
    return number != 0;
}

bool html_pointer_holds(const void *pointer)
{
    return pointer != NULL;
}
