/* 責任者 of an institution (R-060…R-066): exactly one in office, at most one expected. All calls run inside the caller's
 * transaction and lock the institution first, so that two changes of the same office come one after the other. */
#ifndef NSDB_MANAGER_STORE_H
#define NSDB_MANAGER_STORE_H

#include "manager_query.h"
#include "store.h"

/* What a hand-over will do. */
struct manager_handover {
    int64_t institution_id; /* 0: this account is not expected anywhere */
    int64_t predecessor_id; /* 0: the office is empty */
    bool predecessor_is_doctor;
};

/* Finds out whether the account is expected as 責任者 somewhere, and locks the institution when it is. */
enum result manager_handover_find(struct store *store, struct arena *arena, int64_t account_id,
    struct manager_handover *handover_out) MUST_USE;

/* The successor takes office. A predecessor who is no doctor is deleted and signed out, a doctor only loses the
 * office. CONFLICT when the expectation is gone. */
enum result manager_handover_do(struct store *store, const struct manager_handover *handover, int64_t successor_id)
    MUST_USE;

/* Locks the institution and gives the account in office there, 0 when there is none. */
enum result manager_hold(struct store *store, struct arena *arena, int64_t institution_id,
    int64_t *account_out) MUST_USE;

/* An office to fill. */
struct manager_vacancy {
    int64_t municipality_id;      /* who appoints */
    const char *institution_code;
    int64_t account_id;           /* whom: one of its doctors with the 主たる勤務先 there */
};

/* The municipality appoints the 責任者 of an institution that has none; one that is expected stays so. CONFLICT when
 * there is one by now, NOT_FOUND when the doctor is not the municipality's there. */
enum result manager_fill(struct store *store, struct arena *arena, const struct manager_vacancy *vacancy) MUST_USE;

/* 責任者 becomes another doctor at once. REFUSED when the doctor has only a 兼務先 there. The account
 * of the one before is the caller's business. */
enum result manager_change(struct store *store, struct arena *arena, int64_t institution_id,
    int64_t doctor_id) MUST_USE;

#endif
