/* Limits and system calls. The list is by what our libraries do: malloc, libfcgi, libmariadb (unix and TCP sockets,
 * name look-up), OpenSSL, libsodium (mlock), gconv and plugin loading (file mappings with PROT_EXEC), unnamed files. */
#include "sandbox.h"

#include <errno.h>
#include <linux/sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "log.h"
#include "sandbox_calls.h"

#if defined(__SANITIZE_ADDRESS__)
#define UNDER_SANITIZER 1
#else
#define UNDER_SANITIZER 0
#endif

enum { MEMORY_MIB = 512, MEMORY_MIB_LEAST = 128, OPEN_FILES = 256, OPEN_FILES_LEAST = 64, FILE_MASK = 027, MIB = 1024 * 1024 };

/* Numbers that are asked for by the first request, mail or check that needs them: a wrong one would end the process then. */
static const char *const later_numbers[] = {"database_time_shift_seconds", "smtp_timeout_seconds", "mail_retry_seconds", "mail_tries",
    "mail_give_up_hours", "mail_lease_seconds", "initial_password_days", "mailed_password_days", "disk_free_mib",
    "outbox_age_seconds", "log_age_seconds", "backup_age_hours"};

static enum result at_least(const char *key, long value, long least)
{
    if (value >= least)
        return OK;
    log_error("settings", "%s = %ld: expected %ld or more", key, value, least);
    return FAILED;
}

enum result sandbox_check_settings(const struct settings *settings, const char *program)
{
    for (size_t i = 0; i < sizeof later_numbers / sizeof later_numbers[0]; i++)
        settings_number(settings, later_numbers[i], 0);
    long memory = settings_program_number(settings, program, "memory_mib", MEMORY_MIB);
    long files = settings_program_number(settings, program, "open_files", OPEN_FILES);
    enum result result = at_least("memory_mib", memory, MEMORY_MIB_LEAST);
    return result == OK ? at_least("open_files", files, OPEN_FILES_LEAST) : result;
}

static enum result refuse(const char *what)
{
    log_error("sandbox", "%s: %s", what, strerror(errno));
    return FAILED;
}

static enum result limit(int resource, rlim_t most, const char *name)
{
    struct rlimit wanted = {most, most};
    struct rlimit now;
    if (getrlimit(resource, &now) == 0 && now.rlim_max < most)
        wanted = (struct rlimit){now.rlim_max, now.rlim_max};
    return setrlimit(resource, &wanted) == 0 ? OK : refuse(name);
}

static enum result set_limits(const struct settings *settings, const char *program)
{
    rlim_t memory = (rlim_t)settings_program_number(settings, program, "memory_mib", MEMORY_MIB) * MIB;
    rlim_t files = (rlim_t)settings_program_number(settings, program, "open_files", OPEN_FILES);
    umask(FILE_MASK);
    if (limit(RLIMIT_CORE, 0, "RLIMIT_CORE") != OK || limit(RLIMIT_NOFILE, files, "RLIMIT_NOFILE") != OK)
        return FAILED;
    if (!UNDER_SANITIZER && limit(RLIMIT_AS, memory, "RLIMIT_AS") != OK)
        return FAILED;
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? OK : refuse("no_new_privs");
}

static void free_filter(void *filter)
{
    seccomp_release(filter);
}

static int add_all(scmp_filter_ctx filter, uint32_t action, const int *calls)
{
    int failed = 0;
    for (; *calls != SANDBOX_CALLS_END; calls++)
        failed |= seccomp_rule_add(filter, action, *calls, 0);
    return failed;
}

/* Memory is never both made by us and executable; libraries are mapped from files. */
static int add_memory_rules(scmp_filter_ctx filter)
{
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) |
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, 0)) |
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
}

/* abort() signals the process itself; limits may be read, not set. */
static int add_own_process_rules(scmp_filter_ctx filter)
{
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid())) |
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1, SCMP_A2(SCMP_CMP_EQ, 0));
}

/* clone3 hides its flags behind a pointer; told that it does not exist, the C library takes clone. */
static int add_lane_rules(scmp_filter_ctx filter, enum sandbox kind)
{
    int failed = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    if (kind == SANDBOX_LANE)
        failed |= add_all(filter, SCMP_ACT_ALLOW, sandbox_lane_calls) |
                  seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                      SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD));
    return failed;
}

static enum result close_calls(enum sandbox kind)
{
    struct arena *arena = arena_new();
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (filter == NULL)
        return refuse("seccomp");
    arena_defer(arena, free_filter, filter);
    int failed = add_all(filter, SCMP_ACT_ALLOW, sandbox_allowed_calls) |
                 add_all(filter, SCMP_ACT_KILL_PROCESS, sandbox_hostile_calls) | add_memory_rules(filter) |
                 add_own_process_rules(filter) | add_lane_rules(filter, kind);
    enum result result = failed == 0 && seccomp_load(filter) == 0 ? OK : refuse("seccomp");
    arena_free(&arena);
    return result;
}

enum result sandbox_enter(const struct settings *settings, const char *program, enum sandbox kind)
{
    enum result result = set_limits(settings, program);
    if (result != OK || UNDER_SANITIZER)
        return result;
    return close_calls(kind);
}
