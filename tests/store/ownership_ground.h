/* Three doctors of two municipalities at one institution, whose IDs and whose 責任者 are disputed. */
#ifndef NSDB_OWNERSHIP_GROUND_H
#define NSDB_OWNERSHIP_GROUND_H

#include "two_racers.h"

#include "designation_life_store.h"
#include "doctor_edit_query.h"

enum { TOKYO = 1, KYOTO = 2, OFFICER = 1, DOCTOR = 11, SECOND = 12, THEIRS = 13, ROUNDS = 20 };

/* A statement on the first connection. */
static inline void run(const char *sql)
{
    test_sql(stores[0], sql);
}

/* A doctor in use with 難病 of this municipality at this institution; designation, account and 医籍登録番号 are named by `id`. */
static inline void add_doctor(int id, int municipality, int institution)
{
    run(arena_format(arena, "INSERT INTO account (id, reference, login_id, role, medical_register_number, "
        "family_name, given_name, name_folded, kana_folded, issue_state) VALUES (%d, 'A%d', 'L%d', 'doctor', "
        "'0000%d', '見本', '太郎', '', '', 'active')", id, id, id, id));
    run(arena_format(arena, "INSERT INTO auth_epoch (account_id) VALUES (%d)", id));
    run(arena_format(arena, "INSERT INTO designation (id, reference, account_id, scheme, kind, number, "
        "municipality_id, institution_id, certified_on, expires_on, kana_sort) VALUES (%d, 'D%d', %d, 'nanbyo', "
        "'nanbyo', 'N%d', %d, %d, '2026-04-01', '2031-03-31', '')", id, id, id, id,
        municipality, institution));
    run(arena_format(arena, "INSERT INTO affiliation (account_id, scheme, institution_id, place) "
        "VALUES (%d, 'nanbyo', %d, 'primary')", id, institution));
}

/* Two doctors of 東京都 at institution 1, which has no 責任者; one of 京都府 there, too. */
static inline void make_ground(void)
{
    static const char *const tables[] = {"institution_message", "designation_transfer", "contractor_notification",
        "institution_manager", "initial_password", "first_signin", "designation", "affiliation", "auth_epoch",
        "account_bigram", "medical_institution_bigram",
        "operation_log", "account", "medical_institution", "municipality"};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        run(arena_format(arena, "DELETE FROM %s", tables[i]));
    run("INSERT INTO municipality (id, code, name, kind, handles_nanbyo, handles_shoman) "
        "VALUES (1, '130001', '東京都', 'prefecture', 1, 1), (2, '260002', '京都府', 'prefecture', 1, 1)");
    run("INSERT INTO medical_institution (id, reference, code, name, name_folded) VALUES (1, 'I1', '1310000019', "
        "'甲病院', '甲病院'), (2, 'I2', '2610000014', '乙病院', '乙病院')");
    run("INSERT INTO account (id, reference, login_id, role, municipality_id, family_name, given_name, "
        "name_folded, kana_folded) VALUES (1, 'OFFICER', 'OFFICER', 'municipality_staff', 1, '職', '員', '', '')");
    run("INSERT INTO auth_epoch (account_id) VALUES (1)");
    add_doctor(DOCTOR, TOKYO, 1);
    add_doctor(SECOND, TOKYO, 1);
    add_doctor(THEIRS, KYOTO, 1);
}

/* 東京都 deletes the ID of DOCTOR; `state` is the arena. For store_transaction() and run_race(). */
static inline enum result delete_body(struct store *store, void *state)
{
    struct arena *own = state;
    struct doctor_edit_read_out row;
    bool ended = false;
    enum result result = doctor_edit_read(store, own, &(struct doctor_edit_read_in){.municipality_id = TOKYO,
        .reference = "D11"}, &row);
    return result == OK ? designation_delete(store, own, &row, &ended) : result;
}

#endif
