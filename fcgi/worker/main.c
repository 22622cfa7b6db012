/* nsdb-worker: sends mails, seals the operation log, works through imports, keeps house. */
#include "worker.h"

int main(int argc, char **argv)
{
    return worker_run(argc, argv);
}
