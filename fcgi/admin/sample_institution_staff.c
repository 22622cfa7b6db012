/* 責任者 who are no doctors, and clerks. */
#include "rights.h"
#include "sample_people.h"
#include "sample_places.h"

static struct sample_account_in *add(struct sample_people *people, enum role role, size_t institution,
    const char *department, bool signed_in)
{
    struct arena *arena = people->rows.arena;
    struct sample_account_in *account =
        sample_rows_account(&people->rows, role_word(role), sample_name(people->names++));
    account->institution_code = sample_institution_code(arena, institution);
    account->department = department;
    sample_show(people, account, role_label(role), sample_institution_name(arena, institution), signed_in);
    return account;
}

static void add_manager(struct sample_people *people, size_t institution, bool signed_in)
{
    struct sample_account_in *account = add(people, ROLE_MANAGER, institution, "情報システム部門", signed_in);
    *list_push(people->rows.arena, &people->rows.managers) = (struct sample_manager_in){
        .account_reference = account->reference, .institution_code = account->institution_code,
        .state = signed_in ? "active" : "pending"};
}

void sample_institution_staff(struct sample_people *people)
{
    add_manager(people, SAMPLE_SUCCESSION_INSTITUTION, false);
    add_manager(people, SAMPLE_MANAGED_INSTITUTION, true);
    add(people, ROLE_CLERK, 0, "医療連携室", false);
    add(people, ROLE_CLERK, 0, "医療連携室", true);
}
