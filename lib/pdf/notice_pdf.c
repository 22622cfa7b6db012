/* The file of notices: sorting, gaps, pages. */
#include "notice_pdf.h"

#include "log.h"
#include "notice_page.h"
#include "text.h"

/* One file under way. */
struct work {
    struct arena *secrets;
    struct sheet *sheet;
    const struct notice *items; /* as given: gaps are counted by place here */
    const struct notice **sorted;
    size_t count;
    int stencils[NOTICE_READERS][NOTICE_WAYS]; /* number + 1; 0: no notice of this kind */
    const struct notice_gaps *gaps;
};

static void check_text(struct arena *scratch, struct typeface *typeface, const char *text,
    struct typeface_gaps *gaps)
{
    if (!text_is_empty(text))
        typeface_set(scratch, typeface, TYPEFACE_PLAIN, text, gaps);
}

static void check_notice(struct arena *scratch, struct typeface *typeface, const struct notice *notice,
    struct typeface_gaps *gaps)
{
    const char *texts[] = {notice->municipality, notice->scheme, notice->institution, notice->department,
        notice->family_name, notice->given_name, notice->help_contact};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        check_text(scratch, typeface, texts[i], gaps);
}

void notice_pdf_check(struct arena *arena, struct typeface *typeface, const struct notice_bundle *bundle,
    struct notice_gaps *gaps_out)
{
    struct arena *scratch = arena_new();
    *gaps_out = (struct notice_gaps){0};
    for (size_t i = 0; i < bundle->count; i++) {
        struct typeface_gaps gaps = typeface_gaps_in(arena);
        check_notice(scratch, typeface, &bundle->items[i], &gaps);
        for (size_t k = 0; k < gaps.count; k++)
            *list_push(arena, gaps_out) = (struct notice_gap){i, gaps.items[k]};
        arena_reset(scratch);
    }
    arena_free(&scratch);
}

static bool same_institution(const struct notice *a, const struct notice *b)
{
    return text_equal(a->institution_code, b->institution_code) && text_equal(a->institution, b->institution);
}

/* By institution; the addresses keep the given order within one. */
static int compare(const void *left, const void *right)
{
    const struct notice *a = *(const struct notice *const *)left;
    const struct notice *b = *(const struct notice *const *)right;
    int order = strcmp(a->institution_code, b->institution_code);
    if (order == 0)
        order = strcmp(a->institution, b->institution);
    return order != 0 ? order : (a > b) - (a < b);
}

static void sort(struct work *work, const struct notice_bundle *bundle)
{
    work->items = bundle->items;
    work->count = bundle->count;
    work->sorted = arena_make_array(work->secrets, const struct notice *, bundle->count);
    for (size_t i = 0; i < bundle->count; i++)
        work->sorted[i] = &bundle->items[i];
    qsort(work->sorted, work->count, sizeof *work->sorted, compare);
}

static int *stencil_of(struct work *work, struct notice_kind kind)
{
    return &work->stencils[kind.reader][kind.way];
}

static void draw_stencils(struct work *work)
{
    for (size_t i = 0; i < work->count; i++) {
        struct notice_kind kind = notice_kind_of(work->sorted[i]);
        int *stencil = stencil_of(work, kind);
        if (*stencil == 0)
            *stencil = notice_form_stencil(work->sheet, kind) + 1;
    }
}

/* "U+31350、U+845B U+E01EF" of one notice; "" when all can be printed. */
static const char *missing_of(const struct work *work, const struct notice *notice)
{
    struct buffer names = buffer_in(work->secrets);
    for (size_t i = 0; i < work->gaps->count; i++)
        if (&work->items[work->gaps->items[i].notice] == notice)
            buffer_format(&names, "%s%s", names.size == 0 ? "" : "、", work->gaps->items[i].gap.code);
    return names.size == 0 ? "" : buffer_text(&names);
}

static bool any_missing(const struct work *work, size_t from, size_t to)
{
    for (size_t i = from; work->gaps->count > 0 && i < to; i++)
        if (*missing_of(work, work->sorted[i]) != 0)
            return true;
    return false;
}

static size_t group_end(const struct work *work, size_t from)
{
    size_t to = from + 1;
    while (to < work->count && same_institution(work->sorted[from], work->sorted[to]))
        to++;
    return to;
}

static enum result draw_notices(struct work *work, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        const struct notice *notice = work->sorted[i];
        int stencil = *stencil_of(work, notice_kind_of(notice)) - 1;
        enum result result = notice_page_draw(work->sheet, notice, stencil, missing_of(work, notice));
        if (result != OK)
            return result;
    }
    return OK;
}

static enum result draw_all(struct work *work, bool with_covers)
{
    draw_stencils(work);
    for (size_t from = 0, to; from < work->count; from = to) {
        to = group_end(work, from);
        if (with_covers)
            notice_cover_draw(work->sheet, work->sorted + from, to - from, any_missing(work, from, to));
        enum result result = draw_notices(work, from, to);
        if (result != OK)
            return result;
    }
    return OK;
}

enum result notice_pdf_make(struct arena *secrets, struct typeface *typeface,
    const struct notice_bundle *bundle, struct buffer *file_out, struct notice_gaps *gaps_out)
{
    if (bundle->count == 0 || bundle->count > NOTICE_PDF_MOST) {
        log_error("notice_count", "%zu notices in one file; allowed are 1 to %d", bundle->count,
            NOTICE_PDF_MOST);
        return REFUSED;
    }
    notice_pdf_check(secrets, typeface, bundle, gaps_out);
    struct work work = {.secrets = secrets, .gaps = gaps_out};
    struct typeface_gaps drawn = typeface_gaps_in(secrets);
    sort(&work, bundle);
    enum result result = sheet_open(secrets, typeface, "難病・小慢DB IDPW発行通知書",
        bundle->items[0].issued_on, &drawn, &work.sheet);
    if (result != OK)
        return result;
    result = draw_all(&work, bundle->with_covers);
    if (result == OK)
        return sheet_close(work.sheet, file_out);
    sheet_abandon(work.sheet);
    return result;
}
