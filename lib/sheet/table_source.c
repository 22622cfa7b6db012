/* Looks at the first bytes, then reads with the reader of that format. */
#include "table_source.h"

#include "csv_decoder.h"
#include "csv_reader.h"
#include "text.h"
#include "xlsx_reader.h"

enum { PIECE = 64 * 1024, HEAD = 8 };

static const struct {
    const char *word;
    const char *label;
} formats[] = {
    [TABLE_UNKNOWN] = {"", ""},
    [TABLE_UTF8_BOM] = {"utf8_bom", "CSV UTF-8（BOM付き）"},
    [TABLE_UTF8] = {"utf8", "CSV UTF-8（BOMなし）"},
    [TABLE_CP932] = {"cp932", "CSV シフトJIS（CP932）"},
    [TABLE_XLSX] = {"xlsx", "Excelブック（.xlsx）"},
};

const char *table_format_word(enum table_format format)
{
    return formats[format].word;
}

const char *table_format_label(const char *word)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (text_equal(formats[i].word, word))
            return formats[i].label;
    return "";
}

struct reading {
    struct arena *arena;
    const struct table_input *input;
    bool (*take)(void *context, const struct table_row *row);
    void *context;
    struct table_fault *fault;
    bool stopped;
    struct table_cell cells[CSV_COLUMNS_MOST];
};

static enum result refuse(struct reading *reading, const char *code, int64_t row, size_t column, const char *message)
{
    *reading->fault = (struct table_fault){code, row, column, message, ""};
    return REFUSED;
}

static bool take_csv_row(void *context, const struct csv_row *row)
{
    struct reading *reading = context;
    for (size_t i = 0; i < row->count; i++)
        reading->cells[i] = (struct table_cell){row->cells[i], false};
    struct table_row out = {row->number, reading->cells, row->count};
    reading->stopped = !reading->take(reading->context, &out);
    return !reading->stopped;
}

static const struct {
    const char *code;
    const char *message;
} csv_faults[] = {
    [CSV_NUL] = {"nul", "値の中にNUL文字（コード0）があります。Excelで開いて保存し直してください。"},
    [CSV_BARE_CR] = {"bare_cr",
        "改行がCRだけになっています。Excelの「CSV UTF-8（コンマ区切り）」で保存し直してください。"},
    [CSV_STRAY_QUOTE] = {"stray_quote", "値の途中に引用符（\"）があります。取り除くか、Excelで保存し直してください。"},
    [CSV_AFTER_QUOTE] = {"after_quote",
        "閉じた引用符（\"）の後ろに余分な文字があります。取り除くか、Excelで保存し直してください。"},
    [CSV_UNTERMINATED] = {"unterminated",
        "ここで始まる引用符（\"）が閉じていません。引用符を取り除くか、Excelで保存し直してください。"},
    [CSV_CELL_TOO_LONG] = {"cell_too_long", "値が長すぎます（4,000バイトまで）。引用符（\"）の閉じ忘れがないか確かめてください。"},
    [CSV_TOO_MANY_COLUMNS] = {"too_many_columns", "列が多すぎます（200列まで）。余分な列を消してください。"},
};

static enum result csv_refusal(struct reading *reading, const struct csv_reader *reader)
{
    struct csv_fault fault = csv_reader_fault(reader);
    if (fault.kind == CSV_STOPPED)
        return OK;
    enum result refused =
        refuse(reading, csv_faults[fault.kind].code, fault.row, fault.column, csv_faults[fault.kind].message);
    reading->fault->value = fault.value;
    return refused;
}

/* Runs over all bytes; what `see` does not want ends it. */
static enum result each_piece(struct reading *reading, enum result (*see)(void *thing, struct bytes piece), void *thing)
{
    if (!reading->input->restart(reading->input->context))
        return FAILED;
    uint8_t *buffer = arena_alloc(reading->arena, PIECE);
    for (;;) {
        long taken = reading->input->read(reading->input->context, buffer, PIECE);
        if (taken <= 0)
            return taken == 0 ? OK : FAILED;
        enum result result = see(thing, (struct bytes){buffer, (size_t)taken});
        if (result != OK)
            return result;
    }
}

static enum result probe_piece(void *thing, struct bytes piece)
{
    csv_probe_push(thing, piece);
    return OK;
}

