/* An お知らせ of メニュー: a doctor came or went, or the institution's name was corrected; shown by
 * www/page/part/home_message.html. */
#ifndef NSDB_HOME_MESSAGE_H
#define NSDB_HOME_MESSAGE_H

#include <stdint.h>

struct home_message {
    int64_t id;
    const char *heading;
    const char *text;
    const char *told_at;
    const char *dismissal; /* address of the form that puts it away */
};

#endif
