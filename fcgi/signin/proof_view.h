/* What 暗号化鍵による本人確認 (www/page/signin/proof.html) is told. */
#ifndef NSDB_PROOF_VIEW_H
#define NSDB_PROOF_VIEW_H

#include "key_proof_view.h"
#include "leave_view.h"

struct proof_view {
    struct leave_view leave;
    struct key_proof_view proof;
    const char *challenge;
    const char *account_reference;
    const char *next;
};

#endif
