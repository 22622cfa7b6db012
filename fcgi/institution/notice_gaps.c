/* The page before a PDF of notices. */
#include "notice_gaps.h"

#include "institution_notice_gaps_page.h"
#include "notice_gaps_view.h"
#include "text.h"

bool notice_question_stands(const struct notice_question *question)
{
    return question->gaps.count > 0 || question->expired.count > 0 || question->in_use > 0 || question->rows.count == 0;
}

const char *notice_list_address(struct context *context, const struct criteria_pairs *criteria)
{
    const char *query = criteria_query(context->arena, criteria);
    return arena_format(context->arena, "/institution/users%s%s", *query == 0 ? "" : "?", query);
}

static const char *name_of(struct context *context, const struct notice_one_out *row)
{
    return arena_format(context->arena, "%s　%s", row->family_name, row->given_name);
}

static void add_gaps(struct context *context, const struct notice_question *question, struct notice_gaps_view *view)
{
    for (size_t i = 0; i < question->gaps.count; i++) {
        const struct notice_gap *gap = &question->gaps.items[i];
        const struct notice_one_out *row = &question->rows.items[gap->notice];
        *list_push(context->arena, &view->gaps) = (struct notice_gap_view){
            .name = name_of(context, row),
            .login_id = row->login_id,
            .character = gap->gap.character,
            .code = gap->gap.code,
            .is_variant = gap->gap.is_variant,
        };
    }
}

static void add_expired(struct context *context, const struct notice_question *question, struct notice_gaps_view *view)
{
    for (size_t i = 0; i < question->expired.count; i++) {
        const struct notice_one_out *row = &question->expired.items[i];
        *list_push(context->arena, &view->expired) = (struct notice_expired_view){
            .reference = row->reference,
            .name = name_of(context, row),
            .login_id = row->login_id,
            .institution = row->institution_name,
        };
    }
}

/* Chosen IDs go round by name, all results by their conditions: a form has no room for 1,000 IDs. */
static const char *action_of(const struct notice_question *question)
{
    if (!text_is_empty(question->part))
        return "/institution/users/notices/all";
    return question->rows.count == 1 ? "/institution/users/notice" : "/institution/users/notices";
}

static const char *title_of(const struct notice_question *question)
{
    if (question->rows.count == 0)
        return "出力できる通知書がありません";
    return question->expired.count > 0 || question->in_use > 0 ? "出力しない通知書があります" : "通知書に印字できない文字があります";
}

void notice_gaps_answer(struct context *context, const struct notice_question *question)
{
    struct notice_gaps_view view = {
        .action = action_of(question),
        .back = notice_list_address(context, &question->criteria),
        .with_covers = question->with_covers,
        .part = question->part,
        .criteria = question->criteria,
        .printed = (int)question->rows.count,
        .asked = (int)(question->rows.count + question->expired.count + question->in_use),
        .left = (int)(question->expired.count + question->in_use),
        .in_use = (int)question->in_use,
        .late = (int)question->expired.count,
    };
    add_gaps(context, question, &view);
    add_expired(context, question, &view);
    for (size_t i = 0; text_is_empty(question->part) && i < question->rows.count; i++)
        *list_push(context->arena, &view.references) = (struct notice_reference){question->rows.items[i].reference};
    shown_list(context, 0, view.gaps.count + view.expired.count, 1);
    respond_page(context, title_of(question), institution_notice_gaps_page, &view);
}
