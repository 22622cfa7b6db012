/* The door of 厚労省, 運用事業者 and システム運営主体: users of the own organisation, application lists. */
#include "applications.h"
#include "official.h"

static const struct route routes[] = {
    OFFICIAL_ROUTES("/operator", ACTION_ORGANISATION_USERS),
    APPLICATION_ROUTES,
    {0},
};

int main(int argc, char **argv)
{
    static const struct program program = {"operator", routes, role_is_central};
    return serve(&program, argc, argv);
}
