/* What the page 主たる勤務先の変更 is told. */
#ifndef NSDB_DOCTOR_MOVE_VIEW_H
#define NSDB_DOCTOR_MOVE_VIEW_H

#include "doctor_life_person.h"
#include "list.h"
#include "text_field_view.h"

struct doctor_move_place {
    const char *code;
    const char *name;
    bool chosen;
};

struct doctor_move_view {
    struct doctor_life_person person;
    LIST_OF(struct doctor_move_place) places; /* the doctor's 兼務先 */
    struct text_field_view code;
    struct text_field_view name;
};

#endif
