/* The ways to the page before and the page after (www/page/part/pager.html). */
#ifndef NSDB_PAGER_VIEW_H
#define NSDB_PAGER_VIEW_H

struct pager_view {
    const char *label;         /* of the navigation: 検索結果のページ */
    const char *previous_link; /* "" when there is none */
    const char *next_link;
};

#endif
