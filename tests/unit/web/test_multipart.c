/* multipart/form-data as a stream: what browsers send, and what nobody should (I10, I11, F02). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "buffer.h"
#include "multipart.h"

#define HEAD(name) "Content-Disposition: form-data; name=\"" name "\"\r\n\r\n"
#define ONE(body) "--B\r\n" HEAD("a") body "\r\n--B--\r\n"

struct source {
    const char *data;
    size_t size;
    size_t piece;
    long at_end;
};

static long take(void *from, void *buffer, size_t size)
{
    struct source *source = from;
    size_t given = source->size < size ? source->size : size;
    if (given > source->piece)
        given = source->piece;
    if (given == 0)
        return source->at_end;
    memcpy(buffer, source->data, given);
    source->data += given;
    source->size -= given;
    return (long)given;
}

/* Reads a whole body and writes "name=content;" or "name<file>=content;" for each part. */
static enum result read_all(struct arena *arena, struct source *source, size_t step, const char **seen_out)
{
    struct multipart *multipart;
    struct part_header header;
    struct buffer seen = buffer_in(arena);
    enum result result = multipart_open(arena, "B", take, source, &multipart);
    while (result == OK && (result = multipart_next(multipart, arena, &header)) == OK) {
        char bytes[64];
        long got;
        buffer_add_text(&seen, header.name);
        if (header.file_name != NULL)
            buffer_format(&seen, "<%s>", header.file_name);
        buffer_add_text(&seen, "=");
        while ((got = multipart_read(multipart, bytes, step)) > 0)
            buffer_add(&seen, bytes, (size_t)got);
        buffer_add_text(&seen, ";");
    }
    *seen_out = buffer_text(&seen);
    return result;
}

struct good {
    const char *body;
    const char *seen;
};

static void good_bodies_give_their_parts_however_they_are_cut(void **state)
{
    static const struct good table[] = {
        {ONE("x"), "a=x;"},
        {ONE(""), "a=;"},
        {"--B--\r\n", ""},
        {"--B--", ""},
        {ONE("\r\n--"), "a=\r\n--;"},
        {ONE("\r\r\n\r\n-\r\n--\r\n--C"), "a=\r\r\n\r\n-\r\n--\r\n--C;"},
        {"--B\r\n" HEAD("a") "1\r\n--B\r\n" HEAD("b") "2\r\n--B--", "a=1;b=2;"},
        {"--B\r\nContent-Type: text/csv\r\nCONTENT-disposition:form-data;name=f;filename=\"x.csv\"\r\n\r\n1,2\r\n--B--\r\n", "f<x.csv>=1,2;"},
        {"--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"C:\\tmp\\\xE6\x8C\x87.csv\"\r\n\r\n\r\n--B--\r\n", "f<\xE6\x8C\x87.csv>=;"},
        {"--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a%22b%0D50%.csv\"\r\n\r\n\r\n--B--\r\n", "f<a\"b\r50%.csv>=;"},
        {"--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\\\"b.csv\"\r\n\r\n\r\n--B--\r\n", "f<a\"b.csv>=;"},
        {"--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"; filename*=UTF-8'ja'%E6%8C%87%2Ecsv\r\n\r\n\r\n--B--\r\n", "f<\xE6\x8C\x87.csv>=;"},
        {"--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"../../etc/passwd\"\r\n\r\n\r\n--B--\r\n", "f<passwd>=;"},
        {"--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\"\r\n\r\n\r\n--B--\r\n", "f<>=;"},
    };
    static const size_t pieces[] = {1, 2, 3, 5, 7, 64, 100000};
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        for (size_t j = 0; j < sizeof pieces / sizeof pieces[0]; j++) {
            struct arena *arena = arena_new();
            const char *seen;
            struct source source = {table[i].body, strlen(table[i].body), pieces[j], 0};
            assert_int_equal(read_all(arena, &source, j % 2 == 0 ? 64 : 1, &seen), NOT_FOUND);
            assert_string_equal(seen, table[i].seen);
            arena_free(&arena);
        }
    }
}

