/* What a process that works on foreign input may still do: little memory, few files, no core dump, no new privileges,
 * and only the system calls of a list. Builds with sanitizers skip the memory limit and the list, which they break. */
#ifndef NSDB_SANDBOX_H
#define NSDB_SANDBOX_H

#include "result.h"
#include "settings.h"

enum sandbox {
    SANDBOX_HANDLER, /* a FastCGI process: no threads, no processes, no new names for files */
    SANDBOX_LANE     /* a lane of nsdb-worker: these and threads besides (the mail library looks names up in one) */
};

/* Whether a process of the program can work with the settings' numbers: its limits, and those that are asked for much later.
 * Before the first process is made: FAILED (logged), or the end with status 78 for what is no number. */
enum result sandbox_check_settings(const struct settings *settings, const char *program) MUST_USE;

/* Closes the sandbox around this process, for good. Limits come from the settings memory_mib (512) and open_files
 * (256) of the program. Forbidden calls fail with EPERM; the ones that only an intruder makes (execve, ptrace,
 * mount …) end the process with SIGSYS. Everything that needs another program or process happens before. FAILED
 * (logged) when the system refuses: do not go on then. */
enum result sandbox_enter(const struct settings *settings, const char *program, enum sandbox kind) MUST_USE;

#endif
