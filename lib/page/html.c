/* Escaping by place. Every byte that could end a text or a quoted attribute is written as a reference. */
#include "html.h"

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
static const bool stays_in_url_part[256] = {
    ['0'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    ['A'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    ['a'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    ['-'] = 1, ['.'] = 1, ['_'] = 1, ['~'] = 1, ['@'] = 1,
};

void html_url_part(struct html *html, const char *value)
{
    static const char digits[] = "0123456789ABCDEF";
    while (value != NULL && *value != 0) {
        const char *start = value;
        while (stays_in_url_part[(unsigned char)*value])
            value++;
        buffer_add(html->to, start, (size_t)(value - start));
        if (*value == 0)
            return;
        unsigned char c = (unsigned char)*value++;
        buffer_add(html->to, (char[]){'%', digits[c >> 4], digits[c & 15]}, 3);
    }
}

/* Browsers drop tabs and line breaks and read "\" as "/", so "/\t/evil" would leave the site. */
static bool stays_on_site(const char *url)
{
    if (url == NULL || url[0] != '/' || url[1] == '/')
        return false;
    const char *at = url;
    while (stays_in_url_part[(unsigned char)*at] || ((unsigned char)*at > ' ' && *at != 0x7f && *at != '\\'))
        at++;
    return *at == 0;
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

/* The page's key, counted on by the number of the form: sending one form uses up no other. */
static void form_key(struct html *html, char *key, size_t size)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const unsigned base = sizeof digits - 1;
    snprintf(key, size, "%s", html->idempotency_key == NULL ? "" : html->idempotency_key);
    size_t place = strlen(key);
    for (unsigned left = html->forms++; left > 0 && place > 0; left /= base) {
        const char *digit = strchr(digits, key[--place]);
        if (digit != NULL)
            key[place] = digits[((size_t)(digit - digits) + left) % base];
    }
}

void html_form_fields(struct html *html)
{
    char key[64];
    form_key(html, key, sizeof key);
    hidden_field(html, "csrf_token", html->csrf_token);
    hidden_field(html, "idempotency_key", key);
}

void html_number(struct html *html, int64_t number)
{
    if (number < 0)
        buffer_add(html->to, "-", 1);
    html_count(html, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

void html_count(struct html *html, uint64_t number)
{
    char digits[20];
    size_t start = sizeof digits;
    do {
        digits[--start] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    buffer_add(html->to, digits + start, sizeof digits - start);
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
