/* Doctors to register, and the two municipalities of test_municipalities() that register them. */
#ifndef NSDB_DOCTOR_KIT_H
#define NSDB_DOCTOR_KIT_H

#include "test_store.h"

#include "designated_doctor_store.h"

enum { TOKYO = 1, KYOTO = 2, OFFICER = 1 };

static const struct doctor_registrar tokyo = {OFFICER, "municipality_staff", TOKYO, "127.0.0.1", "test", 0, 90};
static const struct doctor_registrar kyoto = {OFFICER, "municipality_staff", KYOTO, "127.0.0.1", "test", 0, 90};

/* A text of `length` that begins with `mark` and was never given before; also for threads. */
static inline const char *token(struct arena *in, const char *mark, size_t length)
{
    static int made;
    int number = __atomic_add_fetch(&made, 1, __ATOMIC_SEQ_CST);
    return arena_format(in, "%s%0*d", mark, (int)(length - strlen(mark)), number);
}

static inline struct doctor_credentials credentials(struct arena *in)
{
    return (struct doctor_credentials){.account_reference = token(in, "A", 22), .login_id = token(in, "L", 12),
        .designation_reference = token(in, "D", 22), .institution_reference = token(in, "I", 22),
        .sealed_password = {(const uint8_t *)"sealed", 6}};
}

/* The doctor with this 医籍登録番号 at the institution with this code. */
static inline struct doctor_registration doctor(struct arena *in, const char *number, enum designation_kind kind,
    const char *institution)
{
    return (struct doctor_registration){
        .doctor = {.kind = kind, .scheme = designation_kind_scheme(kind), .institution_code = institution,
            .institution_name = arena_format(in, "病院%s", institution), .department = "内科",
            .designation_number = arena_format(in, "N%s%s", number, designation_kind_word(kind)),
            .medical_register_number = number, .certified_on = {2026, 4, 1}, .expires_on = {2031, 3, 31},
            .family_name = "山田", .given_name = "太郎", .family_kana = "ヤマダ", .given_kana = "タロウ",
            .telephone = "", .mail = ""},
        .credentials = credentials(in)};
}

#endif
