/* Health of the system, for monitoring and for the person on call: no session, no page. */
#include "alive.h"
#include "metrics.h"
#include "ready.h"

static const struct route routes[] = {
    {METHOD_GET, "/healthz", ACTION_NONE, SESSION_NONE, NULL, alive_show, ROUTE_NO_DATABASE},
    {METHOD_GET, "/readyz", ACTION_NONE, SESSION_NONE, NULL, ready_show, ROUTE_NO_DATABASE},
    {METHOD_GET, "/metrics", ACTION_NONE, SESSION_NONE, NULL, metrics_show, ROUTE_NO_DATABASE},
    {0},
};

int main(int argc, char **argv)
{
    static const struct program program = {"health", routes};
    return serve(&program, argc, argv);
}
