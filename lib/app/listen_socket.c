/* Listening sockets. */
#include "listen_socket.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "log.h"
#include "service_manager.h"
#include "text.h"

enum { BACKLOG = 511, SOCKET_MODE = 0660 };

/* Set over a reload only: the socket that is handed over is our own. */
static const char owned_mark[] = "NSDB_SOCKET_OWNED";

static enum result refuse(const char *path, const char *what)
{
    log_error("socket", "%s: %s: %s", path, what, strerror(errno));
    return FAILED;
}

/* The lock tells a second start from a socket file that a dead program left behind. */
static enum result take_lock(struct arena *arena, struct listen_socket *listening)
{
    const char *path = arena_format(arena, "%s.lock", listening->path);
    listening->lock_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (listening->lock_fd < 0)
        return refuse(path, "cannot be opened");
    if (flock(listening->lock_fd, LOCK_EX | LOCK_NB) != 0)
        return refuse(path, "the program runs already");
    return OK;
}

static enum result give_to_group(const char *path, const char *group)
{
    if (*group == 0)
        return OK;
    const struct group *found = getgrnam(group);
    if (found == NULL)
        return refuse(group, "no such group (socket_group)");
    return chown(path, (uid_t)-1, found->gr_gid) == 0 ? OK : refuse(path, "cannot be given to socket_group");
}

/* Made under another name first: the socket appears with its mode and group, listening, or not at all. */
static enum result make_socket(struct arena *arena, struct listen_socket *listening, const char *group)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    const char *path = arena_format(arena, "%s.new", listening->path);
    errno = ENAMETOOLONG;
    if (strlen(path) >= sizeof address.sun_path)
        return refuse(path, "the path of a socket has at most 107 characters");
    memcpy(address.sun_path, path, strlen(path) + 1);
    unlink(path);
    listening->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listening->fd < 0 || bind(listening->fd, (struct sockaddr *)&address, sizeof address) != 0)
        return refuse(path, "cannot be made");
    if (give_to_group(path, group) != OK)
        return FAILED;
    if (chmod(path, SOCKET_MODE) != 0 || listen(listening->fd, BACKLOG) != 0 || rename(path, listening->path) != 0)
        return refuse(listening->path, "cannot be made");
    listening->owned = true;
    return OK;
}

static enum result open_any(struct arena *arena, struct listen_socket *listening, const char *group)
{
    listening->fd = service_manager_take_socket();
    listening->owned = listening->fd >= 0 && getenv(owned_mark) != NULL;
    unsetenv(owned_mark);
    if (listening->fd >= 0 && !listening->owned)
        return OK;
    enum result result = take_lock(arena, listening);
    return result == OK && !listening->owned ? make_socket(arena, listening, group) : result;
}

enum result listen_socket_open(struct arena *arena, const struct settings *settings, const char *program,
    struct listen_socket *socket_out)
{
    const char *directory = settings_program_text(settings, program, "run_directory", "/run/nsdb");
    const char *usual = arena_format(arena, "%s/%s.sock", directory, program);
    *socket_out = (struct listen_socket){.fd = -1, .lock_fd = -1};
    socket_out->path = settings_program_text(settings, program, "socket", usual);
    enum result result = open_any(arena, socket_out, settings_program_text(settings, program, "socket_group", ""));
    if (result != OK)
        return result;
    if (fcntl(socket_out->fd, F_SETFL, fcntl(socket_out->fd, F_GETFL) & ~O_NONBLOCK) != 0)
        return refuse(socket_out->path, "cannot be used");
    return OK;
}

void listen_socket_end(struct listen_socket *listening)
{
    if (listening->owned)
        unlink(listening->path);
    listening->owned = false;
}

void listen_socket_leave(const struct listen_socket *listening)
{
    service_manager_leave_socket(listening->fd);
    if (listening->owned)
        setenv(owned_mark, "yes", 1);
}
