/* The steps: their right, the last word of their address, their label. */
#include "user_step.h"

#include "text.h"

static const struct {
    enum action action;
    const char *word;
    const char *label;
} table[] = {
    {ACTION_NOTICE_PRINT, "notice", "IDパスワード通知書ダウンロード"},
    {ACTION_MUNICIPAL_USERS, "edit", "編集"},
    {ACTION_ORGANISATION_USERS, "edit", "編集"},
    {ACTION_PASSWORD_RESET, "reset", "パスワード初期化"},
    {ACTION_UNLOCK, "unlock", "アカウントロック解除"},
    {ACTION_KEY_REISSUE, "key", "暗号化鍵再発行"},
    {ACTION_MANAGER_CHANGE, "manager", "責任者にする"},
    {ACTION_USER_DELETE, "delete", "アカウント削除"},
};

enum { STEPS = sizeof table / sizeof *table };

enum action user_step_action(const char *path)
{
    const char *word = strrchr(path, '/');
    for (size_t i = 0; word != NULL && i < STEPS; i++)
        if (text_equal(word + 1, table[i].word))
            return table[i].action;
    return ACTION_NONE;
}

const char *user_step_label(enum action action)
{
    for (size_t i = 0; i < STEPS; i++)
        if (table[i].action == action)
            return table[i].label;
    return "";
}

bool user_step_fits(enum action action, bool locked, bool has_key)
{
    if (action == ACTION_UNLOCK)
        return locked;
    return action != ACTION_KEY_REISSUE || has_key;
}

void user_step_offer(struct context *context, struct user_steps *steps, const char *base, enum action action,
    const struct user_facts *facts)
{
    if (!user_step_fits(action, facts->locked, facts->has_key)
        || !rights_allow(context->session.role, action, facts->relation))
        return;
    bool downloads = action == ACTION_NOTICE_PRINT;
    for (size_t i = 0; i < STEPS; i++)
        if (table[i].action == action)
            *list_push(context->arena, steps) = (struct user_step){
                .label = table[i].label,
                .address = arena_join(context->arena, base, "/", table[i].word, downloads ? "" : "?account=",
                    downloads ? "" : facts->reference, NULL),
                .downloads = downloads,
            };
}
