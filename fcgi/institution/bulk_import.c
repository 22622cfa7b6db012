/* 一括登録: the tab, and taking in the files of one upload. */
#include "bulk_import.h"

#include <unistd.h>

#include "bulk_import_view.h"
#include "digest.h"
#include "doctor_field.h"
#include "import_check.h"
#include "import_file.h"
#include "institution_bulk_import_page.h"
#include "municipality_rules.h"
#include "text.h"
#include "token.h"
#include "worker_wake.h"

enum { FILES_MOST = 20, LATEST = 5, LARGE_CSV = 64 * 1024, LARGE_XLSX = 24 * 1024 };

const struct field_spec bulk_import_fields[] = {
    {"file", "一括登録ファイル", FIELD_FILE, IMPORT_FILE_BYTES_MOST, FIELD_MANY},
    {0},
};

static struct bulk_import_items format_items(struct arena *arena)
{
    struct bulk_import_items items = {0};
    for (enum doctor_field item = 0; item < DOCTOR_FIELD_COUNT; item++) {
        const struct item_spec *spec = doctor_field_spec(item);
        *list_push(arena, &items) =
            (struct bulk_import_item){spec->label, spec->required ? "必須" : "任意", spec->sample};
    }
    return items;
}

static void respond_form(struct context *context, const struct complaints *complaints)
{
    struct designated_doctor_rules rules;
    struct import_shown_rows latest = {0};
    struct import_history_in in = {context->session.municipality_id, 0, LATEST};
    enum result result = municipality_rules(context, &rules);
    if (result == OK)
        result = import_history(context->store, context->arena, &in, &latest);
    if (result != OK)
        return respond_result(context, result);
    struct bulk_import_view view = {
        .municipality = rules.municipality_name,
        .municipality_code = rules.municipality_code,
        .error = complaints == NULL ? "" : complaint_about(complaints, "file"),
        .items = format_items(context->arena),
    };
    for (size_t i = 0; i < latest.count; i++)
        *list_push(context->arena, &view.files) = import_summary_of(context->arena, &latest.items[i]);
    shown_list(context, 0, import_uploaded_by_others(context, latest.items, latest.count), 1);
    respond_page_complaining(context, "医療機関ユーザ新規登録", institution_bulk_import_page, &view, complaints);
}

void bulk_import_show(struct context *context)
{
    respond_form(context, NULL);
}

struct upload {
    struct context *context;
    const char *batch;
    const char *location;
};

/* Roughly more than 500 rows; the lane of large files may take small ones too, only slower. */
static bool is_large(const struct uploaded_file *file)
{
    char head[2] = {0};
    bool zip = pread(file->fd, head, sizeof head, 0) == (ssize_t)sizeof head && memcmp(head, "PK", 2) == 0;
    return file->size > (zip ? LARGE_XLSX : LARGE_CSV);
}

static enum result keep_file(struct store *store, struct upload *upload, const struct uploaded_file *file,
    const char *reference)
{
    struct context *context = upload->context;
    struct digest digest;
    const char *now;
    int64_t id = 0;
    if (!digest_of_file(file->fd, &digest))
        return FAILED;
    enum result result = store_now(store, context->arena, &now);
    if (result == OK)
        result = import_insert(store, &(struct import_insert_in){.reference = reference,
            .municipality_id = context->session.municipality_id, .account_id = context->session.account_id,
            .epoch = context->session.epoch, .file_name = file->name, .file_size = file->size,
            .file_sha256 = digest_bytes(&digest), .batch = upload->batch, .large = is_large(file),
            .created_at = now, .request_id = context->request->id}, &id);
    if (result == OK)
        result = import_file_write(store, context->keyring, id, reference, file->fd);
    if (result != OK)
        return result;
    return operation_log(context, "import_upload", "import", id,
        arena_format(context->arena, "{\"sha256\":\"%s\",\"bytes\":%lld}",
            digest_hex(context->arena, digest_bytes(&digest)), (long long)file->size));
}

static enum result upload_body(struct store *store, void *argument)
{
    struct upload *upload = argument;
    struct context *context = upload->context;
    size_t count = field_file_count(context->fields, "file");
    const char *reference = "";
    enum result result = OK;
    upload->batch = token_reference(context->arena);
    for (size_t i = 0; i < count && result == OK; i++) {
        reference = token_reference(context->arena);
        result = keep_file(store, upload, field_file(context->fields, "file", i), reference);
    }
    upload->location = count == 1
        ? arena_format(context->arena, "/institution/import/job?import=%s", reference)
        : arena_format(context->arena, "/institution/import/batch?batch=%s", upload->batch);
    return result == OK ? idempotency_claim(context, upload->location) : result;
}

static void check_files(struct context *context, struct complaints *complaints)
{
    size_t count = field_file_count(context->fields, "file");
    if (count == 0 && complaints->count == 0)
        complain(complaints, "file", "required",
            "ファイルが選ばれていません。［参照］で一括登録ファイルを選んでから［アップロード］を押してください。");
    if (count > FILES_MOST)
        complain(complaints, "file", "too_many", "一度にアップロードできるのは%d個までです。何回かに分けてください。",
            FILES_MOST);
}

void bulk_import_submit(struct context *context)
{
    struct upload upload = {.context = context};
    struct complaints *complaints = fields_complaints(context->fields);
    check_files(context, complaints);
    if (complaints->count > 0)
        return respond_form(context, complaints);
    enum result result = store_transaction(context->store, upload_body, &upload);
    if (result != OK)
        return respond_result(context, result);
    worker_wake(context->settings);
    response_see_other(context->response, upload.location);
}
