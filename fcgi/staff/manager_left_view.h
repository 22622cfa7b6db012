/* What the page after 責任者の変更 is told when the person has no account any more. */
#ifndef NSDB_MANAGER_LEFT_VIEW_H
#define NSDB_MANAGER_LEFT_VIEW_H

struct manager_left_view {
    const char *name; /* of the new 責任者 */
};

#endif