struct csv_run {
    struct csv_decoder *decoder;
    struct csv_reader *reader;
    struct reading *reading;
};

static enum result read_piece(void *thing, struct bytes piece)
{
    struct csv_run *run = thing;
    struct bytes decoded;
    if (csv_decoder_push(run->decoder, piece, &decoded) != OK)
        return FAILED; /* the probe has seen other bytes */
    if (csv_reader_push(run->reader, decoded))
        return OK;
    enum result result = csv_refusal(run->reading, run->reader);
    return result == OK ? NOT_FOUND : result; /* NOT_FOUND: no more rows are wanted */
}

static enum result read_csv(struct reading *reading, enum csv_encoding encoding)
{
    struct csv_run run = {csv_decoder_new(reading->arena, encoding),
        csv_reader_new(reading->arena, take_csv_row, reading), reading};
    enum result result = each_piece(reading, read_piece, &run);
    if (result == NOT_FOUND)
        return OK;
    if (result == OK && !csv_reader_finish(run.reader))
        return csv_refusal(reading, run.reader);
    return result == OK && csv_decoder_finish(run.decoder) != OK ? FAILED : result; /* as in read_piece() */
}

static enum result probe_csv(struct reading *reading, enum csv_encoding *encoding_out)
{
    struct csv_probe *probe = csv_probe_new(reading->arena);
    enum result result = each_piece(reading, probe_piece, probe);
    int64_t line = 0;
    *encoding_out = csv_probe_finish(probe, &line);
    if (result != OK)
        return result;
    if (*encoding_out == CSV_UTF16)
        return refuse(reading, "utf16", 0, 0,
            "文字コードがUTF-16（「Unicode テキスト」）です。Excelの「名前を付けて保存」で「CSV UTF-8（コンマ区切り）」を選んで保存し直してください。");
    if (*encoding_out == CSV_UNKNOWN_ENCODING)
        return refuse(reading, "encoding", line, 0,
            arena_format(reading->arena,
                "%d行目あたりの文字コードを読めません（UTF-8でもシフトJISでもありません）。"
                "Excelの「CSV UTF-8（コンマ区切り）」で保存し直してください。", (int)line));
    return OK;
}

static enum result read_csv_in_its_encoding(struct reading *reading, enum table_format *format_out)
{
    static const enum table_format format_of[] = {
        [CSV_UTF8_BOM] = TABLE_UTF8_BOM, [CSV_UTF8] = TABLE_UTF8, [CSV_CP932] = TABLE_CP932};
    enum csv_encoding encoding;
    enum result result = probe_csv(reading, &encoding);
    if (result != OK)
        return result;
    *format_out = format_of[encoding];
    return read_csv(reading, encoding);
}

static enum result read_head(const struct table_input *input, uint8_t *head)
{
    size_t have = 0;
    if (!input->restart(input->context))
        return FAILED;
    while (have < HEAD) {
        long taken = input->read(input->context, head + have, HEAD - have);
        if (taken < 0)
            return FAILED;
        if (taken == 0)
            break;
        have += (size_t)taken;
    }
    return OK;
}

enum result table_read(struct arena *arena, const struct table_input *input,
    bool (*take)(void *context, const struct table_row *row), void *context, enum table_format *format_out,
    struct table_fault *fault_out)
{
    struct reading *reading = arena_make(arena, struct reading);
    *reading = (struct reading){.arena = arena, .input = input, .take = take, .context = context, .fault = fault_out};
    *format_out = TABLE_UNKNOWN;
    *fault_out = (struct table_fault){"", 0, 0, "", ""};
    uint8_t head[HEAD] = {0};
    enum result result = read_head(input, head);
    if (result != OK)
        return result;
    if (memcmp(head, "\xD0\xCF\x11\xE0", 4) == 0)
        return refuse(reading, "old_excel", 0, 0,
            "パスワード付きのブックか、古い形式（.xls）のファイルです。パスワードを外し、「Excel ブック（.xlsx）」か「CSV UTF-8」で保存し直してください。");
    if (memcmp(head, "PK\x03\x04", 4) != 0)
        return read_csv_in_its_encoding(reading, format_out);
    *format_out = TABLE_XLSX;
    return xlsx_read(input, take, context, fault_out);
}
