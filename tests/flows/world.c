/* A small world. */
#include "world.h"

#include <string.h>
#include <unistd.h>

#include "digest.h"
#include "import_file.h"
#include "seal_place.h"
#include "text.h"

enum { STATEMENTS_MOST = 300 };

static const char *const institutions[] = {"9999999999", "1310000019", "2610000014", "1310000027", "1310000035"};

struct making {
    struct arena *arena;
    const char **statements;
    size_t count;
};

const char *world_reference(struct arena *arena, int64_t id)
{
    return arena_format(arena, "REFERENCE%013lld", (long long)id);
}

const char *world_institution(int number)
{
    return institutions[number];
}

const char *world_session(struct arena *arena, int number)
{
    uint8_t hash[32];
    memset(hash, number, sizeof hash);
    return digest_base64url(arena, (struct bytes){hash, sizeof hash});
}

static void say(struct making *making, const char *sql)
{
    assert_true(making->count < STATEMENTS_MOST);
    making->statements[making->count++] = sql;
}

#define add(making, ...) say((making), arena_format((making)->arena, __VA_ARGS__))

static const char *reference(struct making *making, int64_t id)
{
    return world_reference(making->arena, id);
}

/* An account at whom everything can be done: locked, 未発行 with a slip, with a key and a 秘密の質問. */
static void add_account(struct making *making, struct visitor *visitor, int id, const char *role, const char *belongs)
{
    const char *name = reference(making, id);
    bool doctor = text_equal(role, "doctor");
    struct bytes sealed = seal_close(making->arena, visitor->app.keyring,
        (struct bytes){(const uint8_t *)"abcdefghjkmn", 12}, seal_place_initial_password(making->arena, name, 1));
    add(making, "INSERT INTO account (id, reference, login_id, role, municipality_id, institution_id, "
        "medical_register_number, family_name, given_name, family_kana, given_kana, name_folded, kana_folded, "
        "locked_at, created_by) VALUES (%d, '%s', 'LOGIN%07d', '%s', %s, %s, '世界', '花子', 'セカイ', 'ハナコ', '世界花子', "
        "'せかいはなこ', '2026-01-01', %s)", id, name, id, role, belongs,
        doctor ? arena_format(making->arena, "'9%05d'", id) : "NULL", id == WORLD_CLERK || id == WORLD_MANAGER
        ? "1" : "NULL");
    add(making, "INSERT INTO auth_epoch (account_id) VALUES (%d)", id);
    add(making, "INSERT INTO initial_password (account_id, slip_number, sealed, issued_at, expires_at) "
        "VALUES (%d, 1, x'%s', NOW(6), NOW(6) + INTERVAL 90 DAY)", id, digest_hex(making->arena, sealed));
    add(making, "INSERT INTO key_file (account_id, generation, mail_generation, public_key, state, "
        "created_at, expires_at) VALUES (%d, 1, 0, 'key', 'active', NOW(6), NOW(6))", id);
    add(making, "INSERT INTO secret_question (account_id, question, answer_hash, changed_at) "
        "VALUES (%d, 'first_pet', '$argon2id$none', NOW(6))", id);
}

static void add_designation(struct making *making, int account, bool shoman, int municipality, int institution,
    int import)
{
    const char *scheme = shoman ? "shoman" : "nanbyo";
    int id = WORLD_DESIGNATION(account, shoman);
    add(making, "INSERT INTO designation (id, reference, account_id, scheme, kind, number, municipality_id, "
        "institution_id, certified_on, expires_on, kana_sort, import_id) VALUES (%d, '%s', %d, '%s', '%s', 'N%d', "
        "%d, %d, '2026-04-01', '2031-03-31', 'せかい', NULLIF(%d, 0))",
        id, reference(making, id), account, scheme, scheme, id, municipality, institution, import);
    add(making, "INSERT INTO affiliation (id, account_id, scheme, institution_id, place) "
        "VALUES (%d, %d, '%s', %d, 'primary')", id, account, scheme, institution);
}

static void add_ground(struct making *making)
{
    add(making, "INSERT INTO municipality (id, code, name, kind, handles_nanbyo, handles_shoman) "
        "VALUES (1, '130001', '東京都', 'prefecture', 1, 1), (2, '260002', '京都府', 'prefecture', 1, 1), (3, '270008', "
        "'大阪府', 'prefecture', 1, 1)");
    for (int i = 1; i <= 4; i++)
        add(making, "INSERT INTO medical_institution (id, reference, code, name, name_folded) "
            "VALUES (%d, '%s', '%s', '第%d病院', '第%d病院')", i,
            reference(making, 900 + i), institutions[i], i, i);
}

