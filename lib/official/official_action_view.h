/* What the page before パスワード初期化, アカウントロック解除, 暗号化鍵再発行 and 削除 is told. */
#ifndef NSDB_OFFICIAL_ACTION_VIEW_H
#define NSDB_OFFICIAL_ACTION_VIEW_H

struct official_action_view {
    const char *action;
    const char *back;
    const char *reference;
    const char *purpose;   /* when one does it */
    const char *heading;   /* what changes */
    const char *effect;
    const char *button;
    const char *name;
    const char *login_id;
    const char *role;
    const char *department;
};

#endif
