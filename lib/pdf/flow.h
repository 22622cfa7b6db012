/* Where a Japanese text may be broken into lines (the usual 禁則: no line begins with 。 or 」, none ends
 * with 「; words in Latin letters, digits or katakana, and 御中, stay whole where they can). */
#ifndef NSDB_FLOW_H
#define NSDB_FLOW_H

#include "list.h"
#include "typeface.h"

/* Glyphs [from, to) of a run. */
struct flow_line {
    size_t from;
    size_t to;
};

LIST_TYPE(flow_lines, struct flow_line);

/* The run in lines of at most `width` thousandths of the font size. Every glyph is in exactly one line;
 * a line is wider only when a single glyph is. An empty run gives no line. */
struct flow_lines flow_break(struct arena *arena, const struct typeface_run *run, int width);

#endif
