/* The view of the sample templates: every kind of value that views hold. */
#ifndef NSDB_SAMPLE_VIEW_H
#define NSDB_SAMPLE_VIEW_H

#include "html.h"
#include "sample_group.h"

struct sample_view {
    const char *hostile;
    const char *link;
    const char *mail;
    const char *missing;   /* NULL */
    const char *empty;     /* "" */
    char array[8];
    bool yes;
    int number;
    int64_t big;
    size_t count;
    unsigned small;
    int zero;
    const void *none;      /* NULL */
    const struct sample_group *some;
    struct {
        struct sample_name_view deeper;
    } inner;
    LIST_OF(struct sample_group) groups;
    LIST_OF(struct sample_group) no_groups;
    LIST_OF(const char *) words;
    void (*body)(struct html *html, const void *body_view);
    const void *body_view;
};

#endif
