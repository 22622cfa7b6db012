/* Arenas: what a reset keeps and ends, and allocations that grow where they stand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "arena.h"
#include "buffer.h"

enum { SMALL = 100, PAGE = 100 * 1000, HUGE = 3 * 1000 * 1000 };

/* A handler whose pages are alike asks the system for memory once. */
static void a_reset_keeps_room_for_the_same_again(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    arena_alloc(arena, PAGE);
    arena_reset(arena);
    size_t kept = arena_size_bytes(arena);
    assert_true(kept >= PAGE);
    arena_alloc(arena, PAGE);
    assert_int_equal(arena_size_bytes(arena), kept);
    arena_free(&arena);
}

static void a_reset_gives_much_memory_back(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    arena_alloc(arena, HUGE);
    arena_reset(arena);
    assert_true(arena_size_bytes(arena) < PAGE);
    arena_free(&arena);
}

static void memory_is_zeroed_again_after_a_reset(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    memset(arena_alloc(arena, SMALL), 'x', SMALL);
    arena_reset(arena);
    const char *again = arena_alloc(arena, SMALL);
    for (size_t i = 0; i < SMALL; i++)
        assert_int_equal(again[i], 0);
    arena_free(&arena);
}

static void only_the_newest_is_extended(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    char *first = arena_alloc(arena, SMALL);
    assert_true(arena_extend(arena, first, SMALL, 5 * SMALL));
    memset(first, 'x', 5 * SMALL);
    char *second = arena_alloc(arena, SMALL);
    assert_true(second >= first + 5 * SMALL);
    assert_false(arena_extend(arena, first, 5 * SMALL, 6 * SMALL));
    assert_false(arena_extend(arena, second, SMALL, HUGE));
    arena_free(&arena);
}

static void a_buffer_grows_whatever_stands_behind_it(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer buffer = buffer_in(arena);
    for (int i = 0; i < PAGE; i++) {
        buffer_add(&buffer, "abc", 3);
        if (i % 1000 == 0)
            memset(arena_alloc(arena, SMALL), 'x', SMALL);
    }
    assert_int_equal(buffer_bytes(&buffer).size, 3 * PAGE);
    for (size_t i = 0; i < 3 * PAGE; i += 3)
        assert_memory_equal(buffer.data + i, "abc", 3);
    arena_free(&arena);
}

/* Texts of all lengths, so that one meets the end of the block. */
static void formatted_texts_are_whole(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (int length = 0; length < 3000; length++) {
        const char *text = arena_format(arena, "%*d|", length, 7);
        assert_int_equal(strlen(text), length > 1 ? length + 1 : 2);
        assert_int_equal(((const char *)arena_alloc(arena, 1))[0], 0);
        assert_string_equal(text + strlen(text) - 2, "7|");
    }
    arena_free(&arena);
}

/* Also in memory that held something before: what is not zeroed must be written to its end. */
static void joined_texts_are_whole(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    memset(arena_alloc_room(arena, PAGE), 'x', PAGE);
    arena_reset(arena);
    assert_string_equal(arena_join(arena, "難病", "", "　", "小慢", NULL), "難病　小慢");
    assert_string_equal(arena_join(arena, "", NULL), "");
    assert_string_equal(arena_copy(arena, "abcdef", 3), "abc");
    assert_string_equal(arena_join(arena, "a", NULL), "a");
    arena_free(&arena);
}

/* Of all lengths, so that some just fill the room of the buffer. */
static void a_buffer_takes_formatted_texts_whole(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (int length = 0; length < 1100; length++) {
        struct buffer buffer = buffer_in(arena);
        buffer_format(&buffer, "%*d|", length, 7);
        buffer_format(&buffer, "%s", "");
        buffer_add(&buffer, "8", 1);
        assert_int_equal(buffer.size, (length > 1 ? length : 1) + 2);
        assert_string_equal(buffer_text(&buffer) + buffer.size - 3, "7|8");
        arena_reset(arena);
    }
    arena_free(&arena);
}

/* In the last bytes of a block, each length that just fits and each that just does not. */
static void formatted_texts_are_whole_at_the_end_of_a_block(void **state)
{
    (void)state;
    for (int length = 2; length < SMALL; length++) {
        struct arena *arena = arena_new();
        arena_alloc(arena, arena_size_bytes(arena) - SMALL / 2);
        const char *text = arena_format(arena, "%*d|", length, 7);
        memset(arena_alloc(arena, SMALL), 'x', SMALL);
        assert_int_equal(strlen(text), length + 1);
        assert_string_equal(text + length - 1, "7|");
        arena_free(&arena);
    }
}

/* What an extension adds is not zeroed: there one sees what was left behind. */
static void a_wiping_arena_leaves_nothing(void **state)
{
    (void)state;
    struct arena *arena = arena_new_wiping();
    memset(arena_alloc(arena, 5 * SMALL), 'x', 5 * SMALL);
    arena_reset(arena);
    const char *again = arena_alloc(arena, SMALL);
    assert_true(arena_extend(arena, again, SMALL, 5 * SMALL));
    for (size_t i = 0; i < 5 * SMALL; i++)
        assert_int_equal(again[i], 0);
    arena_free(&arena);
}

static char ended[4];

static void note_end(void *letter)
{
    ended[strlen(ended)] = *(const char *)letter;
}

static void what_was_deferred_last_ends_first(void **state)
{
    (void)state;
    static char letters[] = "abc";
    struct arena *arena = arena_new();
    arena_defer(arena, note_end, &letters[0]);
    arena_defer(arena, note_end, &letters[1]);
    arena_reset(arena);
    assert_string_equal(ended, "ba");
    arena_defer(arena, note_end, &letters[2]);
    arena_free(&arena);
    assert_string_equal(ended, "bac");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reset_keeps_room_for_the_same_again),
        cmocka_unit_test(a_reset_gives_much_memory_back),
        cmocka_unit_test(memory_is_zeroed_again_after_a_reset),
        cmocka_unit_test(only_the_newest_is_extended),
        cmocka_unit_test(formatted_texts_are_whole),
        cmocka_unit_test(formatted_texts_are_whole_at_the_end_of_a_block),
        cmocka_unit_test(a_wiping_arena_leaves_nothing),
        cmocka_unit_test(what_was_deferred_last_ends_first),
        cmocka_unit_test(a_buffer_grows_whatever_stands_behind_it),
        cmocka_unit_test(joined_texts_are_whole),
        cmocka_unit_test(a_buffer_takes_formatted_texts_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
