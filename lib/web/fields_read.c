/* Reading the fields of a request: the query of a GET, the body of a POST; never both (Z05). */
#include "body.h"
#include "field_slots.h"
#include "fields_multipart.h"
#include "header_value.h"
#include "text.h"
#include "urlencoded.h"

enum { QUERY_BYTES_MOST = 8 * 1024 };

static enum result read_pairs(struct fields *fields, struct bytes text)
{
    struct urlencoded reader = urlencoded_open(text);
    const char *name;
    struct bytes value;
    for (;;) {
        enum result result = urlencoded_next(&reader, fields->request->secrets, &name, &value);
        if (result != OK)
            return result == NOT_FOUND ? OK : result;
        struct field_slot *slot = field_slots_take(fields, name, false);
        if (slot == NULL)
            return REFUSED;
        field_slots_put(fields, slot, value);
    }
}

static enum result read_query(struct fields *fields)
{
    const char *query = fields->request->query;
    return read_pairs(fields, (struct bytes){(const uint8_t *)query, strlen(query)});
}

/* Such a body is taken whole and before the form's token is known: files have no place in it, so it is small whatever
 * the route takes. */
static enum result read_urlencoded_body(struct fields *fields, bool *too_large_out)
{
    struct bytes body;
    *too_large_out = fields->request->content_length > BODY_BYTES_WITHOUT_FILES;
    if (*too_large_out)
        return REFUSED;
    enum result result = body_read(fields->request, &body);
    return result == OK ? read_pairs(fields, body) : result;
}

static bool is_utf8(const struct header_value *type)
{
    const char *charset = header_parameter(type, "charset");
    return charset == NULL || strcasecmp(charset, "utf-8") == 0;
}

static enum result read_body(struct fields *fields, bool *too_large_out)
{
    struct request *request = fields->request;
    struct header_value type;
    if (request->content_length == 0 && *request->content_type == 0)
        return OK;
    if (header_value_read(request->arena, request->content_type, &type) != OK || !is_utf8(&type))
        return REFUSED;
    if (text_equal(type.word, "application/x-www-form-urlencoded"))
        return read_urlencoded_body(fields, too_large_out);
    if (text_equal(type.word, "multipart/form-data"))
        return fields_read_multipart(fields, header_parameter(&type, "boundary"));
    return REFUSED;
}

static bool is_too_large(const struct fields *fields)
{
    const struct request *request = fields->request;
    return request->content_length > field_slots_largest_body(fields) || strlen(request->query) > QUERY_BYTES_MOST;
}

enum result fields_read(struct request *request, const struct field_spec *specs, const char *spool_directory,
    struct fields **fields_out, bool *too_large_out)
{
    struct fields *fields = field_slots_new(request, specs, spool_directory);
    bool is_post = request->method == METHOD_POST;
    *fields_out = fields;
    *too_large_out = is_too_large(fields);
    if (*too_large_out || (is_post ? *request->query != 0 : request->content_length != 0))
        return REFUSED;
    enum result result = is_post ? read_body(fields, too_large_out) : read_query(fields);
    if (result == OK && is_post)
        field_slots_require(fields);
    return result;
}
