/* Reading a list of hosts. */
#include "database_host.h"

#include <arpa/inet.h>

#include "log.h"
#include "number.h"
#include "text.h"

enum { USUAL_PORT = 3306, HIGHEST_PORT = 65535, LOOPBACK_NET = 127 };

static bool is_this_machine(const char *name)
{
    struct in_addr v4;
    struct in6_addr v6;
    if (inet_pton(AF_INET, name, &v4) == 1)
        return ntohl(v4.s_addr) >> 24 == LOOPBACK_NET;
    if (inet_pton(AF_INET6, name, &v6) == 1)
        return IN6_IS_ADDR_LOOPBACK(&v6);
    return strcasecmp(name, "localhost") == 0;
}

static bool read_port(const char *text, unsigned *port_out)
{
    int64_t port = 0;
    if (*text != 0 && (*text != ':' || !number_read(text + 1, 1, HIGHEST_PORT, &port)))
        return false;
    *port_out = (unsigned)port;
    return true;
}

/* An IPv6 address has colons of its own, hence the brackets before a port; alone it needs none. */
static bool read_host(struct arena *arena, const char *text, struct database_host *host)
{
    struct in6_addr address;
    bool bare = inet_pton(AF_INET6, text, &address) == 1;
    bool bracketed = *text == '[';
    const char *name = text + bracketed;
    size_t length = bare ? strlen(text) : strcspn(name, bracketed ? "]" : ":");
    if (length == 0 || (bracketed && name[length] != ']'))
        return false;
    host->name = arena_text_part(arena, name, length);
    host->is_this_machine = is_this_machine(host->name);
    bool is_a_name = strcspn(host->name, " \t/@[]") == length
        && (!bracketed || inet_pton(AF_INET6, host->name, &address) == 1);
    return is_a_name && read_port(name + length + bracketed, &host->port);
}

enum result database_hosts_read(struct arena *arena, const char *text, struct database_hosts *hosts_out)
{
    *hosts_out = (struct database_hosts){0};
    for (const char *at = text;; at++) {
        size_t length = strcspn(at, ",");
        const char *one = text_trim(arena, arena_text_part(arena, at, length));
        if (!read_host(arena, one, list_push(arena, hosts_out))) {
            log_error("database_settings", "database_hosts = %s: expected host, host:port or [address]:port, with commas "
                "between them.", text);
            return FAILED;
        }
        at += length;
        if (*at == 0)
            return OK;
    }
}

const char *database_host_words(struct arena *arena, const struct database_host *host)
{
    bool brackets = strchr(host->name, ':') != NULL;
    return arena_format(arena, "connect to %s%s%s:%u", brackets ? "[" : "", host->name, brackets ? "]" : "",
        host->port == 0 ? USUAL_PORT : host->port);
}
