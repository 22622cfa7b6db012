/* One font through HarfBuzz: look-up, shaping of combining marks, subsetting. */
#include "typeface_face.h"

#include <hb-ot.h>
#include <hb-subset.h>

#include "log.h"

static void blob_end(void *thing)
{
    hb_blob_destroy(thing);
}

static void face_end(void *thing)
{
    hb_face_destroy(thing);
}

static void font_end(void *thing)
{
    hb_font_destroy(thing);
}

/* Only what a PDF viewer needs. Without the character map and the layout tables a subset takes 0.2 ms
 * instead of 12 for IPAmj Mincho, and no preprocessed copy of 46 MB has to be kept. */
static hb_blob_t *outline_table(hb_face_t *face, hb_tag_t tag, void *whole)
{
    (void)face;
    switch (tag) {
    case HB_TAG('g', 'l', 'y', 'f'):
    case HB_TAG('l', 'o', 'c', 'a'):
    case HB_TAG('h', 'e', 'a', 'd'):
    case HB_TAG('h', 'h', 'e', 'a'):
    case HB_TAG('h', 'm', 't', 'x'):
    case HB_TAG('m', 'a', 'x', 'p'):
        return hb_face_reference_table(whole, tag);
    default:
        return NULL;
    }
}

static bool has_table(hb_face_t *face, hb_tag_t tag)
{
    hb_blob_t *blob = hb_face_reference_table(face, tag);
    bool has = hb_blob_get_length(blob) > 0;
    hb_blob_destroy(blob);
    return has;
}

static int16_t signed_at(const uint8_t *data, size_t at)
{
    return (int16_t)(uint16_t)(data[at] << 8 | data[at + 1]);
}

/* Bounding box of all glyphs: xMin, yMin, xMax, yMax stand at byte 36 of the table `head`. */
static void read_box(hb_face_t *face, int *box_out)
{
    hb_blob_t *head = hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd'));
    unsigned size = 0;
    const uint8_t *data = (const uint8_t *)hb_blob_get_data(head, &size);
    int units = (int)hb_face_get_upem(face);
    for (size_t i = 0; size >= 44 && i < 4; i++)
        box_out[i] = signed_at(data, 36 + 2 * i) * 1000 / units;
    hb_blob_destroy(head);
}

static const char *postscript_name(struct arena *arena, hb_face_t *face)
{
    char name[64];
    unsigned size = sizeof name;
    hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, name);
    return size == 0 ? "Font" : arena_text(arena, name);
}

static void read_facts(struct arena *arena, struct typeface_face *face)
{
    hb_font_extents_t extents = {0};
    hb_font_get_h_extents(face->font, &extents);
    face->facts.ascent = extents.ascender;
    face->facts.descent = extents.descender;
    face->facts.name = postscript_name(arena, face->whole);
    read_box(face->whole, face->facts.box);
}

bool typeface_face_open(struct arena *arena, const char *path, struct typeface_face *face_out)
{
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
    if (blob == NULL)
        return false;
    arena_defer(arena, blob_end, blob);
    face_out->whole = hb_face_create(blob, 0);
    arena_defer(arena, face_end, face_out->whole);
    hb_face_make_immutable(face_out->whole);
    if (!has_table(face_out->whole, HB_TAG('g', 'l', 'y', 'f')) || hb_face_get_upem(face_out->whole) == 0)
        return false;
    face_out->outlines = hb_face_create_for_tables(outline_table, face_out->whole, NULL);
    arena_defer(arena, face_end, face_out->outlines);
    face_out->font = hb_font_create(face_out->whole);
    arena_defer(arena, font_end, face_out->font);
    hb_font_set_scale(face_out->font, 1000, 1000);
    read_facts(arena, face_out);
    return true;
}

static bool is_selector(uint32_t character)
{
    return (character >= 0xFE00 && character <= 0xFE0F) || (character >= 0xE0100 && character <= 0xE01EF);
}

bool typeface_is_dependent(uint32_t character)
{
    if (character < 0x300)
        return false;
    hb_unicode_general_category_t category =
        hb_unicode_general_category(hb_unicode_funcs_get_default(), character);
    return is_selector(character) || category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK
        || category == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK
        || category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK;
}

/* The glyph of a cluster that needs no shaping: a character alone or with one selector; 0 otherwise. */
static hb_codepoint_t simple_glyph(const struct typeface_face *face, const struct typeface_cluster *cluster)
{
    hb_codepoint_t glyph = 0;
    if (cluster->count == 1)
        hb_font_get_nominal_glyph(face->font, cluster->text[0], &glyph);
    else if (cluster->count == 2 && is_selector(cluster->text[1])
        && !hb_font_get_variation_glyph(face->font, cluster->text[0], cluster->text[1], &glyph))
        glyph = 0;
    return glyph;
}