static void malformed_bodies_are_refused(void **state)
{
    static const char *const table[] = {
        "",
        "--",
        "--B",
        "--B\r\n",
        "--B-",
        "--C\r\n" HEAD("a") "\r\n--C--",
        "preamble\r\n--B--",
        "--B\r\n" HEAD("a"),
        "--B\r\n" HEAD("a") "x",
        "--B\r\n" HEAD("a") "x\r\n--B",
        "--B\r\n" HEAD("a") "x\r\n--B\r\n",
        "--B\r\n" HEAD("a") "x\n--B--\n",
        "--B \r\n" HEAD("a") "x\r\n--B--",
        "--B\r\n" HEAD("a") "x\r\n--Bx\r\n--B--",
        "--B--\r\nepilogue",
        "--B--\r\n\r\n",
        "--B\r\n\r\nx\r\n--B--",
        "--B\r\nContent-Type: text/plain\r\n\r\nx\r\n--B--",
        "--B\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--B--",
        "--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--",
        "--B\r\nContent-Disposition: form-data; name=\"\"\r\n\r\nx\r\n--B--",
        "--B\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--B--",
        "--B\r\nContent-Disposition: form-data; name=a; name=b\r\n\r\nx\r\n--B--",
        "--B\r\nContent-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b\r\n\r\nx\r\n--B--",
        "--B\r\nContent-Disposition: form-data; name=a; filename*=Shift_JIS''x\r\n\r\nx\r\n--B--",
        "--B\r\nContent-Disposition: form-data; name=a; filename*=UTF-8''%00x\r\n\r\nx\r\n--B--",
        "--B\r\nContent-Disposition: form-data; name=a; filename*=UTF-8''%zz\r\n\r\nx\r\n--B--",
        "--B\r\nContent-Transfer-Encoding: base64\r\n" HEAD("a") "eA==\r\n--B--",
        "--B\r\nno colon\r\n" HEAD("a") "x\r\n--B--",
        "--B\r\n: x\r\n" HEAD("a") "x\r\n--B--",
        "--B\r\nX: a\rb\r\n" HEAD("a") "x\r\n--B--",
    };
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct arena *arena = arena_new();
        const char *seen;
        struct source source = {table[i], strlen(table[i]), 7, 0};
        if (read_all(arena, &source, 64, &seen) != REFUSED)
            fail_msg("body %zu was taken", i);
        arena_free(&arena);
    }
}

static void a_body_that_is_cut_short_is_refused_at_every_byte(void **state)
{
    static const char body[] = "--B\r\n" HEAD("a") "1\r\n--B\r\n" HEAD("b") "2\r\n--B--";
    (void)state;
    for (size_t size = 0; size < sizeof body - 1; size++)
        for (long at_end = -1; at_end <= 0; at_end++) {
            struct arena *arena = arena_new();
            const char *seen;
            struct source source = {body, size, 5, at_end};
            assert_int_equal(read_all(arena, &source, 64, &seen), REFUSED);
            arena_free(&arena);
        }
    struct arena *arena = arena_new();
    const char *seen;
    struct source whole_but_broken_off = {body, sizeof body - 1, 5, -1};
    assert_int_equal(read_all(arena, &whole_but_broken_off, 64, &seen), REFUSED);
    arena_free(&arena);
}

static void a_header_with_a_nul_is_refused(void **state)
{
    static const char body[] = "--B\r\nContent-Disposition: form-data; name=a\r\nX: \0\r\n\r\nx\r\n--B--";
    struct arena *arena = arena_new();
    const char *seen;
    struct source source = {body, sizeof body - 1, 100, 0};
    (void)state;
    assert_int_equal(read_all(arena, &source, 64, &seen), REFUSED);
    arena_free(&arena);
}

static enum result read_parts(int parts)
{
    struct arena *arena = arena_new();
    struct buffer body = buffer_in(arena);
    const char *seen;
    for (int i = 0; i < parts; i++)
        buffer_add_text(&body, "--B\r\n" HEAD("a") "\r\n");
    buffer_add_text(&body, "--B--");
    struct source source = {(const char *)body.data, body.size, 4096, 0};
    enum result result = read_all(arena, &source, 64, &seen);
    arena_free(&arena);
    return result;
}

