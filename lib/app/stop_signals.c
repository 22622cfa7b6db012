/* Held stop signals. */
#include "stop_signals.h"

static volatile sig_atomic_t seen = STOP_NONE;
static sigset_t waiting_mask;

static void note(int signal_number)
{
    if (signal_number == SIGQUIT)
        seen = STOP_NOW;
    else if (seen == STOP_NONE)
        seen = STOP_DRAINING;
}

static void take(int signal_number, sigset_t *blocked)
{
    struct sigaction action = {.sa_handler = note};
    sigemptyset(&action.sa_mask);
    sigaction(signal_number, &action, NULL);
    sigaddset(blocked, signal_number);
}

void stop_signals_hold(void)
{
    sigset_t blocked;
    sigemptyset(&blocked);
    take(SIGTERM, &blocked);
    take(SIGINT, &blocked);
    take(SIGQUIT, &blocked);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGUSR1, SIG_IGN);
    sigprocmask(SIG_SETMASK, &blocked, NULL);
    sigemptyset(&waiting_mask);
}

const sigset_t *stop_signals_while_waiting(void)
{
    return &waiting_mask;
}

/* A held signal has not reached its handler yet. */
static void look_at_held(void)
{
    sigset_t held;
    if (sigpending(&held) != 0)
        return;
    if (sigismember(&held, SIGQUIT) == 1)
        note(SIGQUIT);
    if (sigismember(&held, SIGTERM) == 1 || sigismember(&held, SIGINT) == 1)
        note(SIGTERM);
}

enum stop stop_signals_seen(void)
{
    look_at_held();
    return (enum stop)seen;
}