/* The cluster shaped by the font's own rules (marks placed); the caller destroys the buffer. */
static hb_buffer_t *shape(const struct typeface_face *face, const struct typeface_cluster *cluster)
{
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_codepoints(buffer, cluster->text, (int)cluster->count, 0, (int)cluster->count);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(face->font, buffer, NULL, 0);
    return buffer;
}

/* A selector that the font does not know would be ignored by shaping, so it is refused before. */
static bool selectors_are_known(const struct typeface_face *face, const struct typeface_cluster *cluster)
{
    hb_codepoint_t glyph;
    for (size_t i = 1; i < cluster->count; i++)
        if (is_selector(cluster->text[i])
            && !hb_font_get_variation_glyph(face->font, cluster->text[i - 1], cluster->text[i], &glyph))
            return false;
    return true;
}

bool typeface_face_has(const struct typeface_face *face, const struct typeface_cluster *cluster)
{
    if (simple_glyph(face, cluster) != 0)
        return true;
    if (cluster->count == 1 || !selectors_are_known(face, cluster))
        return false;
    hb_buffer_t *buffer = shape(face, cluster);
    unsigned count = 0;
    const hb_glyph_info_t *glyphs = hb_buffer_get_glyph_infos(buffer, &count);
    bool has = count > 0;
    for (unsigned i = 0; i < count; i++)
        has = has && glyphs[i].codepoint != 0;
    hb_buffer_destroy(buffer);
    return has;
}

static void add_shaped(struct arena *arena, const struct typeface_face *face, int number,
    const struct typeface_cluster *cluster, struct typeface_run *run)
{
    hb_buffer_t *buffer = shape(face, cluster);
    unsigned count = 0;
    const hb_glyph_info_t *glyphs = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(buffer, &count);
    for (unsigned i = 0; i < count; i++) {
        struct typeface_glyph *glyph = list_push(arena, run);
        *glyph = (struct typeface_glyph){.face = (uint16_t)number, .glyph = (uint16_t)glyphs[i].codepoint,
            .advance = (int16_t)places[i].x_advance, .x_offset = (int16_t)places[i].x_offset,
            .y_offset = (int16_t)places[i].y_offset};
        if (i == 0)
            memcpy(glyph->text, cluster->text, sizeof glyph->text);
    }
    hb_buffer_destroy(buffer);
}

void typeface_face_add(struct arena *arena, const struct typeface_face *face, int number,
    const struct typeface_cluster *cluster, struct typeface_run *run)
{
    hb_codepoint_t found = simple_glyph(face, cluster);
    if (found == 0 && cluster->count > 1) {
        add_shaped(arena, face, number, cluster, run);
        return;
    }
    struct typeface_glyph *glyph = list_push(arena, run);
    *glyph = (struct typeface_glyph){.face = (uint16_t)number, .glyph = (uint16_t)found,
        .advance = (int16_t)hb_font_get_glyph_h_advance(face->font, found)};
    memcpy(glyph->text, cluster->text, sizeof glyph->text);
}

static hb_subset_plan_t *plan_for(const struct typeface_face *face, const uint16_t *glyphs, size_t count)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (input == NULL)
        return NULL;
    hb_set_t *wanted = hb_subset_input_glyph_set(input);
    for (size_t i = 0; i < count; i++)
        hb_set_add(wanted, glyphs[i]);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(face->outlines, input);
    hb_subset_input_destroy(input);
    return plan;
}

static struct bytes font_of(struct arena *arena, hb_face_t *subset)
{
    hb_blob_t *blob = hb_face_reference_blob(subset);
    unsigned size = 0;
    const char *data = hb_blob_get_data(blob, &size);
    struct bytes font = {arena_copy(arena, data, size), size};
    hb_blob_destroy(blob);
    return font;
}

enum result typeface_face_subset(struct arena *arena, const struct typeface_face *face,
    const uint16_t *glyphs, size_t count, struct bytes *font_out, uint16_t *places_out)
{
    hb_subset_plan_t *plan = plan_for(face, glyphs, count);
    hb_face_t *subset = plan == NULL ? NULL : hb_subset_plan_execute_or_fail(plan);
    if (subset == NULL) {
        log_error("font_subset", "%s: HarfBuzz made no subset of %zu glyphs", face->facts.name, count);
        hb_subset_plan_destroy(plan);
        return FAILED;
    }
    const hb_map_t *places = hb_subset_plan_old_to_new_glyph_mapping(plan);
    for (size_t i = 0; i < count; i++)
        places_out[i] = (uint16_t)hb_map_get(places, glyphs[i]);
    *font_out = font_of(arena, subset);
    hb_face_destroy(subset);
    hb_subset_plan_destroy(plan);
    return OK;
}
