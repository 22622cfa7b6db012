/* Every route × every role × every relation to what the route names (Z01, Z02, 5.15), with real objects in a real
 * database, through the real programs. The rights table says who may; tests/flows/doors says what each route names
 * and whom its door knows. What a door does not know answers like what does not exist, byte for byte; what is
 * refused changes no row; what is allowed does. Whatever shows another person is logged (R-111, L01). */
#include "doors.h"

#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "number.h"
#include "text.h"
#include "world_site.h"

static const char *const programs[] = {"account", "health", "institution", "municipality", "operator", "sample",
    "signin", "staff", NULL};
static const char *const walked[] = {"account", "institution", "municipality", "operator", "staff", NULL};

static struct guest actor;

enum outcome { GUARDED, REFUSED_HERE, UNKNOWN_HERE, DONE };
static const char *const outcome_words[] = {"refused at the door", "refused", "like what does not exist", "done"};

static struct {
    int requests;
    int cells;
    int wrong;
} tally;

/* --- the table against the programs --- */

static const struct door *find_door(const char *method, const char *path)
{
    for (size_t i = 0; i < door_count; i++)
        if (text_equal(doors[i].method, method) && text_equal(doors[i].path, path))
            return &doors[i];
    return NULL;
}

static bool is_value(const char *path, const char *field)
{
    for (size_t i = 0; door_values[i][0] != NULL; i++)
        if (text_equal(door_values[i][0], path) && text_equal(door_values[i][1], field))
            return true;
    return false;
}

static bool stands_in(const char *const *words, const char *word)
{
    while (*words != NULL && !text_equal(*words, word))
        words++;
    return *words != NULL;
}

static void check_field(const struct door *door, const char *field)
{
    bool told_target = door->kind != KIND_PLAIN && text_equal(door->field, field);
    if (text_equal(field, "-") || told_target || stands_in(value_fields, field) || is_value(door->path, field))
        return;
    fail_msg("%s %s takes \"%s\", %s", door->method, door->path, field, stands_in(target_fields, field)
        ? "which names something that tests/flows/doors.c does not tell"
        : "a word that tests/flows/doors.c does not know");
}

/* "POST\t/staff/users/reset\tpassword_reset\tfull\tcreates\taccount,confirmed" */
static void check_route(char *line)
{
    char *words[6];
    char *rest = NULL;
    for (size_t i = 0; i < 6; i++)
        words[i] = strtok_r(i == 0 ? line : NULL, "\t", &rest);
    assert_non_null(words[5]);
    const struct door *door = find_door(words[0], words[1]);
    if (door == NULL)
        fail_msg("%s %s is declared nowhere in tests/flows/doors.c", words[0], words[1]);
    if (!text_equal(action_word(door->right), words[2]))
        fail_msg("%s %s: the right is %s, required is %s", words[0], words[1], words[2], action_word(door->right));
    for (char *field = strtok_r(words[5], ",", &rest); field != NULL; field = strtok_r(NULL, ",", &rest))
        check_field(door, field);
}

static void every_route_is_declared(void **state)
{
    (void)state;
    size_t routes = 0;
    for (size_t i = 0; programs[i] != NULL; i++) {
        char *const command[] = {arena_format(life, "fcgi/%s/nsdb-%s", programs[i], programs[i]), "--print-routes",
            NULL};
        char *rest = NULL;
        char *text = arena_text(life, visitor_output(&visitor, command));
        for (char *line = strtok_r(text, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest), routes++)
            check_route(line);
    }
    assert_int_equal(routes, door_count);
}

/* --- what must come out --- */

static enum viewer viewer_of(const struct door *door)
{
    static const struct { const char *start; enum viewer viewer; } viewers[] = {
        {"/institution/", VIEWER_ISSUER}, {"/municipality/", VIEWER_OFFICE}, {"/operator/issuing", VIEWER_ISSUING},
        {"/operator/", VIEWER_CENTRE}, {"/staff/", VIEWER_HOUSE}, {"/account/", VIEWER_PERSON},
    };
    for (size_t i = 0; i < sizeof viewers / sizeof *viewers; i++)
        if (text_starts_with(door->path, viewers[i].start))
            return viewers[i].viewer;
    fail_msg("%s is nobody's door", door->path);
    return VIEWER_PERSON;
}

/* The users of three organisations stand behind one door. */
static bool is_of_other_organisation(enum role role, const struct subject *subject)
{
    static const struct { int64_t id; enum role administrator; } users[] = {
        {WORLD_MINISTRY_USER, ROLE_MINISTRY_ADMINISTRATOR}, {WORLD_CONTRACTOR_USER, ROLE_CONTRACTOR_ADMINISTRATOR},
        {WORLD_OPERATOR_USER, ROLE_OPERATOR_ADMINISTRATOR},
    };
    for (size_t i = 0; i < sizeof users / sizeof *users; i++)
        if (subject->kind == KIND_ACCOUNT && subject->id == users[i].id)
            return role != users[i].administrator && role != users[i].administrator + 1;
    return false;
}

