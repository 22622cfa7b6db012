/* Multipart fields. */
#include "fields_multipart.h"

#include <unistd.h>

#include "buffer.h"
#include "field_value.h"
#include "multipart.h"
#include "spool.h"

enum { TEXT_PART_BYTES_MOST = 64 * 1024, FILE_STEP_BYTES = 16 * 1024 };

/* The body as the parser sees it, with the count that must come out at content_length. */
struct counted_body {
    struct request *request;
    int64_t taken;
};

static long take_body(void *from, void *buffer, size_t size)
{
    struct counted_body *body = from;
    long got = body->request->read_body(body->request, buffer, size);
    if (got > 0)
        body->taken += got;
    return got;
}

static enum result read_text(struct fields *fields, struct multipart *multipart, struct field_slot *slot)
{
    struct buffer text = buffer_in(fields->request->secrets);
    char step[1024];
    long got;
    while ((got = multipart_read(multipart, step, sizeof step)) > 0 && text.size <= TEXT_PART_BYTES_MOST)
        buffer_add(&text, step, (size_t)got);
    explicit_bzero(step, sizeof step);
    if (got != 0)
        return REFUSED;
    field_slots_put(fields, slot, buffer_bytes(&text));
    return OK;
}

/* Copies the part into the file, no more than `most` bytes of it; what is over is read and dropped. */
static enum result spool_part(struct multipart *multipart, int fd, int64_t most, int64_t *size_out)
{
    char step[FILE_STEP_BYTES];
    enum result result = OK;
    long got;
    *size_out = 0;
    while (result == OK && (got = multipart_read(multipart, step, sizeof step)) != 0) {
        if (got < 0)
            return REFUSED;
        *size_out += got;
        if (*size_out <= most)
            result = spool_write(fd, step, (size_t)got);
    }
    return result;
}

static const char *limit_text(struct arena *arena, int64_t bytes)
{
    if (bytes >= 1024 * 1024 && bytes % (1024 * 1024) == 0)
        return arena_format(arena, "%ldMB", (long)(bytes / (1024 * 1024)));
    return arena_format(arena, "%ldKB", (long)((bytes + 1023) / 1024));
}

static void complain_large(struct fields *fields, const struct field_spec *spec, const char *name)
{
    const char *limit = limit_text(fields->request->arena, (int64_t)field_most(spec));
    complain(&fields->complaints, spec->name, "too_large",
        "%s「%s」が大きすぎます。1ファイル%s以内にしてください。", spec->label, name, limit);
}

/* A browser sends an empty part without a name where no file was chosen. */
static enum result read_file(struct fields *fields, struct multipart *multipart, struct field_slot *slot,
    const char *raw_name)
{
    struct arena *arena = fields->request->arena;
    int64_t most = (int64_t)field_most(&slot->spec);
    struct uploaded_file file = {0};
    enum result result = spool_open(arena, fields->spool_directory, &file.fd);
    if (result == OK)
        result = spool_part(multipart, file.fd, most, &file.size);
    if (result != OK || (*raw_name == 0 && file.size == 0))
        return result;
    file.name = field_value_file_name(arena, &slot->spec, raw_name, &fields->complaints);
    if (file.size > most) {
        complain_large(fields, &slot->spec, file.name);
        return OK;
    }
    *list_push(arena, &slot->files) = file;
    return lseek(file.fd, 0, SEEK_SET) == 0 ? OK : FAILED;
}

static enum result read_part(struct fields *fields, struct multipart *multipart, const struct part_header *header)
{
    bool is_file = header->file_name != NULL;
    struct field_slot *slot = field_slots_take(fields, header->name, is_file);
    if (slot == NULL)
        return REFUSED;
    if (is_file && slot->seen > FILES_OF_MANY + 1)
        return OK; /* passed over */
    return is_file ? read_file(fields, multipart, slot, header->file_name) : read_text(fields, multipart, slot);
}

enum result fields_read_multipart(struct fields *fields, const char *boundary)
{
    struct counted_body body = {.request = fields->request};
    struct multipart *multipart;
    enum result result = multipart_open(fields->request->secrets, boundary, take_body, &body, &multipart);
    while (result == OK) {
        struct part_header header;
        result = multipart_next(multipart, fields->request->arena, &header);
        if (result == OK)
            result = read_part(fields, multipart, &header);
    }
    if (result != NOT_FOUND)
        return result;
    return body.taken == fields->request->content_length ? OK : REFUSED;
}
