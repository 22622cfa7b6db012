/* What the page 暗号化鍵ファイルの作り直し is told. */
#ifndef NSDB_SELF_KEY_VIEW_H
#define NSDB_SELF_KEY_VIEW_H

struct self_key_view {
    const char *current_error;
};

#endif