static bool has_places(enum role role)
{
    return role == ROLE_DOCTOR || role == ROLE_DOCTOR_MANAGER;
}

/* Rights such as パスワード初期化 are many roles'; the doors to them are apart. */
static bool is_served(enum role role, enum viewer viewer)
{
    switch (viewer) {
    case VIEWER_ISSUER:
    case VIEWER_OFFICE: return role_is_municipal(role);
    case VIEWER_CENTRE:
    case VIEWER_ISSUING: return role_is_central(role);
    case VIEWER_HOUSE: return role_is_institutional(role);
    default: return true;
    }
}

/* Whether the role gets into the door at all. */
static bool is_let_in(enum role role, const struct door *door)
{
    return rights_allow(role, door->right, RELATION_NONE) && is_served(role, viewer_of(door));
}

static enum outcome outcome_of(enum role role, const struct door *door, enum subject_word word)
{
    const struct subject *subject = &subjects[word];
    int seen = subject->seen[viewer_of(door)];
    enum action deed = door->deed == ACTION_NONE ? door->right : door->deed;
    if (!is_let_in(role, door))
        return GUARDED;
    if (seen == 0 || is_of_other_organisation(role, subject) || (subject->kind == KIND_PLACE && !has_places(role)))
        return UNKNOWN_HERE;
    if (!rights_allow(role, deed, seen == SEEN_PLAINLY ? RELATION_NONE : (enum relation)seen)
        || (door->refused & ONLY(word)) != 0)
        return REFUSED_HERE;
    return door->only != 0 && (door->only & ONLY(word)) == 0 ? UNKNOWN_HERE : DONE;
}

/* --- asking --- */

static const char *value_of(struct arena *arena, enum kind kind, int64_t id)
{
    switch (kind) {
    case KIND_MESSAGE:
    case KIND_NAME_MESSAGE:
    case KIND_PLACE:
    case KIND_BROWSER: return arena_format(arena, "%lld", (long long)(id == WORLD_NOTHING ? WORLD_ROW_NOTHING : id));
    case KIND_SESSION: return world_session(arena, id == WORLD_NOTHING ? 3 : (int)id);
    case KIND_INSTITUTION: return world_institution(id == WORLD_NOTHING ? 0 : (int)id);
    default: return world_reference(arena, id);
    }
}

/* No route is exempt, and none need be told here. */
static void check_logged(struct arena *arena, const struct door *door, const struct answer *answer)
{
    if (!world_others_stand_in(answer) || text_equal(world_newest_request(arena), site_request_id))
        return;
    tally.wrong++;
    print_error("%s %s shows other people (%d), and the operation log knows nothing of it\n", door->method, door->path,
        answer->status);
}

static struct answer ask(struct arena *arena, const struct door *door, const char *value)
{
    site_request_id = arena_format(arena, "relation%06d", ++tally.requests);
    struct answer answer = text_equal(door->method, "GET")
        ? site_get(site, arena, &actor, arena_format(arena, "%s?%s=%s", door->path, door->field, value))
        : site_post(site, arena, &actor, door->path, arena_format(arena, "%s=%s%s%s", door->field, value,
            *door->more == 0 ? "" : "&", door->more));
    check_logged(arena, door, &answer);
    return answer;
}

static void mask(char *text, const char *word)
{
    for (char *at = strstr(text, word); at != NULL; at = strstr(at, word))
        memset(at, '*', strlen(word));
}

/* An answer without what is new in each page and what the question itself said. */
static const char *bare(struct arena *arena, const struct answer *answer, const char *value)
{
    static const char key[] = "name=\"idempotency_key\" value=\"";
    char *text = arena_format(arena, "%s\n%.*s", text_or(answer->head, ""), (int)answer->body.size,
        (const char *)answer->body.data);
    mask(text, value);
    mask(text, site_request_id);
    for (char *at = strstr(text, key); at != NULL; at = strstr(at + 1, key))
        memset(at + strlen(key), '*', 22);
    return text;
}

static const char *difference(struct arena *arena, const char *one, const char *two)
{
    size_t at = 0;
    while (one[at] != 0 && one[at] == two[at])
        at++;
    size_t from = at > 60 ? at - 60 : 0;
    return arena_format(arena, "\n  …%.160s\n  …%.160s", one + from, two + from);
}

static void complain_of(enum role role, const struct door *door, const char *words, enum outcome wanted,
    const char *seen)
{
    tally.wrong++;
    print_error("%s %s as %s, to %s: %s was required; %s\n", door->method, door->path, role_label(role), words,
        outcome_words[wanted], seen);
}

static void remake(const char *before)
{
    world_remake(&world);
    if (before != NULL)
        test_sql(visitor.app.store, before);
    actor = site_guest(visitor.arena, visitor.app.store, WORLD_ACTOR);
}

static const char *told(struct arena *arena, const struct answer *answer)
{
    return arena_format(arena, "the answer was %d", answer->status);
}

static int refusal_of(const struct door *door, enum subject_word word)
{
    return (door->refused & ONLY(word)) != 0 && door->refusal != 0 ? door->refusal : 403;
}

