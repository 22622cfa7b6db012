/* QR codes as squares on a sheet. */
#ifndef NSDB_QR_H
#define NSDB_QR_H

#include "sheet.h"

/* Draws `text` (bytes as they are, error correction M) into the square at the area's x, y, width; the
 * quiet zone around it is the caller's. REFUSED when the text is too long for a QR code. */
enum result qr_draw(struct sheet *sheet, struct sheet_area area, const char *text) MUST_USE;

#endif
