/* The signed-in municipality's rules. */
#include "municipality_rules.h"

#include "municipality_query.h"

enum result municipality_rules(struct context *context, struct designated_doctor_rules *rules_out)
{
    struct municipality_facts_out facts;
    enum result result = municipality_facts(context->store, context->arena,
        &(struct municipality_facts_in){.municipality_id = context->session.municipality_id}, &facts);
    if (result != OK)
        return result;
    *rules_out = (struct designated_doctor_rules){
        .municipality_code = facts.code,
        .municipality_name = facts.name,
        .handles_nanbyo = facts.handles_nanbyo != 0,
        .handles_shoman = facts.handles_shoman != 0,
        .today = facts.today,
    };
    return OK;
}
