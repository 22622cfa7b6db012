/* Declared fields (Z04, Z05, I06, I08): what passes, what a person is told, what ends the request. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <unistd.h>

#include "buffer.h"
#include "fake_request.h"
#include "fields.h"

#define FORM "application/x-www-form-urlencoded"

static const struct field_spec specs[] = {
    {"name", "氏名", FIELD_TEXT, 10, FIELD_REQUIRED},
    {"note", "備考", FIELD_LINES, 20, 0},
    {"code", "コード", FIELD_CODE, 12, 0},
    {"password", "パスワード", FIELD_SECRET, 64, 0},
    {"pick", "選択", FIELD_TEXT, 10, FIELD_MANY},
    {"file", "ファイル", FIELD_FILE, 1024, 0},
    {"files", "ファイル", FIELD_FILE, 1024, FIELD_MANY},
    {0},
};

struct world {
    struct arena *arena;
    struct arena *secrets;
    struct fake_body body;
    struct request request;
    struct fields *fields;
    bool too_large;
};

static int set_up(void **state)
{
    struct arena *arena = arena_new();
    struct world *world = arena_make(arena, struct world);
    world->arena = arena;
    world->secrets = arena_new_wiping();
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    struct world *world = *state;
    struct arena *arena = world->arena;
    arena_free(&world->secrets);
    arena_free(&arena);
    return 0;
}

static enum result post_bytes(struct world *world, const char *type, const char *body, size_t size)
{
    world->body = (struct fake_body){.data = body, .size = size, .piece = 3};
    world->request = fake_post(world->arena, world->secrets, type, &world->body);
    return fields_read(&world->request, specs, "/tmp", &world->fields, &world->too_large);
}

static enum result post(struct world *world, const char *body)
{
    return post_bytes(world, FORM, body, strlen(body));
}

static enum result get(struct world *world, const char *query)
{
    enum result result;
    world->body = (struct fake_body){.data = "", .size = 0, .piece = 3};
    world->request = fake_post(world->arena, world->secrets, "", &world->body);
    world->request.method = METHOD_GET;
    world->request.query = query;
    result = fields_read(&world->request, specs, "/tmp", &world->fields, &world->too_large);
    return result;
}

static const char *code_about(const struct world *world, const char *name)
{
    const struct complaints *complaints = fields_complaints(world->fields);
    for (size_t i = 0; i < complaints->count; i++)
        if (strcmp(complaints->items[i].field, name) == 0)
            return complaints->items[i].code;
    return "";
}

struct value {
    const char *body;
    const char *field;
    const char *value;
    const char *code; /* of the complaint, "" for none */
};

static void values_are_cleaned_or_complained_about(void **state)
{
    static const struct value table[] = {
        {"name=%E5%A4%AA%E9%83%8E", "name", "太郎", ""},
        {"name=+%E3%80%80a+b%E3%80%80", "name", "a b", ""},
        {"name=%E3%81%8B%E3%82%99", "name", "が", ""},
        {"name=%F0%A0%AE%B7%E9%87%8E", "name", "𠮷野", ""},
        {"name=1234567890", "name", "1234567890", ""},
        {"name=%F0%A0%AE%B7%F0%A0%AE%B7%F0%A0%AE%B7%F0%A0%AE%B7%F0%A0%AE%B7%F0%A0%AE%B7%F0%A0%AE%B7%F0%A0%AE%B7%F0%A0%AE%B7%F0%A0%AE%B7", "name", "𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷", ""},
        {"name=12345678901", "name", "12345678901", "too_long"},
        {"name=", "name", "", "required"},
        {"name=+%E3%80%80", "name", "", "required"},
        {"note=x", "name", "", "required"},
        {"name=a%00b", "name", "", "control"},
        {"name=a%0Ab", "name", "", "control"},
        {"name=a%1Bb", "name", "", "control"},
        {"name=%C0%AF", "name", "", "not_utf8"},
        {"name=%ED%A0%80", "name", "", "not_utf8"},
        {"name=%E3%81", "name", "", "not_utf8"},
        {"name=%E2%80%AEabc", "name", "", "invisible"},
        {"name=%EF%BB%BFabc", "name", "", "invisible"},
        {"name=a%E2%80%8Bb", "name", "", "invisible"},
        {"name=%CC%81", "name", "", "invisible"},
        {"name=++%CC%8F1", "name", "", "invisible"},
        {"name=x&note=a%0D%0Ab%0Dc%0Ad", "note", "a\nb\nc\nd", ""},
        {"name=x&note=++a", "note", "  a", ""},
        {"name=x&code=+%EF%BC%A1%EF%BC%91_-z+", "code", "A1_-z", ""},
        {"name=x&code=a.b", "code", "a.b", "not_code"},
        {"name=x&code=%E3%81%82", "code", "あ", "not_code"},
        {"name=x&password=+a+%E3%81%8B%E3%82%99+", "password", " a が ", ""},
        {"name=x&password=a%00", "password", "", "control"},
        {"name=x&csrf_token=%00", "csrf_token", "", ""},
        {"name=x&csrf_token=abc", "csrf_token", "abc", ""},
        {"name=x", "csrf_token", "", ""},
    };
    struct world *world = *state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        assert_int_equal(post(world, table[i].body), OK);
        if (strcmp(field(world->fields, table[i].field), table[i].value) != 0 ||
            strcmp(code_about(world, table[i].field), table[i].code) != 0)
            fail_msg("%s: \"%s\" %s", table[i].body, field(world->fields, table[i].field),
                code_about(world, table[i].field));
    }
}

