/* What the rules for registering need to know about the signed-in municipality. */
#ifndef NSDB_MUNICIPALITY_RULES_H
#define NSDB_MUNICIPALITY_RULES_H

#include "app.h"
#include "designated_doctor.h"

/* The session's municipality and the day in Japan, from the database. */
enum result municipality_rules(struct context *context, struct designated_doctor_rules *rules_out) MUST_USE;

#endif
