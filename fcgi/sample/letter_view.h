/* What the page of one mail is told. */
#ifndef NSDB_LETTER_VIEW_H
#define NSDB_LETTER_VIEW_H

struct letter_view {
    const char *reference;
    const char *sender;
    const char *recipient;
    const char *subject;
    const char *sent_at; /* Japanese */
    const char *body;
    const char *attachment_name; /* "" for none */
};

#endif