/* What is picked from a list is chosen, not typed (R-067: words that people understand). */
static void a_missing_choice_is_asked_for_as_such(void **state)
{
    static const struct field_spec choices[] = {
        {"question", "秘密の質問", FIELD_CODE, 20, FIELD_REQUIRED | FIELD_CHOICE}, {"answer", "答え", FIELD_TEXT, 20, FIELD_REQUIRED}, {0}};
    struct world *world = *state;
    world->body = (struct fake_body){.data = "", .size = 0, .piece = 3};
    world->request = fake_post(world->arena, world->secrets, FORM, &world->body);
    assert_int_equal(fields_read(&world->request, choices, "/tmp", &world->fields, &world->too_large), OK);
    const struct complaints *complaints = fields_complaints(world->fields);
    assert_string_equal(complaints->items[0].message, "秘密の質問を選択してください。");
    assert_string_equal(complaints->items[1].message, "答えを入力してください。");
}

static void a_user_id_is_read_as_it_is_printed(void **state)
{
    static const struct field_spec ids[] = {{"login_id", "ユーザID", FIELD_LOGIN_ID, 12, 0}, {0}};
    static const struct { const char *body; const char *read; const char *complaint; } typed[] = {
        {"login_id=njxa+8s3t-heqt", "NJXA8S3THEQT", NULL}, {"login_id=++", "", NULL},
        {"login_id=njxa_8s3t%E5%8C%BB", NULL, "ユーザIDは英数字で入力してください。"},
        {"login_id=njxa+8s3t+heqt+2", NULL, "ユーザIDは12文字以内で入力してください（現在13文字）。"}};
    struct world *world = *state;
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        world->body = (struct fake_body){.data = typed[i].body, .size = strlen(typed[i].body), .piece = 3};
        world->request = fake_post(world->arena, world->secrets, FORM, &world->body);
        assert_int_equal(fields_read(&world->request, ids, "/tmp", &world->fields, &world->too_large), OK);
        const char *complaint = complaint_about(fields_complaints(world->fields), "login_id");
        if (typed[i].complaint == NULL) {
            assert_null(complaint);
            assert_string_equal(field(world->fields, "login_id"), typed[i].read);
        } else {
            assert_string_equal(complaint, typed[i].complaint);
        }
    }
}

static void malformed_requests_are_refused(void **state)
{
    static const char *const bodies[] = {"nobody=x", "name=a&name=b", "name=a&name=", "name=%zz", "name=%4",
        "name=%", "%00=x", "=x", "name%00=x", "file=x", "name=a&role=manager", "csrf_token=a&csrf_token=b",
        "name[]=a", "NAME=a"};
    struct world *world = *state;
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
        if (post(world, bodies[i]) != REFUSED)
            fail_msg("%s was taken", bodies[i]);
        assert_false(world->too_large);
    }
    assert_int_equal(post_bytes(world, "application/json", "{}", 2), REFUSED);
    assert_int_equal(post_bytes(world, "", "a=b", 3), REFUSED);
    assert_int_equal(post_bytes(world, FORM "; charset=Shift_JIS", "name=a", 6), REFUSED);
    assert_int_equal(post_bytes(world, FORM "; charset=UTF-8", "name=a", 6), OK);
    assert_int_equal(get(world, "name=a&name=b"), REFUSED);
    assert_int_equal(get(world, "utm=b"), REFUSED);
}

/* Z05: never the query and the body of one request. */
static void query_and_body_do_not_mix(void **state)
{
    struct world *world = *state;
    world->body = (struct fake_body){.data = "name=a", .size = 6, .piece = 6};
    world->request = fake_post(world->arena, world->secrets, FORM, &world->body);
    world->request.query = "name=b";
    assert_int_equal(fields_read(&world->request, specs, "/tmp", &world->fields, &world->too_large), REFUSED);
    world->request.method = METHOD_GET;
    assert_int_equal(fields_read(&world->request, specs, "/tmp", &world->fields, &world->too_large), REFUSED);
}

