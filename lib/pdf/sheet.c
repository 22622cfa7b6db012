/* The document: opening libharu on our memory, pages, stencils, and the finished file. */
#include "sheet.h"

#include "log.h"
#include "sheet_inside.h"
#include "text.h"

/* The document that is being made: libharu's memory functions have no other way to find its arena. */
static struct sheet *open_sheet;

static void *library_alloc(HPDF_UINT size)
{
    return arena_alloc(open_sheet->secrets, size);
}

static void library_free(void *memory)
{
    (void)memory; /* taken back and wiped with the arena */
}

static void library_error(HPDF_STATUS error, HPDF_STATUS detail, void *thing)
{
    struct sheet *sheet = thing;
    if (!sheet->is_failed)
        log_error("pdf_library", "libharu says 0x%04lX, detail %lu", (unsigned long)error,
            (unsigned long)detail);
    sheet->is_failed = true;
}

static void sheet_end(void *thing)
{
    struct sheet *sheet = thing;
    if (open_sheet == sheet)
        open_sheet = NULL;
    arena_free(&sheet->scratch);
}

static HPDF_Dict shared_dict(struct sheet *sheet)
{
    HPDF_Dict dict = HPDF_Dict_New(sheet->document->mmgr);
    HPDF_Xref_Add(sheet->document->xref, dict);
    return dict;
}

/* A text string of the format: UTF-16 with its mark, written as hexadecimal digits. */
static void add_text(struct sheet *sheet, HPDF_Dict dict, const char *key, const char *text)
{
    struct buffer utf16 = buffer_in(sheet->scratch);
    buffer_add(&utf16, "\xFE\xFF", 2);
    for (uint32_t character = text_next(&text); character != 0; character = text_next(&text)) {
        uint32_t low = character < 0x10000 ? character : 0xDC00 + ((character - 0x10000) & 0x3FF);
        uint32_t high = character < 0x10000 ? 0 : 0xD800 + ((character - 0x10000) >> 10);
        if (high != 0)
            buffer_add(&utf16, (uint8_t[]){(uint8_t)(high >> 8), (uint8_t)high}, 2);
        buffer_add(&utf16, (uint8_t[]){(uint8_t)(low >> 8), (uint8_t)low}, 2);
    }
    HPDF_Dict_Add(dict, key, HPDF_Binary_New(sheet->document->mmgr, utf16.data, (HPDF_UINT)utf16.size));
}

static void describe(struct sheet *sheet, const char *title, struct day day)
{
    HPDF_Date date = {.year = day.year, .month = day.month, .day = day.day, .ind = '+', .off_hour = 9};
    HPDF_SetInfoDateAttr(sheet->document, HPDF_INFO_CREATION_DATE, date);
    if (sheet->is_failed)
        return;
    add_text(sheet, sheet->document->info, "Title", title);
    HPDF_Dict_Add(sheet->document->catalog, "Lang", HPDF_String_New(sheet->document->mmgr, "ja-JP", NULL));
}

/* What a print dialogue begins with: one side, as the back of a page would show another person's, and no scaling, as
 * addresses stand in the windows of envelopes. */
static void advise_printing(struct sheet *sheet)
{
    HPDF_Dict advice = HPDF_Dict_New(sheet->document->mmgr);
    HPDF_Dict_Add(sheet->document->catalog, "ViewerPreferences", advice);
    HPDF_Dict_AddName(advice, "Duplex", "Simplex");
    HPDF_Dict_AddName(advice, "PrintScaling", "None");
}

static enum result start(struct sheet *sheet, const char *title, struct day day)
{
    sheet->document = HPDF_NewEx(library_error, library_alloc, library_free, 0, sheet);
    if (sheet->document == NULL || !HPDF_HasDoc(sheet->document)) {
        log_error("pdf_library", "libharu does not start");
        return FAILED;
    }
    HPDF_SetCompressionMode(sheet->document, HPDF_COMP_ALL);
    describe(sheet, title, day);
    if (!sheet->is_failed)
        advise_printing(sheet);
    sheet->fonts = shared_dict(sheet);
    sheet->stencils = shared_dict(sheet);
    return sheet->is_failed ? FAILED : OK;
}

