/* お知らせ: doctors who came to the institution or left it, and its name that was corrected. */
#include "messages.h"

#include "clock.h"
#include "institution_message_query.h"
#include "number.h"

const struct field_spec message_fields[] = {{"message", "お知らせ", FIELD_CODE, 18, FIELD_REQUIRED}, {0}};

/* 「東京都から京都府に移管されました。主たる勤務先：甲病院 → 乙病院」 */
static const char *sentence(struct arena *arena, const struct institution_messages_out *row)
{
    const char *place = row->moved
        ? arena_format(arena, "主たる勤務先は、%sから%sに変わりました。", row->from_institution, row->to_institution)
        : arena_format(arena, "主たる勤務先は、%sのままです。", row->to_institution);
    if (!row->transferred)
        return place;
    return arena_format(arena, "指定が、%sから%sに移管されました。%s", row->from_municipality, row->to_municipality, place);
}

static enum result add_moves(struct context *context, struct home_view *view)
{
    struct arena *arena = context->arena;
    struct institution_messages_rows rows = {0};
    enum result result = institution_messages(context->store, arena,
        &(struct institution_messages_in){context->session.institution_id, context->session.account_id}, &rows);
    for (size_t i = 0; result == OK && i < rows.count; i++) {
        const struct institution_messages_out *row = &rows.items[i];
        *list_push(arena, &view->messages) = (struct home_message){
            .id = row->id,
            .heading = arena_format(arena, "指定医　%s　%s（%s）", row->family_name, row->given_name,
                scheme_label(scheme_from_word(row->scheme))),
            .text = sentence(arena, row),
            .told_at = clock_japanese(arena, row->created_at),
            .dismissal = "/account/messages/dismiss",
        };
    }
    return result;
}

static enum result add_names(struct context *context, struct home_view *view)
{
    struct arena *arena = context->arena;
    struct institution_name_messages_rows rows = {0};
    enum result result = institution_name_messages(context->store, arena,
        &(struct institution_name_messages_in){context->session.institution_id, context->session.account_id}, &rows);
    for (size_t i = 0; result == OK && i < rows.count; i++) {
        const struct institution_name_messages_out *row = &rows.items[i];
        *list_push(arena, &view->names) = (struct home_message){
            .id = row->id,
            .heading = arena_format(arena, "医療機関名が「%s」に訂正されました", row->name_after),
            .text = arena_format(arena, "%sが、この医療機関の名称を「%s」から「%s」に訂正しました。"
                "画面と、これから出力する通知書には、新しい名称が出ます。名称が正しくないときは、%sに連絡してください。",
                row->municipality, row->name_before, row->name_after, row->municipality),
            .told_at = clock_japanese(arena, row->created_at),
            .dismissal = "/account/messages/name/dismiss",
        };
    }
    return result;
}

enum result messages_add(struct context *context, struct home_view *view)
{
    if (!rights_allow(context->session.role, ACTION_INSTITUTION_MESSAGES, RELATION_NONE))
        return OK;
    enum result result = add_names(context, view);
    if (result == OK)
        result = add_moves(context, view);
    view->has_messages = view->names.count + view->messages.count > 0;
    return result;
}

struct dismissal {
    struct context *context;
    bool of_name;
};

static enum result put_away(struct store *store, const struct dismissal *dismissal, int64_t id, int64_t *changed_out)
{
    const struct session *session = &dismissal->context->session;
    return dismissal->of_name
        ? institution_name_message_dismiss(store,
            &(struct institution_name_message_dismiss_in){id, session->institution_id, session->account_id}, changed_out)
        : institution_message_dismiss(store,
            &(struct institution_message_dismiss_in){id, session->institution_id, session->account_id}, changed_out);
}

static enum result dismiss_body(struct store *store, void *argument)
{
    const struct dismissal *dismissal = argument;
    struct context *context = dismissal->context;
    int64_t id = 0;
    int64_t changed = 0;
    if (!number_read(field(context->fields, "message"), 1, INT64_MAX, &id))
        return NOT_FOUND;
    enum result result = put_away(store, dismissal, id, &changed);
    if (result == OK && changed == 0)
        return NOT_FOUND;
    return result == OK
        ? operation_log(context, "message_dismiss", dismissal->of_name ? "name_message" : "message", id, NULL) : result;
}

static void dismiss(struct context *context, bool of_name)
{
    struct dismissal dismissal = {context, of_name};
    enum result result = store_transaction(context->store, dismiss_body, &dismissal);
    if (result != OK)
        return respond_result(context, result);
    flash(context, "message_dismissed");
    response_see_other(context->response, "/account/");
}

void message_dismiss_submit(struct context *context)
{
    dismiss(context, false);
}

void name_message_dismiss_submit(struct context *context)
{
    dismiss(context, true);
}