static const char *const belongs_to_institution[] = {"", "NULL, 1", "NULL, 2"};
static const char nowhere[] = "NULL, NULL";

static void add_actor(struct making *making, struct visitor *visitor, enum role role)
{
    bool doctor = role == ROLE_DOCTOR || role == ROLE_DOCTOR_MANAGER;
    bool of_institution = role == ROLE_MANAGER || role == ROLE_CLERK;
    add_account(making, visitor, WORLD_ACTOR, doctor ? "doctor" : role_word(role),
        role_is_municipal(role) ? "1, NULL" : of_institution ? belongs_to_institution[1] : nowhere);
    add(making, "UPDATE account SET issue_state = 'active', locked_at = NULL, family_name = '行為', given_name = '者' WHERE id = 1");
    add(making, "DELETE FROM initial_password WHERE account_id = 1");
    if (!doctor)
        return;
    add_designation(making, WORLD_ACTOR, true, 1, 1, 0);
    add(making, "UPDATE affiliation SET id = %d WHERE account_id = 1", WORLD_PLACE_PRIMARY);
    add(making, "INSERT INTO affiliation (id, account_id, scheme, institution_id, place) VALUES (%d, 1, 'shoman', "
        "2, 'secondary')", WORLD_PLACE);
}

static void add_people(struct making *making, struct visitor *visitor)
{
    static const struct {
        int id;
        const char *role;
        const char *belongs;
    } people[] = {
        {WORLD_CLERK, "clerk", "NULL, 1"}, {WORLD_DOCTOR, "doctor", nowhere}, {WORLD_SECONDARY, "doctor", nowhere},
        {WORLD_MANAGER, "manager", "NULL, 1"}, {WORLD_CANDIDATE, "doctor", nowhere},
        {WORLD_COLLEAGUE, "municipality_staff", "1, NULL"}, {WORLD_CHIEF, "municipality_administrator", "1, NULL"},
        {WORLD_MINISTRY_USER, "ministry_user", nowhere}, {WORLD_CONTRACTOR_USER, "contractor_user", nowhere},
        {WORLD_OPERATOR_USER, "operator_user", nowhere}, {WORLD_BOTH, "doctor", nowhere}, {WORLD_OTHER_CLERK, "clerk", "NULL, 2"},
        {WORLD_OTHER_DOCTOR, "doctor", nowhere}, {WORLD_OTHER_MANAGER, "manager", "NULL, 2"},
        {WORLD_OTHER_OFFICIAL, "municipality_staff", "2, NULL"}, {WORLD_GONE_CLERK, "clerk", "NULL, 1"}, {WORLD_GONE_DOCTOR, "doctor", nowhere},
        {WORLD_GONE_COLLEAGUE, "municipality_staff", "1, NULL"}, {WORLD_GONE_CENTRAL, "ministry_user", nowhere},
    };
    for (size_t i = 0; i < sizeof people / sizeof *people; i++)
        add_account(making, visitor, people[i].id, people[i].role, people[i].belongs);
    add_designation(making, WORLD_DOCTOR, false, 1, 1, WORLD_IMPORT_OWN);
    add_designation(making, WORLD_SECONDARY, false, 2, 2, 0);
    add(making, "INSERT INTO affiliation (id, account_id, scheme, institution_id, place) VALUES (%d, %d, 'nanbyo', "
        "1, 'secondary')", WORLD_PLACE_OTHER, WORLD_SECONDARY);
    add_designation(making, WORLD_CANDIDATE, false, 1, 3, WORLD_IMPORT_COLLEAGUE);
    add_designation(making, WORLD_BOTH, false, 2, 4, 0);
    add_designation(making, WORLD_BOTH, true, 1, 4, 0);
    add_designation(making, WORLD_OTHER_DOCTOR, false, 2, 2, WORLD_IMPORT_OTHER);
    add_designation(making, WORLD_GONE_DOCTOR, false, 1, 1, 0);
    add(making, "UPDATE account SET issue_state = 'deleted', deleted_at = NOW(6), locked_at = NULL "
        "WHERE id BETWEEN %d AND %d", WORLD_GONE_CLERK, WORLD_GONE_CENTRAL);
    add(making, "UPDATE designation SET deleted_at = NOW(6) WHERE account_id = %d", WORLD_GONE_DOCTOR);
    add(making, "DELETE FROM affiliation WHERE account_id = %d", WORLD_GONE_DOCTOR);
}

