/* The reader is a machine of five states over bytes; a row is collected as one run of terminated cells. */
#include "csv_reader.h"

enum state {
    CELL_START,   /* before the first byte of a cell */
    PLAIN,        /* in a cell without quotes */
    QUOTED,       /* between quotes */
    QUOTE_CLOSED, /* behind a quote that closes the cell, or is the first half of a doubled one */
    ROW_CR,       /* behind a CR that must end the row */
    QUOTED_CR     /* behind a CR between quotes: only a line break inside a cell may follow */
};

struct csv_reader {
    bool (*take)(void *context, const struct csv_row *row);
    void *context;
    enum state state;
    struct csv_fault fault;
    int64_t row;
    size_t quote_column;
    size_t count;                          /* cells finished in this row */
    size_t starts[CSV_COLUMNS_MOST];       /* where each begins in `text` */
    const char *cells[CSV_COLUMNS_MOST];
    struct arena *arena;
    char *text;
    size_t used;
    size_t room;
};

enum { FIRST_ROOM = 16 * 1024 };

struct csv_reader *csv_reader_new(struct arena *arena, bool (*take)(void *context, const struct csv_row *row),
    void *context)
{
    struct csv_reader *reader = arena_make(arena, struct csv_reader);
    *reader = (struct csv_reader){.take = take, .context = context, .row = 1, .arena = arena,
        .text = arena_alloc(arena, FIRST_ROOM), .room = FIRST_ROOM};
    return reader;
}

struct csv_fault csv_reader_fault(const struct csv_reader *reader)
{
    return reader->fault;
}

static void put(struct csv_reader *reader, char byte)
{
    if (reader->used == reader->room) {
        char *wider = arena_alloc(reader->arena, reader->room * 2);
        memcpy(wider, reader->text, reader->used);
        reader->text = wider;
        reader->room *= 2;
    }
    reader->text[reader->used++] = byte;
}

static size_t cell_start(const struct csv_reader *reader)
{
    return reader->starts[reader->count];
}

/* The cell under way. One that grew too long may have been cut within a character, which is left out. */
static const char *value_so_far(struct csv_reader *reader, enum csv_fault_kind kind)
{
    if (kind == CSV_STOPPED || kind == CSV_TOO_MANY_COLUMNS)
        return "";
    size_t start = cell_start(reader);
    while (kind == CSV_CELL_TOO_LONG && reader->used > start && ((uint8_t)reader->text[reader->used - 1] & 0xC0) == 0x80)
        reader->used--;
    if (kind == CSV_CELL_TOO_LONG && reader->used > start && ((uint8_t)reader->text[reader->used - 1] & 0x80) != 0)
        reader->used--;
    put(reader, 0);
    return reader->text + start;
}

static bool fail_at(struct csv_reader *reader, enum csv_fault_kind kind, size_t column)
{
    reader->fault = (struct csv_fault){kind, reader->row, column, value_so_far(reader, kind)};
    return false;
}

static bool fail(struct csv_reader *reader, enum csv_fault_kind kind)
{
    return fail_at(reader, kind, reader->count + 1);
}

static bool add(struct csv_reader *reader, char byte)
{
    if (reader->used - cell_start(reader) >= CSV_CELL_BYTES_MOST)
        return fail(reader, CSV_CELL_TOO_LONG);
    put(reader, byte);
    return true;
}

static bool end_cell(struct csv_reader *reader)
{
    put(reader, 0);
    reader->count++;
    reader->state = CELL_START;
    if (reader->count < CSV_COLUMNS_MOST)
        reader->starts[reader->count] = reader->used;
    return true;
}

static bool begin_next_cell(struct csv_reader *reader)
{
    end_cell(reader);
    return reader->count < CSV_COLUMNS_MOST || fail(reader, CSV_TOO_MANY_COLUMNS);
}

static bool end_row(struct csv_reader *reader)
{
    end_cell(reader);
    for (size_t i = 0; i < reader->count; i++)
        reader->cells[i] = reader->text + reader->starts[i];
    struct csv_row row = {reader->row, reader->cells, reader->count};
    if (!reader->take(reader->context, &row))
        return fail_at(reader, CSV_STOPPED, 0);
    reader->row++;
    reader->count = 0;
    reader->used = 0;
    reader->starts[0] = 0;
    return true;
}

/* What separators do at the end of a cell; every other byte is the caller's. */
static bool is_separator(char byte)
{
    return byte == ',' || byte == '\n' || byte == '\r';
}

static bool separate(struct csv_reader *reader, char byte)
{
    if (byte == ',')
        return begin_next_cell(reader);
    if (byte == '\n')
        return end_row(reader);
    reader->state = ROW_CR;
    return true;
}

static bool step_cell_start(struct csv_reader *reader, char byte)
{
    if (is_separator(byte))
        return separate(reader, byte);
    if (byte == '"') {
        reader->state = QUOTED;
        reader->quote_column = reader->count + 1;
        return true;
    }
    reader->state = PLAIN;
    return add(reader, byte);
}

static bool step_plain(struct csv_reader *reader, char byte)
{
    if (is_separator(byte))
        return separate(reader, byte);
    return byte == '"' ? fail(reader, CSV_STRAY_QUOTE) : add(reader, byte);
}

static bool step_quoted(struct csv_reader *reader, char byte)
{
    if (byte == '"')
        reader->state = QUOTE_CLOSED;
    else if (byte == '\r')
        reader->state = QUOTED_CR;
    else
        return add(reader, byte);
    return true;
}

static bool step_quote_closed(struct csv_reader *reader, char byte)
{
    if (is_separator(byte))
        return separate(reader, byte);
    if (byte != '"')
        return fail(reader, CSV_AFTER_QUOTE);
    reader->state = QUOTED;
    return add(reader, byte);
}

static bool step(struct csv_reader *reader, char byte)
{
    if (byte == 0)
        return fail(reader, CSV_NUL);
    switch (reader->state) {
    case CELL_START: return step_cell_start(reader, byte);
    case PLAIN: return step_plain(reader, byte);
    case QUOTED: return step_quoted(reader, byte);
    case QUOTE_CLOSED: return step_quote_closed(reader, byte);
    case ROW_CR: return byte == '\n' ? end_row(reader) : fail(reader, CSV_BARE_CR);
    case QUOTED_CR:
        reader->state = QUOTED;
        return byte == '\n' ? add(reader, byte) : fail(reader, CSV_BARE_CR);
    }
    return false;
}

bool csv_reader_push(struct csv_reader *reader, struct bytes bytes)
{
    for (size_t i = 0; i < bytes.size && reader->fault.kind == CSV_FINE; i++)
        if (!step(reader, (char)bytes.data[i]))
            return false;
    return reader->fault.kind == CSV_FINE;
}

bool csv_reader_finish(struct csv_reader *reader)
{
    if (reader->fault.kind != CSV_FINE)
        return false;
    if (reader->state == QUOTED || reader->state == QUOTED_CR)
        return fail_at(reader, CSV_UNTERMINATED, reader->quote_column);
    if (reader->state == ROW_CR)
        return fail(reader, CSV_BARE_CR);
    bool row_open = reader->state != CELL_START || reader->count > 0;
    return !row_open || end_row(reader);
}
