/* What 暗号化鍵ファイル登録 (www/page/signin/key.html) is told. */
#ifndef NSDB_KEY_VIEW_H
#define NSDB_KEY_VIEW_H

#include <stdbool.h>

#include "key_proof_view.h"
#include "leave_view.h"
#include "steps_view.h"

struct key_view {
    struct steps_view steps;
    struct leave_view leave;
    const char *mail_address;
    const char *mail_state;        /* 送信待ち, 送信済み, 送れませんでした */
    const char *mail_sender;       /* the address it comes from, "" when the settings name none */
    const char *attachment_name;
    bool mail_failed;
    const char *mail_sent_at;      /* Japanese time, "" before */
    const char *passphrase;        /* "" when the time is over */
    const char *expires_at;        /* until when it can be registered, Japanese time */
    bool expired;
    const char *challenge;
    const char *account_reference;
    struct key_proof_view proof;
};

#endif
