/* Glyph codes and font embedding: Type 0 fonts with TrueType outlines, two-byte codes in order of use. */
#include "fontset.h"

#include "buffer.h"

enum { FIRST_SLOTS = 256, SQUARE = 1000 };

/* The glyphs of one face that the document uses; code = place + 1. */
struct used_glyphs {
    struct typeface_glyph *items;
    size_t count;
    size_t capacity;
    uint16_t *slots; /* hash table of codes, 0 = free */
    size_t slot_count;
};

struct fontset {
    struct arena *arena;
    const struct typeface *typeface;
    struct used_glyphs faces[TYPEFACE_FACES];
};

struct fontset *fontset_new(struct arena *arena, const struct typeface *typeface)
{
    struct fontset *fontset = arena_make(arena, struct fontset);
    *fontset = (struct fontset){.arena = arena, .typeface = typeface};
    return fontset;
}

const char *fontset_name(int face)
{
    static const char *const names[TYPEFACE_FACES] = {"F0", "F1", "F2"};
    return names[face];
}

static bool same_glyph(const struct typeface_glyph *a, const struct typeface_glyph *b)
{
    return a->glyph == b->glyph && a->advance == b->advance && memcmp(a->text, b->text, sizeof a->text) == 0;
}

static size_t hash_of(const struct typeface_glyph *glyph)
{
    uint64_t hash = (uint64_t)glyph->glyph << 16 ^ (uint64_t)(uint16_t)glyph->advance;
    for (size_t i = 0; i < TYPEFACE_TEXT_LENGTH; i++)
        hash = (hash ^ glyph->text[i]) * 0x9E3779B97F4A7C15u;
    return (size_t)(hash >> 17);
}

/* The slot that holds the glyph, or the free one where it belongs. */
static uint16_t *slot_of(struct used_glyphs *used, const struct typeface_glyph *glyph)
{
    size_t at = hash_of(glyph) % used->slot_count;
    while (used->slots[at] != 0 && !same_glyph(&used->items[used->slots[at] - 1], glyph))
        at = (at + 1) % used->slot_count;
    return &used->slots[at];
}

static void make_room(struct fontset *fontset, struct used_glyphs *used)
{
    if (used->count * 2 < used->slot_count)
        return;
    used->slot_count = used->slot_count == 0 ? FIRST_SLOTS : used->slot_count * 2;
    used->slots = arena_make_array(fontset->arena, uint16_t, used->slot_count);
    for (size_t i = 0; i < used->count; i++)
        *slot_of(used, &used->items[i]) = (uint16_t)(i + 1);
}

uint16_t fontset_code(struct fontset *fontset, const struct typeface_glyph *glyph)
{
    struct used_glyphs *used = &fontset->faces[glyph->face];
    make_room(fontset, used);
    uint16_t *slot = slot_of(used, glyph);
    if (*slot == 0) {
        *list_push(fontset->arena, used) = *glyph;
        *slot = (uint16_t)used->count;
    }
    return *slot;
}

static HPDF_Dict new_dict(HPDF_Doc document)
{
    HPDF_Dict dict = HPDF_Dict_New(document->mmgr);
    HPDF_Xref_Add(document->xref, dict);
    return dict;
}

static HPDF_Dict new_stream(HPDF_Doc document, struct bytes content)
{
    HPDF_Dict stream = HPDF_DictStream_New(document->mmgr, document->xref);
    if (stream != NULL) {
        stream->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
        HPDF_Stream_Write(stream->stream, content.data, (HPDF_UINT)content.size);
    }
    return stream;
}

static void add_utf16(struct buffer *buffer, uint32_t character)
{
    if (character < 0x10000)
        buffer_format(buffer, "%04X", character);
    else
        buffer_format(buffer, "%04X%04X", 0xD800 + ((character - 0x10000) >> 10),
            0xDC00 + ((character - 0x10000) & 0x3FF));
}

