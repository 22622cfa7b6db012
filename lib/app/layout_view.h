/* What the layout (www/page/layout.html) is told: everything around a screen's own content. Texts that are NULL or ""
 * leave their place out. */
#ifndef NSDB_LAYOUT_VIEW_H
#define NSDB_LAYOUT_VIEW_H

#include <stdbool.h>

#include "complaint.h"
#include "html.h"
#include "list.h"

struct layout_menu_item {
    const char *label;
    const char *link;
    bool current;   /* the page on screen belongs to it */
};

/* whom to ask, from the settings, and the four facts to quote, as far as they are known. */
struct layout_help {
    const char *desk;               /* 難病・小慢データベース利用者お問い合わせ窓口 */
    const char *telephone;          /* 0120-764-450 */
    const char *hours;              /* 厚生労働省開庁日の9時から17時まで */
    const char *mail;
    const char *note;               /* a sentence for this kind of user, such as whom to ask about 媒体発送 */
    bool has_facts;                 /* some of the following are known; the others say what to write */
    const char *municipality_name;  /* 公共団体名 */
    const char *municipality_code;  /* 公共団体コード */
    const char *institution_name;   /* 医療機関名 */
    const char *institution_code;   /* 医療機関コード */
};

struct layout_view {
    const char *title;              /* the <h1>, and with 難病・小慢DB the <title> */
    const char *version;            /* of the system: makes browsers fetch a new style sheet after an upgrade */
    const char *request_id;         /* shown as お問い合わせ番号 */
    bool sample_site;               /* the banner that says so */

    bool signed_in;                 /* full session: name and sign-out are shown */
    int session_minutes;            /* the session ends after so long without a request: nsdb.js warns before */
    const char *user_name;
    const char *organisation;
    const char *role_label;
    const char *scheme_label;       /* 難病, 小慢 or 難病・小慢 */
    const char *last_sign_in;       /* of the sign-in before this one, Japanese time */
    LIST_OF(struct layout_menu_item) menu;

    struct complaints complaints;   /* count 0: none */
    const char *flash_type;         /* success, info, warning or error */
    const char *flash_heading;      /* 完了しました */
    const char *flash_message;      /* "" for none */

    void (*body)(struct html *html, const void *body_view);  /* the screen's generated function */
    const void *body_view;

    struct layout_help help;
};

#endif