/* One question that must change nothing; `nothing` is the answer about what does not exist. */
static void try_in_vain(struct arena *arena, enum role role, const struct door *door, enum subject_word word,
    const char *nothing)
{
    enum outcome wanted = outcome_of(role, door, word);
    const char *value = value_of(arena, door->kind, subjects[word].id);
    struct answer answer = ask(arena, door, value);
    if (wanted == UNKNOWN_HERE && !text_equal(bare(arena, &answer, value), nothing))
        complain_of(role, door, subjects[word].words, wanted, difference(arena, nothing, bare(arena, &answer, value)));
    if (wanted == GUARDED && answer.status != 403)
        complain_of(role, door, subjects[word].words, wanted, told(arena, &answer));
    if (wanted == REFUSED_HERE && answer.status != refusal_of(door, word))
        complain_of(role, door, subjects[word].words, wanted, told(arena, &answer));
    if (answer.status == 303)
        test_sql(visitor.app.store, "UPDATE session SET flash = ''"); /* shown on the next page otherwise */
}

static void try_to_do(struct arena *arena, enum role role, const struct door *door, enum subject_word word,
    const char *nothing)
{
    bool asks = text_equal(door->method, "GET");
    const char *value = value_of(arena, door->kind, subjects[word].id);
    const char *before = world_fingerprint(&world, arena);
    struct answer answer = ask(arena, door, value);
    bool changed = !text_equal(world_fingerprint(&world, arena), before);
    if (answer.status != 200 && (asks || answer.status != 303))
        complain_of(role, door, subjects[word].words, DONE, told(arena, &answer));
    else if (changed == asks)
        complain_of(role, door, subjects[word].words, DONE,
            changed ? "a GET changed something" : "nothing was changed");
    else if (asks && !door->open && text_equal(bare(arena, &answer, value), nothing))
        complain_of(role, door, subjects[word].words, DONE, "the page shows nothing");
    if (changed)
        remake(door->before);
}

static void walk_subjects(struct arena *arena, enum role role, const struct door *door, const char *nothing,
    bool in_vain)
{
    for (enum subject_word word = 0; word < SUBJECT_COUNT; word++) {
        if (subjects[word].kind != door->kind || (outcome_of(role, door, word) != DONE) != in_vain)
            continue;
        tally.cells++;
        (in_vain ? try_in_vain : try_to_do)(arena, role, door, word, nothing);
    }
}

static void walk_door(struct arena *arena, enum role role, const struct door *door)
{
    const char *value = value_of(arena, door->kind, WORLD_NOTHING);
    if (door->before != NULL)
        test_sql(visitor.app.store, door->before);
    const char *before = world_fingerprint(&world, arena);
    struct answer answer = ask(arena, door, value);
    const char *nothing = bare(arena, &answer, value);
    if (is_let_in(role, door) && !door->open && answer.status != 404)
        complain_of(role, door, "what does not exist", UNKNOWN_HERE, told(arena, &answer));
    walk_subjects(arena, role, door, nothing, true);
    if (!text_equal(world_fingerprint(&world, arena), before)) {
        complain_of(role, door, "one of those above", REFUSED_HERE, "a row was changed");
        remake(door->before);
    }
    walk_subjects(arena, role, door, nothing, false);
    if (door->before != NULL)
        remake(NULL);
}

static void every_relation_at_every_door(void **state)
{
    (void)state;
    int64_t started = clock_monotonic_us();
    struct arena *arena = arena_new();
    for (int role = ROLE_NONE + 1; role < ROLE_COUNT; role++) {
        world_make(&world, &visitor, (enum role)role);
        actor = site_guest(visitor.arena, visitor.app.store, WORLD_ACTOR);
        for (size_t i = 0; i < door_count; i++, arena_reset(arena))
            if (doors[i].kind != KIND_PLAIN)
                walk_door(arena, (enum role)role, &doors[i]);
    }
    arena_free(&arena);
    print_message("%d cells of door × role × relation, %d requests in %lld s: %d wrong\n", tally.cells, tally.requests,
        (long long)((clock_monotonic_us() - started) / 1000000), tally.wrong);
    assert_true(tally.cells > 5000);
    assert_int_equal(tally.wrong, 0);
}

/* Only the programs' own start asks for the durable settings; thousands of refusals in the log need not reach the
 * disk. */
static void hurry(void)
{
    actor = (struct guest){.csrf_token = ""};
    for (size_t i = 0; walked[i] != NULL; i++)
        (void)site_get(site, life, &actor, arena_format(life, "/%s/users", walked[i]));
    test_sql(visitor.app.store, "SET GLOBAL sync_binlog = 0");
    test_sql(visitor.app.store, "SET GLOBAL innodb_flush_log_at_trx_commit = 0");
}

static int open_site(void **state)
{
    (void)state;
    open_world_site(walked, "氏名\r\n");
    hurry();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_route_is_declared),
        cmocka_unit_test(every_relation_at_every_door),
    };
    return cmocka_run_group_tests(tests, open_site, close_world_site);
}
