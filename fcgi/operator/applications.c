/* The application lists: upload and overview. */
#include "applications.h"

#include "application_store.h"
#include "applications_view.h"
#include "clock.h"
#include "operator_applications_page.h"
#include "text.h"

bool applications_of_contractor(const struct context *context)
{
    return context->route->right == ACTION_APPLICATION_LIST_ISSUE;
}

const char *applications_base(const struct context *context)
{
    return applications_of_contractor(context) ? "/operator/issuing" : "/operator/applications";
}

static const struct state_words {
    const char *word;
    const char *label;
    const char *chip;
} states[] = {
    {"loaded", "承認待ち", "warning"},
    {"approved", "承認済", "info"},
    {"requested", "登録申請済", "info"},
    {"issued", "払出し済", "success"},
    {"rejected", "差戻し", "error"},
};

static const struct state_words *words_of(const char *state)
{
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (text_equal(states[i].word, state))
            return &states[i];
    return &states[0];
}

const char *application_state_label(const char *state)
{
    return words_of(state)->label;
}

const char *application_state_chip(const char *state)
{
    return words_of(state)->chip;
}

void applications_respond(struct context *context, const struct complaints *complaints)
{
    struct application_lists_rows lists;
    struct applications_view view = {.contractor = applications_of_contractor(context),
        .error = complaints == NULL ? "" : complaint_about(complaints, "file")};
    enum result result = application_lists(context->store, context->arena,
        &(struct application_lists_in){.contractor = view.contractor}, &lists);
    if (result != OK)
        return respond_result(context, result);
    size_t of_others = 0;
    for (size_t i = 0; i < lists.count; i++) {
        const struct application_lists_out *list = &lists.items[i];
        of_others += list->loaded_by != context->session.account_id;
        *list_push(context->arena, &view.rows) = (struct applications_row){
            .link = arena_format(context->arena, "%s/list?list=%s", applications_base(context), list->reference),
            .file_name = list->file_name,
            .state = application_state_label(list->state),
            .chip = application_state_chip(list->state),
            .rows = list->rows_total,
            .loaded = arena_format(context->arena, "%s　%s", clock_japanese(context->arena, list->loaded_at),
                list->loader),
        };
    }
    const char *title = view.contractor ? "自治体管理者ユーザの払出し" : "管理者権限のユーザID申請リスト";
    shown_list(context, 0, of_others, 1);
    respond_page_complaining(context, title, operator_applications_page, &view, complaints);
}

void applications_show(struct context *context)
{
    applications_respond(context, NULL);
}
