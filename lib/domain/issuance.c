/* Issue states. */
#include "issuance.h"

#include "text.h"

static const struct {
    const char *word;
    const char *label;
} states[] = {
    [ISSUE_UNISSUED] = {"unissued", "未発行"},
    [ISSUE_ISSUED] = {"issued", "発行済（初期パスワードの状態）"},
    [ISSUE_ACTIVE] = {"active", "利用中"},
    [ISSUE_LOCKED] = {"locked", "ロック中"},
    [ISSUE_EXPIRED] = {"expired", "有効期限切れ"},
    [ISSUE_DELETED] = {"deleted", "削除済"},
};

static enum issue_state state_from_word(const char *word)
{
    for (unsigned i = 0; i < sizeof states / sizeof states[0]; i++)
        if (text_equal(states[i].word, word))
            return (enum issue_state)i;
    return ISSUE_DELETED;
}

/* 未発行 of an added designation tells of its own notice. */
static enum issue_state noticed_state(const struct issue_facts *facts, enum issue_state stored)
{
    if (!facts->added_to_login)
        return stored;
    if (!facts->printed)
        return ISSUE_UNISSUED;
    return stored == ISSUE_UNISSUED ? ISSUE_ISSUED : stored;
}

enum issue_state issue_state_of(const struct issue_facts *facts)
{
    enum issue_state stored = state_from_word(facts->stored_state);
    if (stored == ISSUE_DELETED)
        return ISSUE_DELETED;
    if (day_compare(facts->expires_on, facts->today) < 0)
        return ISSUE_EXPIRED;
    return facts->locked ? ISSUE_LOCKED : noticed_state(facts, stored);
}

const char *issue_state_word(enum issue_state state)
{
    return states[state].word;
}

const char *issue_state_label(enum issue_state state)
{
    return states[state].label;
}

bool issue_notice_printable(const struct issue_facts *facts)
{
    enum issue_state stored = state_from_word(facts->stored_state);
    if (stored == ISSUE_DELETED)
        return false;
    return facts->added_to_login || stored == ISSUE_UNISSUED || stored == ISSUE_ISSUED;
}

bool issue_notice_choosable(const struct issue_facts *facts)
{
    enum issue_state shown = issue_state_of(facts);
    return issue_notice_printable(facts) && shown != ISSUE_LOCKED && shown != ISSUE_EXPIRED;
}
