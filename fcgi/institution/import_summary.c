/* Summaries of imports. */
#include "import_summary.h"

#include "clock.h"
#include "import_state.h"
#include "table_source.h"
#include "text.h"

bool import_is_running(const struct import_shown_out *row)
{
    return text_equal(row->state, "waiting") || text_equal(row->state, "checking") ||
           text_equal(row->state, "committing");
}

static const char *chip_of(const struct import_shown_out *row)
{
    if (text_equal(row->state, "done"))
        return "success";
    if (text_equal(row->state, "refused") || text_equal(row->state, "failed"))
        return "error";
    return text_equal(row->state, "checked") ? "warning" : "info";
}

static const char *counts_of(struct arena *arena, const struct import_shown_out *row)
{
    struct buffer counts = buffer_in(arena);
    const struct {
        const char *label;
        int64_t count;
    } parts[] = {{"行数", row->rows_total}, {"新規", row->count_new}, {"追加", row->count_added},
        {"エラー", row->count_errors}, {"直す値", row->count_repairs}, {"注意", row->count_warnings}};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (parts[i].count > 0)
            buffer_format(&counts, "%s%s %lld件", counts.size > 0 ? "、" : "", parts[i].label,
                (long long)parts[i].count);
    return buffer_text(&counts);
}

struct import_summary import_summary_of(struct arena *arena, const struct import_shown_out *row)
{
    return (struct import_summary){
        .reference = row->reference,
        .file_name = row->file_name,
        .size = arena_format(arena, "%lldバイト", (long long)row->file_size),
        .sha256 = row->file_sha256,
        .format = table_format_label(row->file_format),
        .uploaded = clock_japanese(arena, row->created_at),
        .finished = clock_japanese(arena, row->finished_at),
        .person = arena_format(arena, "%s　%s", row->family_name, row->given_name),
        .state_word = row->state,
        .state = import_state_label(row->state),
        .chip = chip_of(row),
        .counts = counts_of(arena, row),
        .running = import_is_running(row),
        .withdrawable = row->withdrawable != 0,
    };
}

enum result import_summary_find(struct context *context, struct import_shown_out *row_out)
{
    struct import_shown_rows rows;
    struct import_one_in in = {context->session.municipality_id, field(context->fields, "import")};
    enum result result = import_one(context->store, context->arena, &in, &rows);
    if (result == OK && rows.count == 0)
        return NOT_FOUND;
    if (result == OK)
        *row_out = rows.items[0];
    return result;
}

struct doctor_registrar import_registrar(const struct context *context, int64_t import_id)
{
    return (struct doctor_registrar){
        .account_id = context->session.account_id,
        .role = role_word(context->session.role),
        .municipality_id = context->session.municipality_id,
        .source = context->request->source,
        .request_id = context->request->id,
        .import_id = import_id,
    };
}
