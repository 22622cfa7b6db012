/* What the page [再発行] is told. */
#ifndef NSDB_REISSUE_VIEW_H
#define NSDB_REISSUE_VIEW_H

struct reissue_view {
    const char *reference;
    const char *name;
    const char *login_id;
    const char *institution;
    int slip_number;
    int next_slip_number;
    const char *password_expires; /* Japanese day */
};

#endif
