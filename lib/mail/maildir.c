/* A Maildir. The file's name comes from the mail's own time and reference, so that delivering a mail again (after a
 * crash between delivery and remembering it) replaces it by itself. */
#include "maildir.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clock.h"
#include "log.h"
#include "text.h"

static bool make_folder(const char *path)
{
    if (mkdir(path, 0700) == 0 || errno == EEXIST)
        return true;
    log_error("maildir", "%s: %s", path, strerror(errno));
    return false;
}

enum result maildir_make(struct arena *arena, const char *directory)
{
    static const char *const folders[] = {"", "/tmp", "/new", "/cur"};
    if (text_is_empty(directory)) {
        log_error("maildir", "the setting mail_directory is missing");
        return FAILED;
    }
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
        if (!make_folder(arena_format(arena, "%s%s", directory, folders[i])))
            return FAILED;
    return OK;
}

static bool write_all(int fd, struct bytes text)
{
    while (text.size > 0) {
        ssize_t written = write(fd, text.data, text.size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        text = (struct bytes){text.data + written, text.size - (size_t)written};
    }
    return true;
}

static bool write_file(const char *path, struct bytes text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return false;
    bool written = write_all(fd, text) && fsync(fd) == 0;
    return close(fd) == 0 && written;
}

/* A rename lasts only when its folder is flushed, too. */
static bool flush_folder(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool flushed = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0)
        close(fd);
    return flushed;
}

/* "20261121T034821.REFERENCE.nsdb": names sort by time. */
static const char *file_name(struct arena *arena, const struct delivery_mail *mail)
{
    char *name = arena_format(arena, "%.19s.%s.nsdb", mail->created_at, mail->reference);
    char *to = name;
    for (const char *from = name; *from != 0; from++)
        if (strchr("-: ", *from) == NULL || from >= name + 19)
            *to++ = *from;
        else if (*from == ' ')
            *to++ = 'T';
    *to = 0;
    return name;
}

enum delivery maildir_deliver(struct arena *arena, const char *directory, const struct delivery_mail *mail,
    const char **answer_out)
{
    const char *name = file_name(arena, mail);
    const char *temporary = arena_format(arena, "%s/tmp/%s.%ld", directory, name, (long)getpid());
    const char *folder = arena_format(arena, "%s/new", directory);
    const char *final = arena_format(arena, "%s/%s", folder, name);
    if (strchr(mail->reference, '/') == NULL && write_file(temporary, mail->text) && rename(temporary, final) == 0
        && flush_folder(folder)) {
        *answer_out = "delivered";
        return DELIVERY_ACCEPTED;
    }
    *answer_out = arena_format(arena, "maildir: %s", strerror(errno));
    log_error("maildir", "%s: %s", directory, strerror(errno));
    return DELIVERY_DEFERRED;
}
