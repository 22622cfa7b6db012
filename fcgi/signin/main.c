/* The door of signing in: ID and password, 初回ログイン, the second factor, signing out. */
#include "routes.h"

int main(int argc, char **argv)
{
    return serve(&signin_program, argc, argv);
}
