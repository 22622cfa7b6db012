/* Collecting the lines of a report. */
#include "import_report.h"

#include "text.h"

enum { NAME_MOST = 60, VALUE_MOST = 400, MESSAGE_MOST = 600 };

struct import_report import_report_in(struct arena *arena)
{
    return (struct import_report){.arena = arena};
}

/* The text in at most `most` characters; a cut is shown by …. */
static const char *shortened(struct arena *arena, const char *text, size_t most)
{
    if (text_is_empty(text))
        return "";
    if (text_length(text) <= most)
        return arena_text(arena, text);
    const char *end = text;
    for (size_t i = 0; i + 1 < most; i++)
        text_next(&end);
    return arena_format(arena, "%.*s…", (int)(end - text), text);
}

void import_report_add(struct import_report *report, const struct import_line *line)
{
    bool mild = line->severity != IMPORT_ERROR;
    report->counts[line->severity]++;
    if (report->count >= IMPORT_LINES_MOST || (mild && report->mild >= IMPORT_MILD_LINES_MOST))
        return;
    report->mild += mild;
    struct import_line *kept = list_push(report->arena, report);
    *kept = *line;
    kept->column_name = shortened(report->arena, line->column_name, NAME_MOST);
    kept->value = shortened(report->arena, line->value, VALUE_MOST);
    kept->repaired = shortened(report->arena, line->repaired, VALUE_MOST);
    kept->message = shortened(report->arena, line->message, MESSAGE_MOST);
}

void import_report_problem(struct import_report *report, int64_t row, size_t column, const char *code,
    const char *format, ...)
{
    va_list values;
    va_start(values, format);
    struct arena *scratch = arena_new();
    struct import_line line = {.row = row, .column = column, .severity = IMPORT_ERROR, .code = code,
        .message = arena_format_list(scratch, format, values)};
    va_end(values);
    import_report_add(report, &line);
    arena_free(&scratch);
}

/* By row and column; lines of one cell stay in the order in which they came, which their addresses tell. */
static int by_place(const void *a, const void *b)
{
    const struct import_line *first = *(const struct import_line *const *)a;
    const struct import_line *second = *(const struct import_line *const *)b;
    if (first->row != second->row)
        return first->row < second->row ? -1 : 1;
    if (first->column != second->column)
        return first->column < second->column ? -1 : 1;
    return first < second ? -1 : first > second;
}

void import_report_sort(struct import_report *report)
{
    const struct import_line **order = arena_make_array(report->arena, const struct import_line *,
        report->count + 1);
    struct import_line *sorted = arena_make_array(report->arena, struct import_line, report->count + 1);
    for (size_t i = 0; i < report->count; i++)
        order[i] = &report->items[i];
    qsort(order, report->count, sizeof *order, by_place);
    for (size_t i = 0; i < report->count; i++)
        sorted[i] = *order[i];
    report->items = sorted;
    report->capacity = report->count + 1;
}

const char *import_column_letters(struct arena *arena, size_t column)
{
    const char *letters = "";
    for (; column > 0; column = (column - 1) / 26)
        letters = arena_format(arena, "%c%s", (int)('A' + (column - 1) % 26), letters);
    return letters;
}

static const char *const severity_words[] = {"error", "warning", "repair"};

const char *import_severity_word(enum import_severity severity)
{
    return severity_words[severity];
}

const char *import_severity_label(const char *word)
{
    static const char *const labels[] = {"エラー", "注意", "直す値"};
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
        if (text_equal(severity_words[i], word))
            return labels[i];
    return "";
}
