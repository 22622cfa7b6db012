/* From the bytes of a CSV file to UTF-8: strict UTF-8 with or without BOM, or CP932 as older Excel writes
 * it. The whole file is probed first, so that one encoding is chosen for all of it and a mixture is refused. */
#ifndef NSDB_CSV_DECODER_H
#define NSDB_CSV_DECODER_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "bytes.h"
#include "result.h"

enum csv_encoding {
    CSV_UTF8_BOM,
    CSV_UTF8,
    CSV_CP932,
    CSV_UTF16,           /* refused: Excel's 「Unicode テキスト」 */
    CSV_UNKNOWN_ENCODING /* refused: neither UTF-8 nor CP932 */
};

/* Probes a file that is fed piece by piece. */
struct csv_probe;
struct csv_probe *csv_probe_new(struct arena *arena);
void csv_probe_push(struct csv_probe *probe, struct bytes bytes);
/* The verdict. For CSV_UNKNOWN_ENCODING *line_out is the line (line breaks counted) of the first bytes that
 * fit neither encoding; may be NULL. */
enum csv_encoding csv_probe_finish(struct csv_probe *probe, int64_t *line_out);

/* Decodes a file of a known encoding, piece by piece. */
struct csv_decoder;
struct csv_decoder *csv_decoder_new(struct arena *arena, enum csv_encoding encoding);
/* UTF-8 of the next bytes without the BOM, valid until the next call. REFUSED when the bytes are not in the
 * encoding after all. */
enum result csv_decoder_push(struct csv_decoder *decoder, struct bytes bytes, struct bytes *decoded_out) MUST_USE;
/* REFUSED when the file ends in the middle of a character. */
enum result csv_decoder_finish(struct csv_decoder *decoder) MUST_USE;

#endif
