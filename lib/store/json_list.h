/* JSON arrays as keys of batch look-ups (JSON_TABLE). */
#ifndef NSDB_JSON_LIST_H
#define NSDB_JSON_LIST_H

#include "buffer.h"

/* An array under construction; finish with json_list_text(). */
struct json_list {
    struct buffer text;
};

/* An empty array whose text lives in `arena`. */
struct json_list json_list_in(struct arena *arena);

/* Adds a text. */
void json_list_add(struct json_list *list, const char *text);

/* Adds an array of two texts. */
void json_list_add_pair(struct json_list *list, const char *first, const char *second);

/* The array's text. */
const char *json_list_text(struct json_list *list);

#endif
