/* What the page before パスワード初期化, アカウントロック解除, 暗号化鍵再発行 and 削除 is told. */
#ifndef NSDB_USER_ACTION_VIEW_H
#define NSDB_USER_ACTION_VIEW_H

#include <stdint.h>

/* What the page says after an answer to 秘密の質問 was compared. */
struct user_verdict {
    const char *type; /* of the banner; "" before */
    const char *heading;
    const char *text;
};

struct user_action_view {
    const char *action;
    const char *back;
    const char *reference;
    int64_t version;       /* of the account */
    const char *purpose;   /* when one does it */
    const char *heading;   /* what changes */
    const char *effect;
    const char *button;
    const char *name;
    const char *login_id;
    const char *role;
    const char *department;
    const char *question;      /* パスワード初期化: the person's 秘密の質問; "" for none */
    const char *answer_action; /* where an answer is compared */
    struct user_verdict verdict;
};

#endif
