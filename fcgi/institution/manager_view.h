/* What the page 責任者 of an institution is told, as its municipality sees it. */
#ifndef NSDB_INSTITUTION_MANAGER_VIEW_H
#define NSDB_INSTITUTION_MANAGER_VIEW_H

#include <stdbool.h>
#include <stddef.h>

/* The 責任者 in office or the expected one; addresses are "" where nothing is to be done. */
struct manager_person {
    const char *reference;
    const char *name;
    const char *login_id;
    const char *role;
    const char *state;
    bool expected;
    bool printable; /* a 責任者 who is no doctor: the notice is printed here */
    const char *reset_link;
    const char *unlock_link;
    const char *key_link;
};

struct manager_people {
    struct manager_person *items;
    size_t count;
    size_t capacity;
};

struct manager_view {
    const char *institution;
    bool vacant;
    struct manager_people people;
};

#endif
