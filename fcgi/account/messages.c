/* お知らせ: doctors who came to the institution or left it. */
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

enum result messages_add(struct context *context, struct home_view *view)
{
    struct arena *arena = context->arena;
    struct institution_messages_rows rows = {0};
    if (!rights_allow(context->session.role, ACTION_INSTITUTION_MESSAGES, RELATION_NONE))
        return OK;
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
        };
    }
    view->has_messages = view->messages.count > 0;
    return result;
}

static enum result dismiss_body(struct store *store, void *argument)
{
    struct context *context = argument;
    const struct session *session = &context->session;
    int64_t id = 0;
    int64_t changed = 0;
    if (!number_read(field(context->fields, "message"), 1, INT64_MAX, &id))
        return NOT_FOUND;
    enum result result = institution_message_dismiss(store,
        &(struct institution_message_dismiss_in){id, session->institution_id, session->account_id}, &changed);
    if (result == OK && changed == 0)
        return NOT_FOUND;
    return result == OK ? operation_log(context, "message_dismiss", "message", id, NULL) : result;
}

void message_dismiss_submit(struct context *context)
{
    enum result result = store_transaction(context->store, dismiss_body, context);
    if (result != OK)
        return respond_result(context, result);
    flash(context, "message_dismissed");
    response_see_other(context->response, "/account/");
}