/* A page that is only opened has no empty field to complain about. */
static void a_get_reads_its_query_without_requiring(void **state)
{
    struct world *world = *state;
    assert_int_equal(get(world, "pick=%E9%9B%A3%E7%97%85&pick=b"), OK);
    assert_int_equal(field_count(world->fields, "pick"), 2);
    assert_string_equal(field_at(world->fields, "pick", 0), "難病");
    assert_string_equal(field_at(world->fields, "pick", 1), "b");
    assert_string_equal(field_at(world->fields, "pick", 2), "");
    assert_int_equal(fields_complaints(world->fields)->count, 0);
}

/* I11: the announced length is the true one, or nothing is used. */
static void a_wrong_length_is_refused(void **state)
{
    struct world *world = *state;
    for (int difference = -3; difference <= 3; difference++) {
        world->body = (struct fake_body){.data = "name=abcdef", .size = 11, .piece = 4};
        world->request = fake_post(world->arena, world->secrets, FORM, &world->body);
        world->request.content_length += difference;
        assert_int_equal(fields_read(&world->request, specs, "/tmp", &world->fields, &world->too_large),
            difference == 0 ? OK : REFUSED);
    }
    for (int difference = -3; difference <= 3; difference++) {
        world->body = (struct fake_body){.data = "--B--\r\n", .size = 7, .piece = 4};
        world->request = fake_post(world->arena, world->secrets, "multipart/form-data; boundary=B", &world->body);
        world->request.content_length += difference;
        assert_int_equal(fields_read(&world->request, specs, "/tmp", &world->fields, &world->too_large),
            difference == 0 ? OK : REFUSED);
    }
    world->body = (struct fake_body){.data = "name=abcdef", .size = 11, .piece = 4, .cut = true};
    world->request = fake_post(world->arena, world->secrets, FORM, &world->body);
    assert_int_equal(fields_read(&world->request, specs, "/tmp", &world->fields, &world->too_large), REFUSED);
}

static void too_large_is_told_apart(void **state)
{
    struct world *world = *state;
    world->body = (struct fake_body){.data = "", .size = 0, .piece = 4};
    world->request = fake_post(world->arena, world->secrets, FORM, &world->body);
    world->request.content_length = 1LL << 40;
    assert_int_equal(fields_read(&world->request, specs, "/tmp", &world->fields, &world->too_large), REFUSED);
    assert_true(world->too_large);
    assert_int_equal(world->body.taken, 0);
}

/* A route that takes files lets them stand in a multipart body only: the other kind is taken whole into memory. */
static void a_form_without_files_is_small_on_every_route(void **state)
{
    static const struct field_spec large_file[] = {{"name", "氏名", FIELD_TEXT, 10, 0},
        {"file", "ファイル", FIELD_FILE, 64 * 1024 * 1024, 0}, {0}};
    struct world *world = *state;
    static const int64_t sizes[] = {256 * 1024, 256 * 1024 + 1, 60 * 1024 * 1024};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        world->body = (struct fake_body){.data = "", .size = 0, .piece = 4};
        world->request = fake_post(world->arena, world->secrets, FORM, &world->body);
        world->request.content_length = sizes[i];
        size_t before = arena_size_bytes(world->secrets);
        assert_int_equal(fields_read(&world->request, large_file, "/tmp", &world->fields, &world->too_large), REFUSED);
        assert_int_equal(world->too_large, i > 0);
        assert_true(i == 0 || arena_size_bytes(world->secrets) == before);
    }
}

/* I10: at most 500 pairs. */
static void too_many_pairs_are_refused(void **state)
{
    struct world *world = *state;
    struct buffer body = buffer_in(world->arena);
    buffer_add_text(&body, "name=x");
    for (int i = 1; i < 500; i++)
        buffer_add_text(&body, "&pick=y");
    assert_int_equal(post(world, buffer_text(&body)), OK);
    assert_int_equal(field_count(world->fields, "pick"), 499);
    buffer_add_text(&body, "&pick=y");
    assert_int_equal(post(world, buffer_text(&body)), REFUSED);
}

#define PART(head, body) "--B\r\nContent-Disposition: form-data; " head "\r\n\r\n" body "\r\n"
#define MULTIPART "multipart/form-data; boundary=B"

static enum result post_parts(struct world *world, const char *body)
{
    return post_bytes(world, MULTIPART, body, strlen(body));
}

