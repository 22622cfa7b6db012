/* Written in the job's transaction, at the moment of its end: the order may be minutes old. */
#include "import_log.h"

#include "operation_log_query.h"

enum result import_log(struct store *store, struct import_run *run, const char *action, bool refused, const char *detail)
{
    const char *now;
    enum result result = store_now(store, run->arena, &now);
    if (result != OK)
        return result;
    const struct doctor_registrar *registrar = &run->registrar;
    return operation_log_insert(store, &(struct operation_log_insert_in){.happened_at = now,
        .account_id = registrar->account_id, .role = registrar->role, .municipality_id = registrar->municipality_id,
        .source = registrar->source, .request_id = registrar->request_id, .action = action, .subject_kind = "import",
        .subject_id = run->import_id, .outcome = refused ? "refused" : "done", .detail = detail}, NULL);
}
