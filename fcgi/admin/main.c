/* nsdb-admin: what operators do with the system from a shell. A subcommand is one line here, one file beside. */
#include "admin.h"
#include "backup.h"
#include "bootstrap.h"
#include "grant.h"
#include "keys.h"
#include "migrate.h"
#include "outbox.h"
#include "restore.h"
#include "sample_command.h"
#include "verify.h"

static const struct subcommand subcommands[] = {
    {"migrate", "[--plan|--check]", "brings the database schema up to date", migrate},
    {"grant", "[--plan|--add]", "makes the programs' database accounts and gives each exactly what it needs", grant},
    {"bootstrap", "", "makes the first administrators, once", bootstrap_command},
    {"keys", "init|check|export FILE|restore FILE|rotate|retire", "makes, copies and replaces the keys", keys_command},
    {"backup", "DIR [--keep N]", "copies the running site into a new folder of DIR, and reads it back", backup_command},
    {"restore", "FOLDER [--replace]", "puts a backup in place of what is there", restore_command},
    {"outbox", "list|retry", "names the mails that were given up, or has them sent again", outbox_command},
    {"sample", "[--doctors N]", "fills a sample site, or adds a crowd to it", sample_command},
    {"verify", "[--anchor N:HMAC]", "checks that nobody altered the operation log", verify_command},
    {NULL, NULL, NULL, NULL},
};

int main(int argc, char **argv)
{
    return admin_run(subcommands, argc, argv);
}
