/* CSV reading, decoding and writing (R-022, F04, F05, security 0.16): tables of files with what must come out,
 * each read whole and byte by byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "csv_decoder.h"
#include "csv_reader.h"
#include "csv_writer.h"
#include "text.h"

/* Rows as "1:a|b;2:c|d". */
static bool take(void *context, const struct csv_row *row)
{
    struct buffer *seen = context;
    buffer_format(seen, "%s%d:", seen->size > 0 ? ";" : "", (int)row->number);
    for (size_t i = 0; i < row->count; i++)
        buffer_format(seen, "%s%s", i > 0 ? "|" : "", row->cells[i]);
    return true;
}

static struct csv_fault read_file(struct arena *arena, struct bytes file, size_t piece, struct buffer *seen)
{
    struct csv_reader *reader = csv_reader_new(arena, take, seen);
    bool fine = true;
    for (size_t at = 0; at < file.size && fine; at += piece)
        fine = csv_reader_push(reader, (struct bytes){file.data + at, file.size - at < piece ? file.size - at : piece});
    if (fine)
        fine = csv_reader_finish(reader);
    assert_int_equal(fine, csv_reader_fault(reader).kind == CSV_FINE);
    return csv_reader_fault(reader);
}

static const struct {
    const char *file;
    size_t size; /* 0: strlen */
    const char *rows;
    struct csv_fault fault;
} files[] = {
    {"", 0, "", {CSV_FINE, 0, 0}},
    {"a,b\r\nc,d\r\n", 0, "1:a|b;2:c|d", {CSV_FINE, 0, 0}},
    {"a,b\nc,d", 0, "1:a|b;2:c|d", {CSV_FINE, 0, 0}},
    {"a,b\r\n\r\nc\r\n", 0, "1:a|b;2:;3:c", {CSV_FINE, 0, 0}},
    {"a,\n", 0, "1:a|", {CSV_FINE, 0, 0}},
    {"a,", 0, "1:a|", {CSV_FINE, 0, 0}},
    {"\"a,\"\"b\"\"\",c\n", 0, "1:a,\"b\"|c", {CSV_FINE, 0, 0}},
    {"\"\",x\n", 0, "1:|x", {CSV_FINE, 0, 0}},
    {"\"x\ny\r\nz\",1\r\nb\r\n", 0, "1:x\ny\nz|1;2:b", {CSV_FINE, 0, 0}},
    {" a , b\n", 0, "1: a | b", {CSV_FINE, 0, 0}},
    {"\"a\"", 0, "1:a", {CSV_FINE, 0, 0}},
    {"a\nb\0c\n", 6, "1:a", {CSV_NUL, 2, 1, "b"}},
    {"a\nb,\"\0\"\n", 8, "1:a", {CSV_NUL, 2, 2, ""}},
    {"a,b\rc\n", 0, "", {CSV_BARE_CR, 1, 2, "b"}},
    {"a\r", 0, "", {CSV_BARE_CR, 1, 1, "a"}},
    {"a\r\r\n", 0, "", {CSV_BARE_CR, 1, 1, "a"}},
    {"\"a\rb\"\n", 0, "", {CSV_BARE_CR, 1, 1, "a"}},
    {"a,b\"c\n", 0, "", {CSV_STRAY_QUOTE, 1, 2, "b"}},
    {"a\n\"b\"x,c\n", 0, "1:a", {CSV_AFTER_QUOTE, 2, 1, "b"}},
    {"\"b\" ,c\n", 0, "", {CSV_AFTER_QUOTE, 1, 1, "b"}},
    {"a,\"b", 0, "", {CSV_UNTERMINATED, 1, 2, "b"}},
    {"a\nb,\"c\nd,e\n", 0, "1:a", {CSV_UNTERMINATED, 2, 2, "c\nd,e\n"}},
    {"\"a\r", 0, "", {CSV_UNTERMINATED, 1, 1, "a"}},
};

static void rows_and_faults(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        for (size_t piece = 1; piece < 4; piece++) {
            struct arena *arena = arena_new();
            struct buffer seen = buffer_in(arena);
            size_t size = files[i].size > 0 ? files[i].size : strlen(files[i].file);
            struct csv_fault fault =
                read_file(arena, (struct bytes){(const uint8_t *)files[i].file, size}, piece * piece, &seen);
            assert_string_equal(buffer_text(&seen), files[i].rows);
            assert_int_equal(fault.kind, files[i].fault.kind);
            assert_int_equal(fault.row, files[i].fault.row);
            assert_int_equal(fault.column, files[i].fault.column);
            assert_string_equal(text_or(fault.value, ""), text_or(files[i].fault.value, ""));
            arena_free(&arena);
        }
}

static struct bytes repeated(struct arena *arena, const char *start, const char *part, size_t count)
{
    struct buffer made = buffer_in(arena);
    buffer_add_text(&made, start);
    for (size_t i = 0; i < count; i++)
        buffer_add_text(&made, part);
    return buffer_bytes(&made);
}

static enum csv_fault_kind kind_of(struct bytes file)
{
    struct arena *arena = arena_new();
    struct buffer seen = buffer_in(arena);
    enum csv_fault_kind kind = read_file(arena, file, 1000, &seen).kind;
    arena_free(&arena);
    return kind;
}

