/* Socket hand-over and notes. */
#include "service_manager.h"

#include <fcntl.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "log.h"
#include "number.h"
#include "text.h"

enum { FIRST_HANDED_OVER = 3 };

static bool is_for_us(void)
{
    const char *process = getenv("LISTEN_PID");
    const char *count = getenv("LISTEN_FDS");
    int64_t number = 0;
    return process != NULL && count != NULL && number_read(process, getpid(), getpid(), &number) &&
           number_read(count, 1, 1, &number);
}

int service_manager_take_socket(void)
{
    bool ours = is_for_us();
    unsetenv("LISTEN_PID");
    unsetenv("LISTEN_FDS");
    unsetenv("LISTEN_FDNAMES");
    if (!ours || fcntl(FIRST_HANDED_OVER, F_SETFD, FD_CLOEXEC) != 0)
        return -1;
    return FIRST_HANDED_OVER;
}

void service_manager_leave_socket(int fd)
{
    char process[16];
    snprintf(process, sizeof process, "%d", (int)getpid());
    if (fd == FIRST_HANDED_OVER)
        fcntl(fd, F_SETFD, 0);
    else
        dup2(fd, FIRST_HANDED_OVER);
    setenv("LISTEN_PID", process, 1);
    setenv("LISTEN_FDS", "1", 1);
}

/* An abstract name is written with "@" for its leading 0 byte. */
static socklen_t name_socket(struct sockaddr_un *address, const char *name)
{
    size_t length = strlen(name);
    if (length == 0 || length >= sizeof address->sun_path || (*name != '/' && *name != '@'))
        return 0;
    memcpy(address->sun_path, name, length + 1);
    if (*name == '@')
        address->sun_path[0] = 0;
    return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length + (*name == '/' ? 1 : 0));
}

void service_manager_notify(const char *state)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    const char *name = getenv("NOTIFY_SOCKET");
    socklen_t size = name == NULL ? 0 : name_socket(&address, name);
    if (size == 0)
        return;
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || sendto(fd, state, strlen(state), MSG_NOSIGNAL, (struct sockaddr *)&address, size) < 0)
        log_warning("service_manager", "the note \"%s\" did not reach the service manager", state);
    if (fd >= 0)
        close(fd);
}
