/* The worker as a child. */
#include "worker_process.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "text.h"

enum { LONGEST_LOG = 1 << 20, PATIENCE_US = 20 * 1000 * 1000 };

static void write_file(const char *path, const char *content, mode_t mode)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    if (fd < 0 || write(fd, content, strlen(content)) != (ssize_t)strlen(content))
        abort();
    close(fd);
}

struct worker_process *worker_process_prepare(struct arena *arena, const char *more)
{
    struct worker_process *worker = arena_make(arena, struct worker_process);
    char folder[] = "/tmp/nsdb-worker-XXXXXX";
    if (mkdtemp(folder) == NULL)
        abort();
    worker->arena = arena;
    worker->folder = arena_text(arena, folder);
    worker->settings = arena_format(arena, "%s/settings", folder);
    worker->log = arena_format(arena, "%s/log", folder);
    const char *keys = arena_format(arena, "%s/keyring", folder);
    write_file(keys, keyring_make(arena), 0400);
    if (keyring_read(arena, keys, &worker->keyring) != OK)
        abort();
    write_file(worker->settings,
        arena_format(arena, "include %s\nrun_directory = %s\nkeyring_file = %s\nmail_sender = nsdb@sample.invalid\n"
            "wording_directory = %s\nmail_transport = maildir\nmail_directory = %s/mails\n%s\n",
            getenv("NSDB_TEST_SETTINGS"), folder, keys, WORDING_DIRECTORY, folder, more),
        0600);
    return worker;
}

void worker_process_start(struct worker_process *worker)
{
    const char *program = getenv("NSDB_WORKER");
    if (program == NULL)
        abort();
    unlink(worker->log); /* lanes of the last run are not to be found */
    worker->process = fork();
    if (worker->process != 0)
        return;
    prctl(PR_SET_PDEATHSIG, SIGTERM); /* a test that fails leaves nothing behind */
    int log = open(worker->log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_APPEND, 0600);
    dup2(log, STDERR_FILENO);
    execl(program, program, "--settings", worker->settings, (char *)NULL);
    _exit(127);
}

/* The process of the last line that says that the lane works; 0 when there is none. */
static pid_t lane_in_log(const struct worker_process *worker, const char *lane)
{
    static char log[LONGEST_LOG];
    pid_t found = 0;
    char words[64];
    FILE *file = fopen(worker->log, "re");
    size_t size = file == NULL ? 0 : fread(log, 1, sizeof log - 1, file);
    if (file != NULL)
        fclose(file);
    log[size] = 0;
    snprintf(words, sizeof words, "the lane %s works", lane);
    for (const char *line = log; *line != 0; line += strcspn(line, "\n") + (strchr(line, '\n') != NULL)) {
        const char *said = strstr(line, words);
        const char *pid = strstr(line, "\"pid\":");
        if (said != NULL && said < line + strcspn(line, "\n") && pid != NULL)
            found = (pid_t)strtol(pid + 6, NULL, 10);
    }
    return found;
}

pid_t worker_process_lane(const struct worker_process *worker, const char *lane)
{
    int64_t end = clock_monotonic_us() + PATIENCE_US;
    while (clock_monotonic_us() < end) {
        pid_t process = lane_in_log(worker, lane);
        if (process != 0 && kill(process, 0) == 0)
            return process;
        clock_sleep_us(5000);
    }
    fprintf(stderr, "the lane %s did not start; see %s\n", lane, worker->log);
    abort();
}

void worker_process_kill(struct worker_process *worker)
{
    static const char *const lanes[] = {"mail", "seal", "housekeeping"};
    for (size_t i = 0; i < sizeof lanes / sizeof lanes[0]; i++) {
        pid_t process = lane_in_log(worker, lanes[i]);
        if (process > 0)
            kill(process, SIGKILL);
    }
    kill(worker->process, SIGKILL);
    waitpid(worker->process, NULL, 0);
    worker->process = 0;
}

void worker_process_stop(struct worker_process *worker)
{
    int status = -1;
    kill(worker->process, SIGTERM);
    while (waitpid(worker->process, &status, 0) < 0 && errno == EINTR)
        continue;
    worker->process = 0;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fprintf(stderr, "the worker ended with %d; see %s\n", status, worker->log);
        abort();
    }
}

static void empty(struct arena *arena, const char *folder)
{
    DIR *directory = opendir(folder);
    for (struct dirent *entry; directory != NULL && (entry = readdir(directory)) != NULL;)
        unlink(arena_format(arena, "%s/%s", folder, entry->d_name));
    if (directory != NULL)
        closedir(directory);
}

void worker_process_remove(struct worker_process *worker)
{
    static const char *const names[] = {"settings", "keyring", "log", "worker.sock"};
    static const char *const folders[] = {"mails/tmp", "mails/new", "mails/cur", "mails", ""};
    if (worker->process != 0)
        worker_process_stop(worker);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        unlink(arena_format(worker->arena, "%s/%s", worker->folder, names[i]));
    empty(worker->arena, arena_format(worker->arena, "%s/mails/new", worker->folder));
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
        rmdir(arena_format(worker->arena, "%s/%s", worker->folder, folders[i]));
}