static void add_managers(struct making *making, enum role role)
{
    bool acting = role == ROLE_MANAGER || role == ROLE_DOCTOR_MANAGER;
    if (acting)
        add(making, "INSERT INTO institution_manager (institution_id, account_id, state) VALUES (1, 1, 'active')");
    add(making, "INSERT INTO institution_manager (institution_id, account_id, state) "
        "VALUES (1, %d, '%s')", WORLD_MANAGER, acting ? "pending" : "active");
    add(making, "INSERT INTO institution_manager (institution_id, account_id, state) "
        "VALUES (2, %d, 'active')", WORLD_OTHER_MANAGER);
}

static void add_transfer(struct making *making, int id, int doctor, int from, int to)
{
    add(making, "INSERT INTO designation_transfer (id, reference, account_id, scheme, from_designation_id, "
        "from_municipality_id, to_municipality_id, kind, number, family_name, given_name, register_number, "
        "institution_code, institution_name, certified_on, expires_on, requested_by, requested_role) "
        "VALUES (%d, '%s', %d, 'nanbyo', %d, %d, %d, 'nanbyo', 'T%d', '世界', '花子', '9%05d', '%s', '第2病院', "
        "'2026-04-01', '2031-03-31', %d, 'municipality_staff')", id, reference(making, id), doctor,
        WORLD_DESIGNATION(doctor, 0), from,
        to, id, doctor, institutions[2], to == 1 ? WORLD_COLLEAGUE : WORLD_OTHER_OFFICIAL);
}

static void add_import(struct making *making, int id, int municipality, int account)
{
    add(making, "INSERT INTO bulk_import (id, reference, municipality_id, account_id, epoch, file_name, file_size, "
        "file_sha256, file_format, batch, state, rows_total, count_new, count_warnings) VALUES (%d, '%s', %d, %d, "
        "1, '名簿.csv', 10, x'%064d', 'utf8_bom', '%s', 'checked', 1, 1, 1)",
        id, reference(making, id), municipality, account, id, reference(making, id));
}

static void add_list(struct making *making, int id, int loaded_by, const char *state, const char *steps)
{
    add(making, "INSERT INTO application_list (id, reference, file_name, file_sha256, file_format, rows_total, "
        "state, loaded_by, loaded_at, approved_by, requested_by, requested_at) VALUES (%d, '%s', '申請.csv', "
        "x'%064d', 'utf8_bom', 0, '%s', %d, '2026-01-01', %s)", id,
        reference(making, id), id, state, loaded_by, steps);
}

static void add_things(struct making *making)
{
    add_transfer(making, WORLD_RECEIVED, WORLD_CANDIDATE, 1, 2);
    add_transfer(making, WORLD_SENT, WORLD_OTHER_DOCTOR, 2, 1);
    add_transfer(making, WORLD_FOREIGN, WORLD_SECONDARY, 2, 3);
    add_list(making, WORLD_LIST_OWN, WORLD_ACTOR, "loaded", "NULL, NULL, NULL");
    add_list(making, WORLD_LIST_LOADED, WORLD_MINISTRY_USER, "loaded", "NULL, NULL, NULL");
    add_list(making, WORLD_LIST_APPROVED, WORLD_MINISTRY_USER, "approved", "1, NULL, NULL");
    add_list(making, WORLD_LIST_REQUESTED, WORLD_MINISTRY_USER, "requested", "1, 1, '2026-01-02'");
    for (int i = 0; i < 2; i++)
        add(making, "INSERT INTO institution_message (id, institution_id, account_id, scheme, from_institution_id, "
            "to_institution_id, from_municipality_id, to_municipality_id, created_at) "
            "VALUES (%d, %d, %d, 'nanbyo', %d, 3, 1, 1, NOW(6))", WORLD_MESSAGE + i, i + 1, WORLD_DOCTOR, i + 1);
    for (int i = 0; i < 2; i++)
        add(making, "INSERT INTO institution_name_message (id, institution_id, municipality_id, name_before, name_after, "
            "created_at) VALUES (%d, %d, 1, '旧名', '第%d病院', NOW(6))", WORLD_NAME_MESSAGE + i, i + 1, i + 1);
    for (int i = 0; i < 2; i++) {
        int account = i == 0 ? WORLD_ACTOR : WORLD_CLERK;
        add(making, "INSERT INTO session (token_hash, account_id, epoch, stage, source, user_agent, created_at, "
            "expires_at) VALUES (x'%s', %d, 1, 'full', x'7f000001', 'browser', '2026-01-01', '2099-01-01')",
            i == 0 ? "0101010101010101010101010101010101010101010101010101010101010101"
                   : "0202020202020202020202020202020202020202020202020202020202020202", account);
        add(making, "INSERT INTO browser_key (id, account_id, key_file_id, browser_hash, user_agent, "
            "registered_at, last_used_at) SELECT %d, %d, k.id, x'%064d', 'browser', '2026-01-01', '2026-01-01' "
            "FROM key_file k WHERE k.account_id = %d", WORLD_BROWSER + i,
            account, i, account);
    }
}

