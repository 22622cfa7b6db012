/* A list of privileges on tables, as a grant file says them or as the server knows them. */
#ifndef NSDB_GRANT_LIST_H
#define NSDB_GRANT_LIST_H

#include <stdbool.h>

#include "list.h"

struct table_grant {
    const char *table;
    const char *privilege;
};

LIST_TYPE(grant_list, struct table_grant);

/* Adds a privilege at the end, also one that is there already; and whether one is there. */
void grant_list_add(struct arena *arena, struct grant_list *list, const char *table, const char *privilege);
bool grant_list_has(const struct grant_list *list, const struct table_grant *grant);

/* Reads lines "GRANT SELECT, INSERT ON :schema.account TO :user;" and comments. False with the number of the line
 * that is neither; only SELECT, INSERT, UPDATE and DELETE are known. */
bool grant_list_read(struct arena *arena, const char *text, struct grant_list *list_out, int *line_out);

#endif
