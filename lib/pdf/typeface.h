/* The fonts of the notices, opened once in each process, and text turned into glyphs.
 *
 * Text is set in BIZ UDP Gothic, IDs and passwords in the fixed-width BIZ UD Gothic. A text with a
 * character that they lack (𠮷, a variant chosen by an ideographic variation sequence) is set in IPAmj
 * Mincho, the font of the family registers, as a whole, so that a name is not patched from two
 * typefaces. What no font has is shown as 〓 and reported: never dropped, never replaced in silence
 * . Fonts are read from the distribution's packages only; glyphs are found by HarfBuzz. */
#ifndef NSDB_TYPEFACE_H
#define NSDB_TYPEFACE_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "bytes.h"
#include "list.h"
#include "result.h"
#include "settings.h"

struct typeface;

enum typeface_style { TYPEFACE_PLAIN, TYPEFACE_CODE };

/* The faces behind the styles: one for each style, then the one for names. */
enum { TYPEFACE_NAMES = 2, TYPEFACE_FACES = 3 };

/* Code points that one glyph stands for: a character, its variation selector or combining marks. */
enum { TYPEFACE_TEXT_LENGTH = 4 };

/* One glyph of a text. Lengths are in thousandths of the font size. */
struct typeface_glyph {
    uint16_t face;
    uint16_t glyph;
    int16_t advance;
    int16_t x_offset;
    int16_t y_offset;
    uint32_t text[TYPEFACE_TEXT_LENGTH]; /* 0-terminated unless full; empty: belongs to the glyph before */
};

/* A text ready to be measured and drawn. */
LIST_TYPE(typeface_run, struct typeface_glyph);

/* A character that cannot be printed as it is written. */
struct typeface_gap {
    const char *character; /* the character itself with its variation selector, UTF-8 */
    const char *code;      /* "U+31350" or "U+845B U+E01EF" */
    bool is_variant;       /* true: the character is shown in its common shape; false: shown as 〓 */
};

struct typeface_gaps {
    struct typeface_gap *items;
    size_t count;
    size_t capacity;
    struct arena *arena; /* where the items and their texts live */
};

/* An empty collection in `arena`. */
struct typeface_gaps typeface_gaps_in(struct arena *arena);

/* Opens the fonts that the settings font_text, font_code and font_names name (otherwise the
 * files of Debian's packages). FAILED, and logged, when a file is missing, is no TrueType font or could
 * have been changed by anyone but root. The fonts are mapped, not copied; do this before the process
 * gives up its right to open files. They close with `arena`. */
enum result typeface_open(struct arena *arena, const struct settings *settings,
    struct typeface **typeface_out) MUST_USE;

/* `text` (valid UTF-8) as glyphs. Each character that cannot be printed is added to `gaps` once. */
struct typeface_run typeface_set(struct arena *arena, struct typeface *typeface, enum typeface_style style,
    const char *text, struct typeface_gaps *gaps);

/* Width of glyphs [from, to) in thousandths of the font size. */
int typeface_width(const struct typeface_run *run, size_t from, size_t to);

/* What a PDF file needs to know about a face, in thousandths of the font size. */
struct typeface_facts {
    const char *name; /* PostScript name */
    int ascent;
    int descent;
    int box[4]; /* left, bottom, right, top of all glyphs */
    bool is_fixed;
    bool is_serif;
};

/* The facts of one face. */
struct typeface_facts typeface_facts(const struct typeface *typeface, int face);

/* A TrueType font with only `glyphs` (and what they are composed of), in `arena`. places_out[i] is the
 * number that glyphs[i] has in it. FAILED, and logged, when HarfBuzz refuses. */
enum result typeface_subset(struct arena *arena, const struct typeface *typeface, int face,
    const uint16_t *glyphs, size_t count, struct bytes *font_out, uint16_t *places_out) MUST_USE;

#endif
