/* Files as a whole: what was written is read, and what cannot be read says why. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "whole_file.h"

enum { SIZE = 10 * 1000 };

static char path[] = "/tmp/nsdb-whole-XXXXXX";

static int make_file(void **state)
{
    (void)state;
    int fd = mkstemp(path);
    return fd < 0 || close(fd) != 0 ? 1 : 0;
}

static int remove_file(void **state)
{
    (void)state;
    return unlink(path);
}

static void what_was_written_is_read(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    uint8_t content[SIZE];
    for (size_t i = 0; i < SIZE; i++)
        content[i] = (uint8_t)(i % 256);
    assert_int_equal(whole_file_write(path, (struct bytes){content, SIZE}), OK);
    struct buffer read = buffer_in(arena);
    buffer_add_text(&read, "before");
    assert_int_equal(whole_file_read(path, SIZE, &read), OK);
    assert_int_equal(read.size, strlen("before") + SIZE);
    assert_memory_equal(read.data + strlen("before"), content, SIZE);
    assert_int_equal(whole_file_write(path, (struct bytes){(const uint8_t *)"short", 5}), OK);
    struct buffer again = buffer_in(arena);
    assert_int_equal(whole_file_read(path, SIZE, &again), OK);
    assert_string_equal(buffer_text(&again), "short");
    arena_free(&arena);
}

static void what_cannot_be_read_says_why(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer read = buffer_in(arena);
    assert_int_equal(whole_file_write(path, (struct bytes){(const uint8_t *)"five!", 5}), OK);
    assert_int_equal(whole_file_read(path, 4, &read), FAILED);
    assert_int_equal(errno, EFBIG);
    assert_int_equal(whole_file_read("/tmp", SIZE, &read), FAILED);
    assert_int_equal(errno, EISDIR);
    assert_int_equal(whole_file_read("/tmp/nsdb/no/such/file", SIZE, &read), FAILED);
    assert_int_equal(errno, ENOENT);
    assert_int_equal(whole_file_write("/tmp/nsdb/no/such/file", (struct bytes){NULL, 0}), FAILED);
    assert_int_equal(errno, ENOENT);
    arena_free(&arena);
}

/* A full disk is noticed, at the latest when the file is closed. */
static void what_cannot_be_written_says_so(void **state)
{
    (void)state;
    assert_int_equal(whole_file_write("/dev/full", (struct bytes){(const uint8_t *)"x", 1}), FAILED);
    assert_int_equal(errno, ENOSPC);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_written_is_read),
        cmocka_unit_test(what_cannot_be_read_says_why),
        cmocka_unit_test(what_cannot_be_written_says_so),
    };
    return cmocka_run_group_tests(tests, make_file, remove_file);
}
