/* One ID between its notice and the first sign-in, in words. */
#include "users_detail.h"

#include "clock.h"
#include "doctor_search_query.h"
#include "text.h"

static const char *password_text(struct arena *arena, const struct doctor_search_detail_out *row)
{
    if (row->password_expires_at == NULL)
        return "なし（初回ログインが終わると消えます）";
    const char *day = day_japanese(arena, clock_day_japan(row->password_expires_at));
    return row->password_expired ? arena_format(arena, "%s（期限切れです。［再発行］してください）", day)
                                 : arena_format(arena, "%sまで", day);
}

/* The step that the person has to take next. */
static const char *step_text(const struct doctor_search_detail_out *row)
{
    static const struct {
        const char *step;
        const char *text;
    } steps[] = {
        {"mail", "メールアドレスの登録がまだです"},
        {"key", "暗号化鍵ファイルの登録がまだです"},
        {"secret", "秘密の質問とパスワードの登録がまだです"},
        {"password", "新しいパスワードの登録がまだです（パスワード初期化のあと）"},
        {"done", "終わっています"},
    };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (text_equal(steps[i].step, text_or(row->step, "")))
            return steps[i].text;
    return row->last_sign_in_at == NULL ? "まだ始めていません" : "終わっています";
}

enum result users_detail_read(struct context *context, const char *designation, struct users_detail *detail_out)
{
    struct arena *arena = context->arena;
    struct doctor_search_detail_out row;
    enum result result = doctor_search_detail(context->store, arena,
        &(struct doctor_search_detail_in){context->session.municipality_id, designation}, &row);
    *detail_out = (struct users_detail){0};
    if (result != OK)
        return result;
    *detail_out = (struct users_detail){
        .shown = true,
        .password = password_text(arena, &row),
        .slip = row.slip_number == 0 ? "" : arena_format(arena, "%d（この番号の通知書の出力：%d回）", (int)row.slip_number,
            (int)row.printed_count),
        .printed_at = row.notice_printed_at == NULL ? "まだ出力していません" : clock_japanese(arena, row.notice_printed_at),
        .last_sign_in = row.last_sign_in_at == NULL ? "まだログインしていません" : clock_japanese(arena, row.last_sign_in_at),
        .first_sign_in = text_equal(text_or(row.purpose, ""), "renew") && !text_equal(row.step, "done")
            ? arena_join(arena, "延長または鍵の再発行のあとの登録：", step_text(&row), NULL) : step_text(&row),
    };
    return OK;
}
