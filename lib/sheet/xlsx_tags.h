/* Looks at the raw bytes of an XML document before libxml2 sees them: 2.9.14 compares every attribute of an element with
 * every other, so that one element of a megabyte takes minutes (F03, 0.3). Inside the room sheet only. */
#ifndef NSDB_XLSX_TAGS_H
#define NSDB_XLSX_TAGS_H

#include <stdbool.h>

#include "bytes.h"

/* Bytes from < to > of one tag, and attributes in it. Programs that write spreadsheets need a tenth of either. */
enum { XLSX_TAG_BYTES_MOST = 16 * 1024, XLSX_TAG_ATTRIBUTES_MOST = 100 };

/* All zero before the first byte. */
struct xlsx_tags {
    enum { TAGS_START, TAGS_TEXT, TAGS_OPEN, TAGS_DECLARATION, TAGS_TAG, TAGS_VALUE, TAGS_COMMENT, TAGS_CDATA,
        TAGS_INSTRUCTION } state;
    size_t bytes;      /* of this tag or declaration so far */
    size_t attributes; /* of this tag */
    size_t closing;    /* how many - or ] or ? stand before the next byte */
    char quote;        /* of the attribute's value under way */
};

/* Whether the document may go on with these bytes. False for a tag beyond the limits, a DOCTYPE, and what does not begin
 * as XML in UTF-8 does: bytes of another encoding could hide a tag. Bytes that are no XML may pass: libxml2 ends at the
 * first such place. */
bool xlsx_tags_pass(struct xlsx_tags *tags, struct bytes piece);

#endif