static enum result read_header_of(size_t size)
{
    static const char start[] = "Content-Disposition: form-data; name=a\r\nX: ";
    struct arena *arena = arena_new();
    struct buffer body = buffer_in(arena);
    const char *seen;
    buffer_add_text(&body, "--B\r\n");
    buffer_add_text(&body, start);
    for (size_t i = sizeof start - 1; i < size; i++)
        buffer_add_text(&body, "x");
    buffer_add_text(&body, "\r\n\r\n\r\n--B--");
    struct source source = {(const char *)body.data, body.size, 4096, 0};
    enum result result = read_all(arena, &source, 64, &seen);
    arena_free(&arena);
    return result;
}

static void limits_hold_to_the_unit(void **state)
{
    (void)state;
    assert_int_equal(read_parts(MULTIPART_PARTS_MOST), NOT_FOUND);
    assert_int_equal(read_parts(MULTIPART_PARTS_MOST + 1), REFUSED);
    assert_int_equal(read_header_of(MULTIPART_HEADER_BYTES_MOST), NOT_FOUND);
    assert_int_equal(read_header_of(MULTIPART_HEADER_BYTES_MOST + 1), REFUSED);
}

static void boundaries_are_those_of_the_standard(void **state)
{
    struct arena *arena = arena_new();
    struct multipart *multipart;
    struct source source = {"", 0, 1, 0};
    char longest[72] = {0};
    (void)state;
    memset(longest, 'x', 70);
    assert_int_equal(multipart_open(arena, "----WebKitFormBoundaryABC", take, &source, &multipart), OK);
    assert_int_equal(multipart_open(arena, longest, take, &source, &multipart), OK);
    longest[70] = 'x';
    assert_int_equal(multipart_open(arena, longest, take, &source, &multipart), REFUSED);
    assert_int_equal(multipart_open(arena, NULL, take, &source, &multipart), REFUSED);
    assert_int_equal(multipart_open(arena, "", take, &source, &multipart), REFUSED);
    assert_int_equal(multipart_open(arena, "a ", take, &source, &multipart), REFUSED);
    assert_int_equal(multipart_open(arena, "a\r\nb", take, &source, &multipart), REFUSED);
    arena_free(&arena);
}

/* An endless source: 64 MiB of carriage returns through one window. */
static long endless(void *from, void *buffer, size_t size)
{
    int64_t *left = from;
    if (*left <= 0)
        return 0;
    memset(buffer, '\r', size);
    *left -= (int64_t)size;
    return (long)size;
}

static long head_then_endless(void *from, void *buffer, size_t size)
{
    static const char head[] = "--B\r\n" HEAD("a");
    int64_t *left = from;
    if (*left != 64 * 1024 * 1024)
        return endless(from, buffer, size);
    *left -= 1;
    memcpy(buffer, head, sizeof head - 1);
    return sizeof head - 1;
}

static void memory_does_not_grow_with_the_body(void **state)
{
    struct arena *arena = arena_new();
    struct multipart *multipart;
    struct part_header header;
    char step[4096];
    int64_t left = 64 * 1024 * 1024;
    int64_t seen = 0;
    long got;
    (void)state;
    assert_int_equal(multipart_open(arena, "B", head_then_endless, &left, &multipart), OK);
    assert_int_equal(multipart_next(multipart, arena, &header), OK);
    size_t before = arena_size_bytes(arena);
    while ((got = multipart_read(multipart, step, sizeof step)) > 0)
        seen += got;
    assert_int_equal(got, -1);
    assert_true(seen > 63 * 1024 * 1024);
    assert_int_equal(arena_size_bytes(arena), before);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_bodies_give_their_parts_however_they_are_cut),
        cmocka_unit_test(malformed_bodies_are_refused),
        cmocka_unit_test(a_body_that_is_cut_short_is_refused_at_every_byte),
        cmocka_unit_test(a_header_with_a_nul_is_refused),
        cmocka_unit_test(limits_hold_to_the_unit),
        cmocka_unit_test(boundaries_are_those_of_the_standard),
        cmocka_unit_test(memory_does_not_grow_with_the_body),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
