/* Encodings, on our own strict UTF-8 walk and the C library's CP932. Characters may be cut anywhere between
 * two pieces: each side keeps the few bytes of a character that is not complete yet. */
#include "csv_decoder.h"

#include <errno.h>
#include <iconv.h>

enum { CARRY_MOST = 4, PIECE = 16 * 1024, NULS_LOOKED_AT = 4096 };

/* A strict UTF-8 walk that survives cuts: what the character under way still allows. */
struct utf8_walk {
    unsigned wanted;   /* bytes still to come */
    uint8_t low, high; /* allowed range of the next one */
    bool broken;
};

static void utf8_lead(struct utf8_walk *walk, uint8_t byte)
{
    walk->low = 0x80;
    walk->high = 0xBF;
    if (byte < 0x80)
        return;
    if (byte >= 0xC2 && byte <= 0xDF) {
        walk->wanted = 1;
    } else if (byte >= 0xE0 && byte <= 0xEF) {
        walk->wanted = 2;
        walk->low = byte == 0xE0 ? 0xA0 : 0x80;
        walk->high = byte == 0xED ? 0x9F : 0xBF;
    } else if (byte >= 0xF0 && byte <= 0xF4) {
        walk->wanted = 3;
        walk->low = byte == 0xF0 ? 0x90 : 0x80;
        walk->high = byte == 0xF4 ? 0x8F : 0xBF;
    } else {
        walk->broken = true;
    }
}

static void utf8_step(struct utf8_walk *walk, uint8_t byte)
{
    if (walk->wanted == 0) {
        utf8_lead(walk, byte);
        return;
    }
    if (byte < walk->low || byte > walk->high)
        walk->broken = true;
    walk->wanted--;
    walk->low = 0x80;
    walk->high = 0xBF;
}

static void close_iconv(void *thing)
{
    iconv_close(thing);
}

/* CP932 to UTF-8, tied to the arena. The C library brings the table; without it the process cannot work. */
static iconv_t open_cp932(struct arena *arena)
{
    iconv_t converter = iconv_open("UTF-8", "CP932");
    if (converter == (iconv_t)-1)
        abort();
    arena_defer(arena, close_iconv, converter);
    return converter;
}

/* CP932 of pieces: `carry` keeps the first byte of a cut character. */
struct cp932_walk {
    iconv_t converter;
    char carry[CARRY_MOST];
    size_t carried;
    bool broken;
};

/* Converts as much of `in` as fits into `out`; keeps an incomplete tail in the walk. Gives what was written. */
static size_t cp932_convert(struct cp932_walk *walk, const uint8_t *in, size_t in_size, char *out, size_t out_size)
{
    char together[PIECE + CARRY_MOST];
    memcpy(together, walk->carry, walk->carried);
    memcpy(together + walk->carried, in, in_size);
    char *from = together;
    size_t left = walk->carried + in_size;
    char *to = out;
    size_t room = out_size;
    walk->carried = 0;
    if (iconv(walk->converter, &from, &left, &to, &room) == (size_t)-1) {
        if (errno == EINVAL && left < CARRY_MOST) {
            memcpy(walk->carry, from, left);
            walk->carried = left;
        } else {
            walk->broken = true;
        }
    }
    return out_size - room;
}

struct csv_probe {
    uint8_t head[4];
    size_t head_size;
    struct utf8_walk utf8;
    struct cp932_walk cp932;
    int64_t line;        /* lines begun, from 1 */
    int64_t utf8_line;   /* where UTF-8 broke; 0 while it holds */
    int64_t cp932_line;
    size_t looked_at;    /* of the first NULS_LOOKED_AT bytes */
    size_t nuls;
    char scratch[PIECE * 3];
};

struct csv_probe *csv_probe_new(struct arena *arena)
{
    struct csv_probe *probe = arena_make(arena, struct csv_probe);
    probe->cp932.converter = open_cp932(arena);
    probe->line = 1;
    return probe;
}

static void probe_byte(struct csv_probe *probe, uint8_t byte)
{
    if (probe->head_size < sizeof probe->head)
        probe->head[probe->head_size++] = byte;
    if (probe->looked_at < NULS_LOOKED_AT) {
        probe->looked_at++;
        probe->nuls += byte == 0;
    }
    if (!probe->utf8.broken) {
        utf8_step(&probe->utf8, byte);
        if (probe->utf8.broken)
            probe->utf8_line = probe->line;
    }
}

/* One line or the rest of the piece: small enough to say in which line CP932 broke. */
static void probe_cp932(struct csv_probe *probe, const uint8_t *data, size_t size)
{
    if (probe->cp932.broken)
        return;
    cp932_convert(&probe->cp932, data, size, probe->scratch, sizeof probe->scratch);
    if (probe->cp932.broken)
        probe->cp932_line = probe->line;
}

