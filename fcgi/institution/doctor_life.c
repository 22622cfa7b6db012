/* What the three pages of a registered ID share. */
#include "doctor_life.h"

#include "designation_kind.h"
#include "text.h"

enum result doctor_life_read(struct store *store, struct context *context, struct doctor_edit_read_out *row_out)
{
    struct doctor_edit_read_in in = {
        .municipality_id = context->session.municipality_id, .reference = field(context->fields, "designation")};
    return doctor_edit_read(store, context->arena, &in, row_out);
}

struct doctor_life_person doctor_life_person_of(struct context *context, const struct doctor_edit_read_out *row)
{
    return (struct doctor_life_person){
        .reference = field(context->fields, "designation"),
        .name = arena_format(context->arena, "%s　%s", row->family_name, row->given_name),
        .login_id = row->login_id,
        .kind = designation_kind_label(designation_kind_from_word(row->kind)),
        .institution = arena_format(context->arena, "%s（%s）", row->institution_name, row->institution_code),
        .expires_on = day_japanese(context->arena, row->expires_on),
        .in_use = text_equal(row->issue_state, "active"),
    };
}

enum result doctor_life_finish(struct doctor_life *life, const char *action, const char *detail)
{
    struct context *context = life->context;
    enum result result = operation_log(context, action, "designation", life->row.designation_id, detail);
    return result == OK ? idempotency_claim(context, life->location) : result;
}
