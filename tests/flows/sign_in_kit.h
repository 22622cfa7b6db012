/* What the tests of signing in share, besides the visitor. */
#ifndef NSDB_TEST_SIGN_IN_KIT_H
#define NSDB_TEST_SIGN_IN_KIT_H

#include "one_visitor.h"

/* What the database answers about the account `id`, and a statement about it: %lld stands for the id. */
#define number_of(sql, id) visitor_ask(&visitor, arena_format(visitor.arena, sql, (long long)(id)))
#define run(sql, id) test_sql(visitor.app.store, arena_format(visitor.arena, sql, (long long)(id)))

/* A doctor in use whose key nobody needs. */
static inline struct person person_in_use(void)
{
    const char *pem;
    const char *passphrase;
    return people_in_use(&visitor, PERSON_DOCTOR, &pem, &passphrase);
}

/* The first step of those who get a key: its mail is ordered. */
static inline void register_mail(const char *address)
{
    visitor_get(&visitor, "/signin/mail");
    assert_int_equal(visitor.status, 200);
    visitor_post(&visitor, "/signin/mail", arena_format(visitor.arena, "mail_address=%s", address));
    assert_int_equal(visitor.status, 303);
    assert_string_equal(visitor.location, "/signin/key");
}

#endif