static void add_text(struct buffer *buffer, const struct typeface_glyph *glyph)
{
    buffer_add_text(buffer, "<");
    for (size_t i = 0; i < TYPEFACE_TEXT_LENGTH && glyph->text[i] != 0; i++)
        add_utf16(buffer, glyph->text[i]);
    buffer_add_text(buffer, ">\n");
}

/* The character map from codes to Unicode. A range may not cross the high byte of its codes. */
static struct bytes unicode_map(struct arena *arena, const struct used_glyphs *used)
{
    struct buffer map = buffer_in(arena);
    buffer_add_text(&map, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                          "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                          "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                          "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    for (size_t first = 1; first <= used->count;) {
        size_t last = first | 0xFF;
        if (last > used->count)
            last = used->count;
        buffer_format(&map, "1 beginbfrange\n<%04zX> <%04zX> [\n", first, last);
        for (; first <= last; first++)
            add_text(&map, &used->items[first - 1]);
        buffer_add_text(&map, "]\nendbfrange\n");
    }
    buffer_add_text(&map, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    return buffer_bytes(&map);
}

static void add_box(HPDF_Doc document, HPDF_Dict dict, const int *box)
{
    HPDF_Array array = HPDF_Array_New(document->mmgr);
    HPDF_Dict_Add(dict, "FontBBox", array);
    for (size_t i = 0; i < 4; i++)
        HPDF_Array_AddNumber(array, box[i]);
}

/* "AAAAAB+BIZUDPGothic": the format marks a subset by six letters. */
static const char *subset_name(struct arena *arena, const char *name, int face)
{
    return arena_format(arena, "NSDBA%c+%s", 'A' + face, name);
}

static HPDF_Dict descriptor(struct fontset *fontset, int face, HPDF_Doc document, struct bytes font)
{
    enum { FIXED = 1, SERIF = 2, SYMBOLIC = 4 };
    struct typeface_facts facts = typeface_facts(fontset->typeface, face);
    HPDF_Dict dict = new_dict(document);
    HPDF_Dict_AddName(dict, "Type", "FontDescriptor");
    HPDF_Dict_AddName(dict, "FontName", subset_name(fontset->arena, facts.name, face));
    int flags = SYMBOLIC | (facts.is_fixed ? FIXED : 0) | (facts.is_serif ? SERIF : 0);
    HPDF_Dict_AddNumber(dict, "Flags", flags);
    add_box(document, dict, facts.box);
    HPDF_Dict_AddNumber(dict, "ItalicAngle", 0);
    HPDF_Dict_AddNumber(dict, "Ascent", facts.ascent);
    HPDF_Dict_AddNumber(dict, "Descent", facts.descent);
    HPDF_Dict_AddNumber(dict, "CapHeight", facts.ascent);
    HPDF_Dict_AddNumber(dict, "StemV", 80);
    HPDF_Dict file = new_stream(document, font);
    HPDF_Dict_AddNumber(file, "Length1", (HPDF_INT32)font.size);
    HPDF_Dict_Add(dict, "FontFile2", file);
    return dict;
}

/* Widths of all glyphs but the square ones: "3 [490 520] 9 [970]" gives codes 3, 4 and 9. */
static void add_widths(const struct used_glyphs *used, HPDF_Doc document, HPDF_Dict dict)
{
    HPDF_Array all = HPDF_Array_New(document->mmgr);
    HPDF_Array widths = NULL;
    HPDF_Dict_Add(dict, "W", all);
    for (size_t i = 0; i < used->count; i++) {
        if (used->items[i].advance == SQUARE) {
            widths = NULL;
            continue;
        }
        if (widths == NULL) {
            widths = HPDF_Array_New(document->mmgr);
            HPDF_Array_AddNumber(all, (HPDF_INT32)i + 1);
            HPDF_Array_Add(all, widths);
        }
        HPDF_Array_AddNumber(widths, used->items[i].advance);
    }
}

static void add_system(HPDF_Doc document, HPDF_Dict dict)
{
    HPDF_Dict collection = HPDF_Dict_New(document->mmgr);
    HPDF_Dict_Add(dict, "CIDSystemInfo", collection);
    HPDF_Dict_Add(collection, "Registry", HPDF_String_New(document->mmgr, "Adobe", NULL));
    HPDF_Dict_Add(collection, "Ordering", HPDF_String_New(document->mmgr, "Identity", NULL));
    HPDF_Dict_AddNumber(collection, "Supplement", 0);
}

/* From codes to the glyph numbers of the embedded font: two bytes each, from code 0. */
static struct bytes glyph_map(struct arena *arena, const uint16_t *places, size_t count)
{
    uint8_t *map = arena_alloc(arena, (count + 1) * 2);
    for (size_t i = 0; i < count; i++) {
        map[2 * i + 2] = (uint8_t)(places[i] >> 8);
        map[2 * i + 3] = (uint8_t)places[i];
    }
    return (struct bytes){map, (count + 1) * 2};
}

static HPDF_Dict descendant(struct fontset *fontset, int face, HPDF_Doc document, struct bytes font,
    const uint16_t *places)
{
    const struct used_glyphs *used = &fontset->faces[face];
    HPDF_Dict dict = new_dict(document);
    HPDF_Dict_AddName(dict, "Type", "Font");
    HPDF_Dict_AddName(dict, "Subtype", "CIDFontType2");
    HPDF_Dict_AddName(dict, "BaseFont",
        subset_name(fontset->arena, typeface_facts(fontset->typeface, face).name, face));
    add_system(document, dict);
    HPDF_Dict_Add(dict, "FontDescriptor", descriptor(fontset, face, document, font));
    HPDF_Dict_AddNumber(dict, "DW", SQUARE);
    add_widths(used, document, dict);
    HPDF_Dict_Add(dict, "CIDToGIDMap", new_stream(document, glyph_map(fontset->arena, places, used->count)));
    return dict;
}

static enum result embed_face(struct fontset *fontset, int face, HPDF_Doc document, HPDF_Dict fonts)
{
    const struct used_glyphs *used = &fontset->faces[face];
    uint16_t *glyphs = arena_make_array(fontset->arena, uint16_t, used->count);
    uint16_t *places = arena_make_array(fontset->arena, uint16_t, used->count);
    for (size_t i = 0; i < used->count; i++)
        glyphs[i] = used->items[i].glyph;
    struct bytes font;
    if (typeface_subset(fontset->arena, fontset->typeface, face, glyphs, used->count, &font, places) != OK)
        return FAILED;
    HPDF_Dict dict = new_dict(document);
    HPDF_Dict_Add(fonts, fontset_name(face), dict);
    HPDF_Dict_AddName(dict, "Type", "Font");
    HPDF_Dict_AddName(dict, "Subtype", "Type0");
    HPDF_Dict_AddName(dict, "BaseFont",
        subset_name(fontset->arena, typeface_facts(fontset->typeface, face).name, face));
    HPDF_Dict_AddName(dict, "Encoding", "Identity-H");
    HPDF_Array descendants = HPDF_Array_New(document->mmgr);
    HPDF_Dict_Add(dict, "DescendantFonts", descendants);
    HPDF_Array_Add(descendants, descendant(fontset, face, document, font, places));
    HPDF_Dict_Add(dict, "ToUnicode", new_stream(document, unicode_map(fontset->arena, used)));
    return OK;
}

enum result fontset_embed(struct fontset *fontset, HPDF_Doc document, HPDF_Dict fonts)
{
    for (int face = 0; face < TYPEFACE_FACES; face++)
        if (fontset->faces[face].count > 0 && embed_face(fontset, face, document, fonts) != OK)
            return FAILED;
    return OK;
}
