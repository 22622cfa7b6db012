/* The door of 自治体管理者 to the users of their own municipality. */
#include "official.h"

static const struct route routes[] = {
    OFFICIAL_ROUTES("/municipality", ACTION_MUNICIPAL_USERS),
    {0},
};

int main(int argc, char **argv)
{
    static const struct program program = {"municipality", routes, role_is_municipal};
    return serve(&program, argc, argv);
}
