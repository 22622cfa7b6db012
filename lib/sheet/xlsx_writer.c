/* On libxlsxwriter, which writes to a named file only: it gets the name of a file that lives in memory. */
#include "xlsx_writer.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "log.h"
#include "xlsx_library.h"

struct xlsx_writer {
    int fd;
    lxw_workbook *workbook; /* NULL once closed */
    lxw_worksheet *sheet;
    lxw_format *text;
    lxw_format *heading;
    lxw_row_t row;
};

/* The library has no other way to end an unfinished workbook than to close it. */
static void end_writer(void *thing)
{
    struct xlsx_writer *writer = thing;
    if (writer->workbook != NULL)
        workbook_close(writer->workbook);
    close(writer->fd);
}

static void set_up(struct xlsx_writer *writer, const char *sheet_name)
{
    writer->sheet = workbook_add_worksheet(writer->workbook, sheet_name);
    writer->text = workbook_add_format(writer->workbook);
    format_set_num_format(writer->text, "@");
    writer->heading = workbook_add_format(writer->workbook);
    format_set_num_format(writer->heading, "@");
    format_set_bold(writer->heading);
}

struct xlsx_writer *xlsx_writer_new(struct arena *arena, const char *sheet_name)
{
    struct xlsx_writer *writer = arena_make(arena, struct xlsx_writer);
    writer->fd = memfd_create("xlsx", MFD_CLOEXEC);
    if (writer->fd < 0) {
        log_error("xlsx_writer", "No memory file can be made.");
        return NULL;
    }
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    writer->workbook = workbook_new_opt(arena_format(arena, "/proc/self/fd/%d", writer->fd), &options);
    if (writer->workbook == NULL) {
        close(writer->fd);
        log_error("xlsx_writer", "No workbook can be made.");
        return NULL;
    }
    arena_defer(arena, end_writer, writer);
    set_up(writer, sheet_name);
    return writer;
}

void xlsx_writer_width(struct xlsx_writer *writer, size_t column, double characters)
{
    lxw_col_t at = (lxw_col_t)(column - 1);
    worksheet_set_column(writer->sheet, at, at, characters, writer->text);
}

void xlsx_writer_row(struct xlsx_writer *writer, const char *const *cells, size_t count, bool heading)
{
    for (size_t i = 0; i < count; i++)
        if (*cells[i] != 0)
            worksheet_write_string(writer->sheet, writer->row, (lxw_col_t)i, cells[i],
                heading ? writer->heading : writer->text);
    writer->row++;
    if (heading)
        worksheet_freeze_panes(writer->sheet, writer->row, 0);
}

enum result xlsx_writer_finish_file(struct xlsx_writer *writer, int *fd_out)
{
    lxw_error error = workbook_close(writer->workbook);
    writer->workbook = NULL;
    if (error != LXW_NO_ERROR) {
        log_error("xlsx_writer", "The workbook could not be written: %s", lxw_strerror(error));
        return FAILED;
    }
    *fd_out = writer->fd;
    return OK;
}

enum result xlsx_writer_finish(struct xlsx_writer *writer, struct arena *arena, struct bytes *file_out)
{
    int fd;
    struct stat status;
    if (xlsx_writer_finish_file(writer, &fd) != OK || fstat(fd, &status) != 0)
        return FAILED;
    size_t size = (size_t)status.st_size;
    uint8_t *data = arena_alloc(arena, size + 1);
    size_t have = 0;
    while (have < size) {
        ssize_t taken = pread(fd, data + have, size - have, (off_t)have);
        if (taken <= 0)
            return FAILED;
        have += (size_t)taken;
    }
    *file_out = (struct bytes){data, size};
    return OK;
}
