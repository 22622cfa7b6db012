/* Summaries of imports. */
#include "import_summary.h"

#include "clock.h"
#include "import_state.h"
#include "table_source.h"
#include "text.h"

bool import_is_running(const struct import_shown_out *row)
{
    return text_equal(row->state, "waiting") || text_equal(row->state, "checking") ||
           text_equal(row->state, "committing") || text_equal(row->state, "withdrawing");
}

size_t import_uploaded_by_others(const struct context *context, const struct import_shown_out *rows, size_t count)
{
    size_t others = 0;
    for (size_t i = 0; i < count; i++)
        others += rows[i].account_id != context->session.account_id;
    return others;
}

static const char *chip_of(const struct import_shown_out *row)
{
    if (text_equal(row->state, "done"))
        return "success";
    if (text_equal(row->state, "refused") || text_equal(row->state, "failed"))
        return "error";
    return text_equal(row->state, "checked") ? "warning" : "info";
}

/* How far the work has come; "" when it is done. */
static const char *progress_of(struct arena *arena, const struct import_shown_out *row)
{
    if (text_equal(row->state, "waiting"))
        return row->attempts > 0 ? "処理が一度中断しました。まもなく自動でやり直します。" : "順番を待っています。";
    if (!import_is_running(row))
        return "";
    const char *work = text_equal(row->state, "checking") ? "確認しています"
        : text_equal(row->state, "withdrawing") ? "取り消しています" : "登録しています";
    return row->rows_done == 0 ? arena_format(arena, "%s。", work)
                               : arena_format(arena, "%s。%lld行まで進みました。", work, (long long)row->rows_done);
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
        .reported = row->count_errors + row->count_repairs + row->count_warnings > 0,
        .running = import_is_running(row),
        .progress = progress_of(arena, row),
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
