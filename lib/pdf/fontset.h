/* The fonts of one PDF document: every glyph that is drawn gets a code when it is first used; at the end
 * each face is embedded with these glyphs only. Built from libharu's objects instead of its font loader,
 * which searches 65,536 characters for each document and drops whatever lies outside the BMP.
 * The map to Unicode holds the exact text of each glyph (𠮷, variation sequences), so that searching and
 * copying give the name as it was registered. */
#ifndef NSDB_FONTSET_H
#define NSDB_FONTSET_H

#include <hpdf.h>

#include "typeface.h"

struct fontset;

/* No glyphs yet. `typeface` must outlive it. */
struct fontset *fontset_new(struct arena *arena, const struct typeface *typeface);

/* The code of the glyph in its face's font; the same glyph with the same text and advance has one code. */
uint16_t fontset_code(struct fontset *fontset, const struct typeface_glyph *glyph);

/* The name under which content streams ask for a face. */
const char *fontset_name(int face);

/* Writes the fonts that are in use into `document` and enters them in the resource dictionary `fonts`.
 * FAILED, and logged, when a subset cannot be made; libharu's own errors stay in the document. */
enum result fontset_embed(struct fontset *fontset, HPDF_Doc document, HPDF_Dict fonts) MUST_USE;

#endif