static void limits_hold_at_their_edge(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_int_equal(kind_of(repeated(arena, "", "x", CSV_CELL_BYTES_MOST)), CSV_FINE);
    assert_int_equal(kind_of(repeated(arena, "", "x", CSV_CELL_BYTES_MOST + 1)), CSV_CELL_TOO_LONG);
    assert_int_equal(kind_of(repeated(arena, "\"", "x", CSV_CELL_BYTES_MOST + 1)), CSV_CELL_TOO_LONG);
    assert_int_equal(kind_of(repeated(arena, "x", ",", CSV_COLUMNS_MOST - 1)), CSV_FINE);
    assert_int_equal(kind_of(repeated(arena, "x", ",", CSV_COLUMNS_MOST)), CSV_TOO_MANY_COLUMNS);
    arena_free(&arena);
}

static void memory_does_not_grow_with_the_file(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct arena *rows = arena_new();
    struct buffer seen = buffer_in(rows);
    struct bytes piece = repeated(arena, "", "0110113719,\"山田\",太郎\r\n", 1000);
    struct csv_reader *reader = csv_reader_new(arena, take, &seen);
    assert_true(csv_reader_push(reader, piece));
    size_t before = arena_size_bytes(arena);
    for (int i = 0; i < 50; i++) {
        seen = buffer_in(rows);
        assert_true(csv_reader_push(reader, piece));
    }
    assert_int_equal(arena_size_bytes(arena), before);
    arena_free(&rows);
    arena_free(&arena);
}

static const struct {
    const char *file;
    size_t size;
    enum csv_encoding encoding;
    const char *decoded;
    int64_t line;
} encodings[] = {
    {"abc\n", 0, CSV_UTF8, "abc\n", 0},
    {"\xEF\xBB\xBF氏名\n", 0, CSV_UTF8_BOM, "氏名\n", 0},
    {"𠮷野,葛󠄀城\n", 0, CSV_UTF8, "𠮷野,葛󠄀城\n", 0},
    {"\x8E\x81\x96\xBC,\x83\x5C\x95\x5C\n", 0, CSV_CP932, "氏名,ソ表\n", 0},
    {"\xFB\xFC\x8D\xE8,\x87\x40,\xFA\xB1\n", 0, CSV_CP932, "髙崎,①,﨑\n", 0},
    {"\xFF\xFE\x0Fl", 0, CSV_UTF16, NULL, 0},
    {"\xFE\xFFl\x0F", 0, CSV_UTF16, NULL, 0},
    {"a\0b\0c\0d\0\n\0", 10, CSV_UTF16, NULL, 0},
    {"a\nb\n\x80\xFF\n", 0, CSV_UNKNOWN_ENCODING, NULL, 3},
    {"\xC0\xAF\x80\n", 0, CSV_UNKNOWN_ENCODING, NULL, 1},
    {"\xEF\xBB\xBF" "a\n\x8E\x81\n", 0, CSV_UNKNOWN_ENCODING, NULL, 2},
    {"\xED\xA0\x80\xFF\n", 0, CSV_UNKNOWN_ENCODING, NULL, 1},
    {"氏名\n\x8E\x81\x96\xBC\xFF\n", 0, CSV_UNKNOWN_ENCODING, NULL, 2},
};

static const char *decoded(struct arena *arena, struct bytes file, enum csv_encoding encoding, size_t piece)
{
    struct csv_decoder *decoder = csv_decoder_new(arena, encoding);
    struct buffer all = buffer_in(arena);
    for (size_t at = 0; at < file.size; at += piece) {
        struct bytes part;
        assert_int_equal(csv_decoder_push(decoder,
                             (struct bytes){file.data + at, file.size - at < piece ? file.size - at : piece}, &part),
            OK);
        buffer_add(&all, part.data, part.size);
    }
    assert_int_equal(csv_decoder_finish(decoder), OK);
    return buffer_text(&all);
}

static void encodings_are_told_and_decoded(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof encodings / sizeof encodings[0]; i++)
        for (size_t piece = 1; piece < 9; piece += 3) {
            struct arena *arena = arena_new();
            size_t size = encodings[i].size > 0 ? encodings[i].size : strlen(encodings[i].file);
            struct bytes file = {(const uint8_t *)encodings[i].file, size};
            struct csv_probe *probe = csv_probe_new(arena);
            for (size_t at = 0; at < size; at += piece)
                csv_probe_push(probe, (struct bytes){file.data + at, size - at < piece ? size - at : piece});
            int64_t line = 0;
            assert_int_equal(csv_probe_finish(probe, &line), encodings[i].encoding);
            if (encodings[i].line > 0)
                assert_int_equal(line, encodings[i].line);
            if (encodings[i].decoded != NULL)
                assert_string_equal(decoded(arena, file, encodings[i].encoding, piece), encodings[i].decoded);
            arena_free(&arena);
        }
}

static void writer_quotes_and_guards(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer to = buffer_in(arena);
    csv_begin(&to);
    csv_row_add(&to, (const char *const[]){"a", "b,c", "d\"e", "f\ng", ""}, 5);
    csv_row_add(&to, (const char *const[]){"=1+1", "+1", "-1", "@x", "\tx", "＝1", "－", "a=b", "=\"0\""}, 9);
    assert_string_equal(buffer_text(&to), "\xEF\xBB\xBF"
        "a,\"b,c\",\"d\"\"e\",\"f\ng\",\r\n"
        "'=1+1,'+1,'-1,'@x,'\tx,'＝1,'－,a=b,\"'=\"\"0\"\"\"\r\n");
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_and_faults),
        cmocka_unit_test(limits_hold_at_their_edge),
        cmocka_unit_test(memory_does_not_grow_with_the_file),
        cmocka_unit_test(encodings_are_told_and_decoded),
        cmocka_unit_test(writer_quotes_and_guards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