enum result sheet_open(struct arena *secrets, struct typeface *typeface, const char *title, struct day day,
    struct typeface_gaps *gaps, struct sheet **sheet_out)
{
    if (open_sheet != NULL) {
        log_error("pdf_busy", "another document of this process is still open");
        return FAILED;
    }
    struct sheet *sheet = arena_make(secrets, struct sheet);
    *sheet = (struct sheet){
        .secrets = secrets, .scratch = arena_new_wiping(), .typeface = typeface, .gaps = gaps};
    arena_defer(secrets, sheet_end, sheet);
    sheet->fontset = fontset_new(secrets, typeface);
    sheet->content = buffer_in(secrets);
    open_sheet = sheet;
    *sheet_out = sheet;
    if (start(sheet, title, day) == OK)
        return OK;
    sheet_end(sheet);
    return FAILED;
}

static void flush_page(struct sheet *sheet)
{
    if (sheet->page != NULL && !sheet->is_failed) {
        HPDF_PageAttr attributes = sheet->page->attr;
        HPDF_Stream_Write(attributes->stream, sheet->content.data, (HPDF_UINT)sheet->content.size);
    }
    sheet->content.size = 0;
    sheet->page = NULL;
    arena_reset(sheet->scratch);
}

struct arena *sheet_scratch(struct sheet *sheet)
{
    return sheet->scratch;
}

void sheet_page(struct sheet *sheet)
{
    flush_page(sheet);
    if (sheet->is_failed)
        return;
    sheet->page = HPDF_AddPage(sheet->document);
    if (sheet->page == NULL)
        return;
    HPDF_Page_SetSize(sheet->page, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT);
    HPDF_Dict resources = HPDF_Page_GetInheritableItem(sheet->page, "Resources", HPDF_OCLASS_DICT);
    HPDF_Dict_Add(resources, "Font", sheet->fonts);
    HPDF_Dict_Add(resources, "XObject", sheet->stencils);
}

void sheet_stencil_begin(struct sheet *sheet)
{
    flush_page(sheet);
}

static const char *stencil_name(struct sheet *sheet, int stencil)
{
    return arena_format(sheet->scratch, "S%d", stencil);
}

static void add_stencil_frame(struct sheet *sheet, HPDF_Dict form)
{
    static const HPDF_INT32 frame[] = {0, 0, 596, 842};
    HPDF_Array box = HPDF_Array_New(sheet->document->mmgr);
    HPDF_Dict_Add(form, "BBox", box);
    for (size_t i = 0; i < 4; i++)
        HPDF_Array_AddNumber(box, frame[i]);
    HPDF_Dict resources = HPDF_Dict_New(sheet->document->mmgr);
    HPDF_Dict_Add(form, "Resources", resources);
    HPDF_Dict_Add(resources, "Font", sheet->fonts);
}

int sheet_stencil_end(struct sheet *sheet)
{
    int stencil = sheet->stencil_count++;
    if (!sheet->is_failed) {
        HPDF_Dict form = HPDF_DictStream_New(sheet->document->mmgr, sheet->document->xref);
        form->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
        HPDF_Dict_AddName(form, "Type", "XObject");
        HPDF_Dict_AddName(form, "Subtype", "Form");
        add_stencil_frame(sheet, form);
        HPDF_Stream_Write(form->stream, sheet->content.data, (HPDF_UINT)sheet->content.size);
        HPDF_Dict_Add(sheet->stencils, stencil_name(sheet, stencil), form);
    }
    flush_page(sheet);
    return stencil;
}

void sheet_stencil(struct sheet *sheet, int stencil)
{
    buffer_format(&sheet->content, "/%s Do\n", stencil_name(sheet, stencil));
}

static void add_file(struct sheet *sheet, struct buffer *file_out)
{
    HPDF_Stream stream = sheet->document->stream;
    for (HPDF_UINT i = 0; i < HPDF_MemStream_GetBufCount(stream); i++) {
        HPDF_UINT size = 0;
        const HPDF_BYTE *data = HPDF_MemStream_GetBufPtr(stream, i, &size);
        buffer_add(file_out, data, size);
    }
}

enum result sheet_close(struct sheet *sheet, struct buffer *file_out)
{
    flush_page(sheet);
    enum result result = FAILED;
    if (!sheet->is_failed)
        result = fontset_embed(sheet->fontset, sheet->document, sheet->fonts);
    if (result == OK && !sheet->is_failed)
        HPDF_SaveToStream(sheet->document);
    if (sheet->is_failed)
        result = FAILED;
    if (result == OK)
        add_file(sheet, file_out);
    sheet_end(sheet);
    return result;
}

void sheet_abandon(struct sheet *sheet)
{
    sheet_end(sheet);
}
