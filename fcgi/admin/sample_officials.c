/* Users of the ministry, the contractor, the operating body and the municipalities. */
#include "rights.h"
#include "sample_people.h"
#include "sample_places.h"

static void add_pair(struct sample_people *people, enum role role, const char *municipality_code,
    const char *organisation, const char *department)
{
    for (int signed_in = 0; signed_in <= 1; signed_in++) {
        struct sample_account_in *account =
            sample_rows_account(&people->rows, role_word(role), sample_name(people->names++));
        account->municipality_code = municipality_code;
        account->department = department;
        sample_show(people, account, role_label(role), organisation, signed_in != 0);
    }
}

static void add_municipality(struct sample_people *people, const struct sample_municipality_place *place)
{
    add_pair(people, ROLE_MUNICIPALITY_ADMINISTRATOR, place->code, place->name, "疾病対策課");
    add_pair(people, ROLE_MUNICIPALITY_STAFF, place->code, place->name, "疾病対策課");
}

void sample_officials(struct sample_people *people)
{
    for (size_t i = 0; i < SAMPLE_MUNICIPALITIES; i++)
        add_municipality(people, sample_municipality_place(i));
    add_pair(people, ROLE_MINISTRY_ADMINISTRATOR, NULL, "厚生労働省", "難病対策課");
    add_pair(people, ROLE_MINISTRY_USER, NULL, "厚生労働省", "難病対策課");
    add_pair(people, ROLE_CONTRACTOR_ADMINISTRATOR, NULL, "運用事業者", "運用管理部");
    add_pair(people, ROLE_CONTRACTOR_USER, NULL, "運用事業者", "媒体作成係");
    add_pair(people, ROLE_OPERATOR_ADMINISTRATOR, NULL, "システム運営主体", "管理部");
    add_pair(people, ROLE_OPERATOR_USER, NULL, "システム運営主体", "登録係");
}
