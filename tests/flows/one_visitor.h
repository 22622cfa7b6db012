/* One visitor before one program, fresh for each test: where tests of a door's flows begin. */
#ifndef NSDB_TEST_ONE_VISITOR_H
#define NSDB_TEST_ONE_VISITOR_H

#include "people.h"

extern struct visitor visitor;

/* Names the program and makes settings and keys for all its visitors; before the first test. */
void visitors_come_to(const struct program *program);

/* Set-up and tear-down: `visitor` at 192.0.2.7 with the ground of people_ground(); no source is slowed yet. */
int open_visitor(void **state);
int close_visitor(void **state);

/* Another browser before the same program; the caller closes it. */
void open_other_visitor(struct visitor *other, const char *source);

#define FLOW(test) cmocka_unit_test_setup_teardown(test, open_visitor, close_visitor)

#endif
