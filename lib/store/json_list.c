/* Writing JSON arrays of texts. */
#include "json_list.h"

struct json_list json_list_in(struct arena *arena)
{
    return (struct json_list){buffer_in(arena)};
}

static void add_text(struct json_list *list, const char *text)
{
    buffer_add_text(&list->text, "\"");
    for (; *text != 0; text++) {
        if ((unsigned char)*text < 0x20 || *text == '"' || *text == '\\')
            buffer_format(&list->text, "\\u%04x", (unsigned)(unsigned char)*text);
        else
            buffer_add(&list->text, text, 1);
    }
    buffer_add_text(&list->text, "\"");
}

static void separate(struct json_list *list)
{
    buffer_add_text(&list->text, list->text.size == 0 ? "[" : ",");
}

void json_list_add(struct json_list *list, const char *text)
{
    separate(list);
    add_text(list, text);
}

void json_list_add_pair(struct json_list *list, const char *first, const char *second)
{
    separate(list);
    buffer_add_text(&list->text, "[");
    add_text(list, first);
    buffer_add_text(&list->text, ",");
    add_text(list, second);
    buffer_add_text(&list->text, "]");
}

const char *json_list_text(struct json_list *list)
{
    buffer_add_text(&list->text, list->text.size == 0 ? "[]" : "]");
    return buffer_text(&list->text);
}
