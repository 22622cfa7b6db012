/* The page of one notice and the cover sheet of an institution: what is filled in over the fixed parts.
 * Used inside this room. */
#ifndef NSDB_NOTICE_PAGE_H
#define NSDB_NOTICE_PAGE_H

#include "notice_form.h"

/* Draws the notice on a new page over the stencil of its kind. `missing` names the characters that cannot
 * be printed ("U+31350"), "" for none. REFUSED when the address makes no QR code. */
enum result notice_page_draw(struct sheet *sheet, const struct notice *notice, int stencil,
    const char *missing) MUST_USE;

/* Draws the block at the upper right: `lines`, below them the issuer and how to reach it. */
void notice_page_issuer(struct sheet *sheet, const struct notice *notice, const char *const *lines,
    size_t count);

/* 姓 and 名 with a blank between them. */
const char *notice_page_name(struct arena *arena, const struct notice *notice);

/* Draws the cover sheet of `count` notices of one institution, on as many pages as their names need;
 * `has_missing` when 〓 has to be explained. */
void notice_cover_draw(struct sheet *sheet, const struct notice *const *notices, size_t count,
    bool has_missing);

#endif
