/* What the cells of a sheet refer to: shared texts, number formats, the place of the first sheet. Inside the room
 * sheet only. */
#ifndef NSDB_XLSX_BOOK_H
#define NSDB_XLSX_BOOK_H

#include "list.h"
#include "xlsx_archive.h"

enum { XLSX_SHARED_BYTES_MOST = 32 * 1024 * 1024 };

/* How a number is shown. */
struct xlsx_style {
    bool day;
    int digits; /* of a format like 0000000000; 0 for others */
};

struct xlsx_custom_format {
    int id;
    struct xlsx_style style;
};

struct xlsx_relation {
    const char *id;
    const char *target;
};

struct xlsx_book {
    struct arena *arena;
    LIST_OF(const char *) texts;
    size_t text_bytes;
    LIST_OF(struct xlsx_custom_format) formats;
    LIST_OF(struct xlsx_style) styles;
    bool from_1904;
    const char *sheet_relation; /* r:id of the first sheet */
    LIST_OF(struct xlsx_relation) relations;
};

/* Takes what the entry `name` says about the book; entries of no interest are passed over. False when it is broken. */
bool xlsx_book_take(struct xlsx_book *book, struct xlsx_archive *archive, const char *name);

/* The archive's entry of the first sheet, or NULL. */
const char *xlsx_book_sheet_entry(const struct xlsx_book *book);

/* The format of style number `style`; plain when there is none. */
struct xlsx_style xlsx_book_style(const struct xlsx_book *book, int64_t style);

#endif