static void files_are_spooled_and_named(void **state)
{
    struct world *world = *state;
    char content[16] = {0};
    assert_int_equal(post_parts(world, PART("name=name", "太郎") PART("name=file; filename=\"C:\\x\\名簿.csv\"", "1,2\r\n3")
        PART("name=files; filename=a", "") PART("name=files; filename=b", "bb")
        PART("name=files; filename=\"\"", "") "--B--\r\n"), OK);
    assert_string_equal(field(world->fields, "name"), "太郎");
    assert_int_equal(field_file_count(world->fields, "file"), 1);
    const struct uploaded_file *file = field_file(world->fields, "file", 0);
    assert_string_equal(file->name, "名簿.csv");
    assert_int_equal(file->size, 6);
    assert_int_equal(read(file->fd, content, sizeof content), 6);
    assert_string_equal(content, "1,2\r\n3");
    assert_int_equal(field_file_count(world->fields, "files"), 2);
    assert_null(field_file(world->fields, "files", 2));
    assert_int_equal(fields_complaints(world->fields)->count, 0);
}

/* A whole folder: one more than are taken tells the screen; the rest costs no open file (RLIMIT_NOFILE). */
static void files_beyond_the_last_are_passed_over(void **state)
{
    struct world *world = *state;
    struct buffer body = buffer_in(world->arena);
    buffer_add_text(&body, PART("name=name", "太郎"));
    for (int i = 0; i < 400; i++)
        buffer_format(&body, PART("name=files; filename=%d.csv", "x"), i);
    buffer_add_text(&body, "--B--");
    assert_int_equal(post_parts(world, buffer_text(&body)), OK);
    assert_int_equal(field_file_count(world->fields, "files"), 21);
    assert_string_equal(field_file(world->fields, "files", 20)->name, "20.csv");
    int next = open("/dev/null", O_RDONLY);
    assert_true(next < 100);
    close(next);
}

static void a_large_file_is_dropped_with_a_sentence(void **state)
{
    struct world *world = *state;
    struct buffer body = buffer_in(world->arena);
    buffer_add_text(&body, PART("name=name", "x") "--B\r\n"
        "Content-Disposition: form-data; name=file; filename=\"large.csv\"\r\n\r\n");
    for (int i = 0; i < 1025; i++)
        buffer_add_text(&body, "x");
    buffer_add_text(&body, "\r\n--B--\r\n");
    assert_int_equal(post_parts(world, buffer_text(&body)), OK);
    assert_int_equal(field_file_count(world->fields, "file"), 0);
    assert_string_equal(complaint_about(fields_complaints(world->fields), "file"),
        "ファイル「large.csv」が大きすぎます。1ファイル1KB以内にしてください。");
}

static void malformed_parts_are_refused(void **state)
{
    static const char *const bodies[] = {
        PART("name=name; filename=x", "y") "--B--",
        PART("name=file", "y") "--B--",
        PART("name=nobody", "y") "--B--",
        PART("name=name", "y") PART("name=name", "y") "--B--",
        PART("name=file; filename=x", "y") PART("name=file; filename=x", "y") "--B--",
        PART("name=name", "y"),
        PART("name=name", "y") "--B--\r\nmore",
    };
    struct world *world = *state;
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++)
        if (post_parts(world, bodies[i]) != REFUSED)
            fail_msg("body %zu was taken", i);
    assert_int_equal(post_bytes(world, "multipart/form-data", "--B--", 5), REFUSED);
    assert_int_equal(post_parts(world, "--B--\r\n"), OK);
}

static void a_spool_that_fails_is_no_fault_of_the_person(void **state)
{
    struct world *world = *state;
    static const char body[] = PART("name=file; filename=x", "y") "--B--";
    world->body = (struct fake_body){.data = body, .size = sizeof body - 1, .piece = 100};
    world->request = fake_post(world->arena, world->secrets, MULTIPART, &world->body);
    assert_int_equal(fields_read(&world->request, specs, "/nonexistent", &world->fields, &world->too_large), FAILED);
}

int main(void)
{
#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(values_are_cleaned_or_complained_about),
        TEST(a_missing_choice_is_asked_for_as_such), TEST(a_user_id_is_read_as_it_is_printed),
        TEST(malformed_requests_are_refused),
        TEST(query_and_body_do_not_mix),
        TEST(a_get_reads_its_query_without_requiring),
        TEST(a_wrong_length_is_refused),
        TEST(too_large_is_told_apart),
        TEST(a_form_without_files_is_small_on_every_route),
        TEST(too_many_pairs_are_refused),
        TEST(files_are_spooled_and_named),
        TEST(files_beyond_the_last_are_passed_over),
        TEST(a_large_file_is_dropped_with_a_sentence),
        TEST(malformed_parts_are_refused),
        TEST(a_spool_that_fails_is_no_fault_of_the_person),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
