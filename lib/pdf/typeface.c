/* Opening fonts and finding glyphs. HarfBuzz maps the files; nothing of them is copied. */
#include "typeface.h"

#include <errno.h>
#include <hb-ot.h>
#include <hb.h>
#include <sys/stat.h>

#include "log.h"
#include "text.h"
#include "typeface_face.h"

#define FONTS "/usr/share/fonts/truetype/"

enum { GETA = 0x3013 }; /* 〓, the printers' mark for a missing type */

struct typeface {
    struct typeface_face faces[TYPEFACE_FACES];
};

static const struct font_file {
    const char *setting;
    const char *otherwise;
    bool is_fixed;
    bool is_serif;
} font_files[TYPEFACE_FACES] = {
    [TYPEFACE_PLAIN] = {"font_text", FONTS "bizud-gothic/BIZUDPGothic-Regular.ttf", false, false},
    [TYPEFACE_CODE] = {"font_code", FONTS "bizud-gothic/BIZUDGothic-Bold.ttf", true, false},
    [TYPEFACE_NAMES] = {"font_names", FONTS "ipamj/ipamjm.ttf", false, true},
};

/* A font is a program of sorts: only files that root alone can change are read (security.md §1.1). */
static bool file_is_trusted(const char *path)
{
    struct stat facts;
    if (stat(path, &facts) != 0) {
        log_error("font_missing", "%s: %s; install the font package or name another file in the settings",
            path, strerror(errno));
        return false;
    }
    if (!S_ISREG(facts.st_mode) || facts.st_uid != 0 || (facts.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
        log_error("font_untrusted", "%s: must be a plain file of root that only root can write", path);
        return false;
    }
    return true;
}

static enum result open_face(struct arena *arena, const char *path, struct typeface_face *face)
{
    if (!file_is_trusted(path))
        return FAILED;
    if (!typeface_face_open(arena, path, face)) {
        log_error("font_unusable", "%s: is not a TrueType font with outlines", path);
        return FAILED;
    }
    return OK;
}

enum result typeface_open(struct arena *arena, const struct settings *settings,
    struct typeface **typeface_out)
{
    struct typeface *typeface = arena_make(arena, struct typeface);
    for (int i = 0; i < TYPEFACE_FACES; i++) {
        const struct font_file *file = &font_files[i];
        const char *path = settings == NULL ? file->otherwise
                                            : settings_text(settings, file->setting, file->otherwise);
        if (open_face(arena, path, &typeface->faces[i]) != OK)
            return FAILED;
        typeface->faces[i].facts.is_fixed = file->is_fixed;
        typeface->faces[i].facts.is_serif = file->is_serif;
    }
    *typeface_out = typeface;
    return OK;
}

struct typeface_facts typeface_facts(const struct typeface *typeface, int face)
{
    return typeface->faces[face].facts;
}

enum result typeface_subset(struct arena *arena, const struct typeface *typeface, int face,
    const uint16_t *glyphs, size_t count, struct bytes *font_out, uint16_t *places_out)
{
    return typeface_face_subset(arena, &typeface->faces[face], glyphs, count, font_out, places_out);
}

/* The next character of `*at` with all that belongs to it: selectors and combining marks. */
static struct typeface_cluster next_cluster(const char **at)
{
    struct typeface_cluster cluster = {.start = *at};
    cluster.text[cluster.count++] = text_next(at);
    const char *ahead = *at;
    uint32_t next = text_next(&ahead);
    while (next != 0 && cluster.count < TYPEFACE_TEXT_LENGTH && typeface_is_dependent(next)) {
        cluster.text[cluster.count++] = next;
        *at = ahead;
        next = text_next(&ahead);
    }
    cluster.size = (size_t)(*at - cluster.start);
    return cluster;
}

static bool face_has_all(const struct typeface_face *face, const char *text)
{
    while (*text != 0) {
        struct typeface_cluster cluster = next_cluster(&text);
        if (!typeface_face_has(face, &cluster))
            return false;
    }
    return true;
}

struct typeface_gaps typeface_gaps_in(struct arena *arena)
{
    return (struct typeface_gaps){.arena = arena};
}

static bool gap_is_known(const struct typeface_gaps *gaps, const char *code)
{
    for (size_t i = 0; i < gaps->count; i++)
        if (text_equal(gaps->items[i].code, code))
            return true;
    return false;
}

static void report(const struct typeface_cluster *cluster, bool is_variant, struct typeface_gaps *gaps)
{
    struct arena *arena = gaps->arena;
    const char *code = arena_format(arena, "U+%04X", cluster->text[0]);
    for (size_t i = 1; i < cluster->count; i++)
        code = arena_format(arena, "%s U+%04X", code, cluster->text[i]);
    if (gap_is_known(gaps, code))
        return;
    *list_push(arena, gaps) = (struct typeface_gap){
        .character = arena_text_part(arena, cluster->start, cluster->size),
        .code = code,
        .is_variant = is_variant,
    };
}

/* A character that no font has as written: its base alone if that is there, otherwise 〓. */
static void add_gap(struct arena *arena, struct typeface *typeface, int face,
    const struct typeface_cluster *cluster, struct typeface_run *run, struct typeface_gaps *gaps)
{
    struct typeface_cluster shown = {.text = {cluster->text[0]}, .count = 1};
    int faces[] = {face, TYPEFACE_NAMES};
    for (size_t i = 0; cluster->count > 1 && i < 2; i++)
        if (typeface_face_has(&typeface->faces[faces[i]], &shown)) {
            report(cluster, true, gaps);
            typeface_face_add(arena, &typeface->faces[faces[i]], faces[i], &shown, run);
            return;
        }
    report(cluster, false, gaps);
    shown.text[0] = GETA;
    typeface_face_add(arena, &typeface->faces[face], face, &shown, run);
}

static void add_cluster(struct arena *arena, struct typeface *typeface, int face,
    const struct typeface_cluster *cluster, struct typeface_run *run, struct typeface_gaps *gaps)
{
    if (!typeface_face_has(&typeface->faces[face], cluster)) {
        if (!typeface_face_has(&typeface->faces[TYPEFACE_NAMES], cluster)) {
            add_gap(arena, typeface, face, cluster, run, gaps);
            return;
        }
        face = TYPEFACE_NAMES;
    }
    typeface_face_add(arena, &typeface->faces[face], face, cluster, run);
}

struct typeface_run typeface_set(struct arena *arena, struct typeface *typeface, enum typeface_style style,
    const char *text, struct typeface_gaps *gaps)
{
    int face = (int)style;
    if (!face_has_all(&typeface->faces[face], text) && face_has_all(&typeface->faces[TYPEFACE_NAMES], text))
        face = TYPEFACE_NAMES;
    struct typeface_run run = {0};
    while (*text != 0) {
        struct typeface_cluster cluster = next_cluster(&text);
        add_cluster(arena, typeface, face, &cluster, &run, gaps);
    }
    return run;
}

int typeface_width(const struct typeface_run *run, size_t from, size_t to)
{
    int width = 0;
    for (size_t i = from; i < to; i++)
        width += run->items[i].advance;
    return width;
}