/* Children go with their parents: nothing asks for an order here. */
static void add_emptying(struct making *making, struct visitor *visitor)
{
    char *rest = NULL;
    char *tables = arena_text(making->arena, visitor_ask(visitor, "SET SESSION group_concat_max_len = 100000; "
        "SELECT GROUP_CONCAT(table_name) FROM information_schema.tables WHERE table_schema = DATABASE() "
        "AND table_name <> 'schema_migration'"));
    say(making, "SET FOREIGN_KEY_CHECKS = 0");
    for (char *table = strtok_r(tables, ",", &rest); table != NULL; table = strtok_r(NULL, ",", &rest))
        add(making, "DELETE FROM %s", table);
}

/* One number for each table: the count and a checksum of all columns. */
static struct statement fingerprint_statement(struct making *making, struct visitor *visitor)
{
    static const struct statement_field gives = {STATEMENT_TEXT, 0};
    const char *tables = visitor_ask(visitor, "SET SESSION group_concat_max_len = 1000000; "
        "SELECT GROUP_CONCAT(CONCAT('(SELECT "
        "CONCAT(COUNT(*), \".\", COALESCE(BIT_XOR(CRC32(CONCAT_WS(\"|\", ', columns, '))), 0)) "
        "FROM ', table_name, ')')) FROM (SELECT table_name, GROUP_CONCAT(CONCAT('COALESCE(HEX(', "
        "column_name, '), \"-\")')) AS columns FROM information_schema.columns WHERE table_schema = DATABASE() "
        "AND table_name NOT IN ('operation_log', 'operation_log_seal', 'schema_migration') "
        "AND NOT (table_name = 'session' AND column_name IN ('flash', 'challenge', 'last_used_at')) GROUP BY table_name) AS described");
    assert_true(strlen(tables) > 1000);
    return (struct statement){.name = "world_fingerprint", .sql = arena_format(making->arena,
        "SELECT CONCAT_WS(' ', %s)", tables), .gives = &gives, .gives_count = 1, .out_size = sizeof(const char *)};
}

void world_make(struct world *world, struct visitor *visitor, enum role role)
{
    struct making making = {.arena = visitor->arena, .statements = arena_make_array(visitor->arena, const char *,
        STATEMENTS_MOST)};
    world->visitor = visitor;
    add_emptying(&making, visitor);
    add_ground(&making);
    add_actor(&making, visitor, role);
    add_import(&making, WORLD_IMPORT_OWN, 1, WORLD_ACTOR);
    add_import(&making, WORLD_IMPORT_COLLEAGUE, 1, WORLD_COLLEAGUE);
    add_import(&making, WORLD_IMPORT_OTHER, 2, WORLD_OTHER_OFFICIAL);
    add_people(&making, visitor);
    add_managers(&making, role);
    add_things(&making);
    world->statements = making.statements;
    world->count = making.count;
    if (world->fingerprint.sql == NULL)
        world->fingerprint = fingerprint_statement(&making, visitor);
    world_remake(world);
}

void world_remake(struct world *world)
{
    struct store *store = world->visitor->app.store;
    test_sql(store, "START TRANSACTION");
    for (size_t i = 0; i < world->count; i++)
        test_sql(store, world->statements[i]);
    for (int id = WORLD_IMPORT_OWN; id <= WORLD_IMPORT_OTHER; id++)
        assert_int_equal(import_file_write(store, world->visitor->app.keyring, id,
            world_reference(world->visitor->arena, id),
            world->import_file), OK);
    test_sql(store, "COMMIT");
}

const char *world_fingerprint(struct world *world, struct arena *arena)
{
    const char *text = NULL;
    assert_int_equal(statement_one(world->visitor->app.store, arena, &world->fingerprint, NULL, &text), OK);
    return text;
}
