/* The door of signing in: ID and password, 初回ログイン, the second factor, signing out. */
#include "limiter.h"
#include "routes.h"

/* Attempts of a source that guesses wait in so many workers at most; the settings give this program more workers. */
enum { WAITING_PLACES = 3 };

int main(int argc, char **argv)
{
    limiter_open(WAITING_PLACES);
    return serve(&signin_program, argc, argv);
}
