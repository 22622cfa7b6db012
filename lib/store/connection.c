/* Opening, losing and reopening the connection, and what its errors mean (libraries.md §4.7). */
#include "connection.h"

#include <errmsg.h>
#include <mysqld_error.h>
#include <poll.h>

#include "clock.h"
#include "log.h"

enum { PAUSE_US = 50000 };

/* The library's own reconnecting stays off: it would lose a transaction silently. So does its list of hosts: it goes on to
 * the next one when nobody answers, but not when the one who answers cannot be trusted. */
static void set_options(struct store *store)
{
    unsigned off = 0;
    enum mysql_protocol_type protocol = MYSQL_PROTOCOL_TCP;
    mysql_options(store->mysql, MYSQL_OPT_CONNECT_TIMEOUT, &store->connect_seconds);
    mysql_options(store->mysql, MYSQL_OPT_READ_TIMEOUT, &store->answer_seconds);
    mysql_options(store->mysql, MYSQL_OPT_WRITE_TIMEOUT, &store->answer_seconds);
    mysql_options(store->mysql, MYSQL_OPT_LOCAL_INFILE, &off);
    mysql_options(store->mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    if (store->socket != NULL)
        return;
    mysql_options(store->mysql, MYSQL_OPT_PROTOCOL, &protocol);
    database_tls_set(store->mysql, &store->tls);
}

/* Strict, UTC, and no longer wait for a lock than a person waits for a page. */
static enum result set_up_session(struct store *store)
{
    struct arena *arena = arena_new();
    const char *command = arena_format(arena,
        "SET SESSION time_zone = '+00:00', sql_mode = 'TRADITIONAL', autocommit = 1,"
        " tx_isolation = 'REPEATABLE-READ', innodb_lock_wait_timeout = %ld, wait_timeout = 28800",
        store->lock_wait_seconds);
    enum result result = connection_command(store, command);
    store->lock_wait_now = store->lock_wait_seconds;
    arena_free(&arena);
    return result;
}

/* A host that answers, but only to say that it will not do the work (a node without its cluster, one that only reads,
 * one that ends): it would be asked first again, so the list begins behind it. */
static void pass_over_host(struct store *store, unsigned number)
{
    if (store->hosts.count == 0
        || (number != ER_UNKNOWN_COM_ERROR && number != ER_ERROR_DURING_COMMIT && number != ER_OPTION_PREVENTS_STATEMENT
            && number != ER_SERVER_SHUTDOWN))
        return;
    store->first_host = (store->host_now + 1) % store->hosts.count;
}

/* Logged, and for want of trust with what an operator has to look at. */
static enum result refuse_server(struct store *store, const struct database_host *host)
{
    struct arena *arena = arena_new();
    unsigned number = mysql_errno(store->mysql);
    enum result result = connection_fault(store, number, mysql_error(store->mysql),
        host == NULL ? "connect" : database_host_words(arena, host));
    if (number == CR_SSL_CONNECTION_ERROR && host != NULL)
        log_error("database_tls", "%s: no line that can be trusted. The host must offer TLS 1.2 or 1.3 with AES-GCM or ChaCha20 "
            "and a certificate that is valid today, bears this very name or address and leads to database_ca_file = %s. "
            "Neither account nor password was said in the clear.", host->name, store->tls.ca_file);
    arena_free(&arena);
    connection_drop(store);
    return result;
}

/* `host` NULL: through the socket. */
static enum result connect_to(struct store *store, const struct database_host *host)
{
    store->mysql = mysql_init(NULL);
    if (store->mysql == NULL)
        abort();
    set_options(store);
    if (mysql_real_connect(store->mysql, host == NULL ? NULL : host->name, store->user, store->password, store->database,
            host == NULL ? 0 : host->port, store->socket, 0) == NULL)
        return refuse_server(store, host);
    enum result result = set_up_session(store);
    if (result != OK)
        connection_drop(store);
    return result;
}

static enum result connect_now(struct store *store)
{
    size_t first = store->first_host;
    if (store->socket != NULL)
        return connect_to(store, NULL);
    enum result result = FAILED;
    for (size_t i = 0; result != OK && i < store->hosts.count; i++) {
        store->host_now = (first + i) % store->hosts.count;
        result = connect_to(store, &store->hosts.items[store->host_now]);
    }
    return result;
}

enum result connection_ready(struct store *store)
{
    if (store->mysql != NULL && !connection_is_alive(store)) {
        log_warning("database_lost", "The connection was closed by the server and is opened again.");
        connection_drop(store);
    }
    return store->mysql != NULL ? OK : connect_now(store);
}

void connection_drop(struct store *store)
{
    if (store->mysql == NULL)
        return;
    prepared_drop_all(store);
    mysql_close(store->mysql);
    store->mysql = NULL;
    arena_reset(store->connection_arena);
}

bool connection_is_alive(struct store *store)
{
    struct pollfd wait = {.fd = (int)mysql_get_socket(store->mysql), .events = POLLIN};
    /* Between two commands the server has nothing to say, unless it says good-bye (or TLS talks to itself). */
    return poll(&wait, 1, 0) == 0 || mysql_ping(store->mysql) == 0;
}

enum result connection_command(struct store *store, const char *command)
{
    if (mysql_real_query(store->mysql, command, strlen(command)) == 0)
        return OK;
    return connection_fault(store, mysql_errno(store->mysql), mysql_error(store->mysql), command);
}

/* Whatever ends a connection under TLS is an error of TLS to the library. */
bool fault_is_loss(unsigned number)
{
    return number == CR_SERVER_GONE_ERROR || number == CR_SERVER_LOST || number == CR_CONNECTION_ERROR
        || number == CR_CONN_HOST_ERROR || number == CR_SERVER_LOST_EXTENDED || number == CR_SSL_CONNECTION_ERROR
        || number == ER_CONNECTION_KILLED
        || number == ER_SERVER_SHUTDOWN || number == ER_UNKNOWN_COM_ERROR || number == ER_OPTION_PREVENTS_STATEMENT
        || number == ER_ERROR_DURING_COMMIT || number == ER_CON_COUNT_ERROR;
}

bool fault_hides_outcome(unsigned number)
{
    return number == CR_SERVER_GONE_ERROR || number == CR_SERVER_LOST || number == CR_SERVER_LOST_EXTENDED
        || number == CR_SSL_CONNECTION_ERROR || number == ER_CONNECTION_KILLED || number == ER_SERVER_SHUTDOWN;
}

bool fault_is_passing(unsigned number)
{
    return fault_is_loss(number) || number == ER_LOCK_DEADLOCK || number == ER_LOCK_WAIT_TIMEOUT
        || number == ER_CHECKREAD;
}

/* Messages that quote a value of a person never reach the log (L04). */
static bool quotes_a_value(unsigned number)
{
    return number == ER_DUP_ENTRY || number == ER_TRUNCATED_WRONG_VALUE || number == ER_TRUNCATED_WRONG_VALUE_FOR_FIELD
        || number == ER_PARSE_ERROR || number == ER_WARN_DATA_OUT_OF_RANGE || number == ER_WRONG_VALUE_FOR_TYPE;
}

/* "Duplicate entry '…' for key 'account_login_id'": the entry may hold anything, so the last key counts. */
static void keep_conflict_key(struct store *store, const char *message)
{
    static const char mark[] = " for key '";
    const char *key = NULL;
    for (const char *at = strstr(message, mark); at != NULL; at = strstr(at + 1, mark))
        key = at + sizeof mark - 1;
    store->conflict_key[0] = 0;
    if (key != NULL)
        snprintf(store->conflict_key, sizeof store->conflict_key, "%.*s", (int)strcspn(key, "'"), key);
}

enum result connection_fault(struct store *store, unsigned number, const char *message, const char *what)
{
    if (number == ER_DUP_ENTRY) {
        keep_conflict_key(store, message);
        return CONFLICT;
    }
    store->fault = number;
    pass_over_host(store, number);
    if (store->in_transaction && fault_is_passing(number))
        store->broken = true;
    if (!fault_is_passing(number) || fault_is_loss(number))
        log_error("database_failed", "%s: error %u%s%s", what, number, quotes_a_value(number) ? "" : ", ",
            quotes_a_value(number) ? "" : message);
    return FAILED;
}

void connection_pause(unsigned next)
{
    int64_t whole = (int64_t)PAUSE_US << (next - 2);
    clock_sleep_us(whole / 2 + clock_monotonic_us() % (whole / 2));
}
