/* One opened font: which characters it has, their glyphs, and a small font with some of them. Used by
 * typeface.c only, which chooses between the faces. */
#ifndef NSDB_TYPEFACE_FACE_H
#define NSDB_TYPEFACE_FACE_H

#include <hb.h>

#include "typeface.h"

/* One opened font. The handles close with the arena that opened it. */
struct typeface_face {
    hb_face_t *whole;    /* the file */
    hb_face_t *outlines; /* the same with only the tables that a PDF file embeds: cheap to subset */
    hb_font_t *font;     /* whole, scaled to 1000 units */
    struct typeface_facts facts;
};

/* A character with the selectors and marks that follow it. */
struct typeface_cluster {
    uint32_t text[TYPEFACE_TEXT_LENGTH];
    size_t count;
    const char *start;
    size_t size;
};

/* Maps the font; false when it is no TrueType font. */
bool typeface_face_open(struct arena *arena, const char *path, struct typeface_face *face_out);

/* Whether a code point belongs to the character before it: variation selector or combining mark. */
bool typeface_is_dependent(uint32_t character);

/* Whether the face shows the cluster exactly as written. */
bool typeface_face_has(const struct typeface_face *face, const struct typeface_cluster *cluster);

/* Adds the cluster's glyphs to the run; `number` is the face's place among the faces. */
void typeface_face_add(struct arena *arena, const struct typeface_face *face, int number,
    const struct typeface_cluster *cluster, struct typeface_run *run);

/* See typeface_subset(). */
enum result typeface_face_subset(struct arena *arena, const struct typeface_face *face,
    const uint16_t *glyphs, size_t count, struct bytes *font_out, uint16_t *places_out) MUST_USE;

#endif