static size_t line_part(const uint8_t *data, size_t size)
{
    size_t most = size < PIECE ? size : PIECE;
    const uint8_t *end = memchr(data, '\n', most);
    return end == NULL ? most : (size_t)(end - data) + 1;
}

void csv_probe_push(struct csv_probe *probe, struct bytes bytes)
{
    while (bytes.size > 0) {
        size_t part = line_part(bytes.data, bytes.size);
        for (size_t i = 0; i < part; i++)
            probe_byte(probe, bytes.data[i]);
        probe_cp932(probe, bytes.data, part);
        if (bytes.data[part - 1] == '\n')
            probe->line++;
        bytes.data += part;
        bytes.size -= part;
    }
}

static bool starts_with(const struct csv_probe *probe, const char *mark, size_t size)
{
    return probe->head_size >= size && memcmp(probe->head, mark, size) == 0;
}

enum csv_encoding csv_probe_finish(struct csv_probe *probe, int64_t *line_out)
{
    bool bom = starts_with(probe, "\xEF\xBB\xBF", 3);
    bool utf8 = !probe->utf8.broken && probe->utf8.wanted == 0;
    bool cp932 = !probe->cp932.broken && probe->cp932.carried == 0;
    if (line_out != NULL)
        *line_out = probe->utf8_line > 0 ? probe->utf8_line : probe->line;
    if (starts_with(probe, "\xFF\xFE", 2) || starts_with(probe, "\xFE\xFF", 2) ||
        (probe->looked_at >= 8 && probe->nuls * 4 >= probe->looked_at))
        return CSV_UTF16;
    if (utf8)
        return bom ? CSV_UTF8_BOM : CSV_UTF8;
    if (cp932 && !bom)
        return CSV_CP932;
    if (line_out != NULL && !bom && probe->cp932_line > *line_out)
        *line_out = probe->cp932_line;
    return CSV_UNKNOWN_ENCODING;
}

struct csv_decoder {
    enum csv_encoding encoding;
    struct utf8_walk utf8;
    struct cp932_walk cp932;
    unsigned bom_left; /* bytes of the BOM still to drop */
    struct arena *arena;
    char *out;
    size_t out_room;
};

struct csv_decoder *csv_decoder_new(struct arena *arena, enum csv_encoding encoding)
{
    struct csv_decoder *decoder = arena_make(arena, struct csv_decoder);
    *decoder = (struct csv_decoder){.encoding = encoding, .arena = arena};
    decoder->bom_left = encoding == CSV_UTF8_BOM ? 3 : 0;
    if (encoding == CSV_CP932)
        decoder->cp932.converter = open_cp932(arena);
    return decoder;
}

/* A CP932 byte becomes at most three bytes of UTF-8. */
static void make_room(struct csv_decoder *decoder, size_t in_size)
{
    size_t wanted = (in_size + CARRY_MOST) * 3;
    if (decoder->out_room >= wanted)
        return;
    decoder->out = arena_alloc(decoder->arena, wanted);
    decoder->out_room = wanted;
}

static enum result decode_cp932(struct csv_decoder *decoder, struct bytes bytes, struct bytes *decoded_out)
{
    make_room(decoder, bytes.size);
    size_t made = 0;
    for (size_t at = 0; at < bytes.size && !decoder->cp932.broken;) {
        size_t part = bytes.size - at < PIECE ? bytes.size - at : PIECE;
        made += cp932_convert(&decoder->cp932, bytes.data + at, part, decoder->out + made, decoder->out_room - made);
        at += part;
    }
    *decoded_out = (struct bytes){(const uint8_t *)decoder->out, made};
    return decoder->cp932.broken ? REFUSED : OK;
}

static enum result check_utf8(struct csv_decoder *decoder, struct bytes bytes, struct bytes *decoded_out)
{
    for (size_t i = 0; i < bytes.size && !decoder->utf8.broken; i++)
        utf8_step(&decoder->utf8, bytes.data[i]);
    size_t drop = decoder->bom_left < bytes.size ? decoder->bom_left : bytes.size;
    decoder->bom_left -= (unsigned)drop;
    *decoded_out = (struct bytes){bytes.data + drop, bytes.size - drop};
    return decoder->utf8.broken ? REFUSED : OK;
}

enum result csv_decoder_push(struct csv_decoder *decoder, struct bytes bytes, struct bytes *decoded_out)
{
    if (bytes.size == 0) {
        *decoded_out = BYTES_NONE;
        return OK;
    }
    if (decoder->encoding == CSV_CP932)
        return decode_cp932(decoder, bytes, decoded_out);
    return check_utf8(decoder, bytes, decoded_out);
}

enum result csv_decoder_finish(struct csv_decoder *decoder)
{
    return decoder->utf8.wanted == 0 && decoder->cp932.carried == 0 ? OK : REFUSED;
}
