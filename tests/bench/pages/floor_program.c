/* The floor that pages are measured against: libfcgi and Connector/C without anything between, as many prefork workers
 * with one blocking accept each. "page" runs the statements of 自アカウント管理 and answers 4 KiB, "hello" answers 4 KiB. */
#include <fcgiapp.h>
#include <mysql.h>
#include <openssl/sha.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "self_query.h"
#include "statement.h"

enum { WORKERS = 4, BACKLOG = 511, COLUMNS_MOST = 32, CELL = 400, PAGE = 4096, IDLE_MINUTES = 30 };

extern const struct statement session_lookup_statement;
extern const struct statement self_page_of_institution_user_statement;

struct row {
    char cells[COLUMNS_MOST][CELL];
    unsigned long lengths[COLUMNS_MOST];
    my_bool nulls[COLUMNS_MOST];
    MYSQL_BIND binds[COLUMNS_MOST];
};

static const char *need_environment(const char *name)
{
    const char *value = getenv(name);
    if (value == NULL) {
        fprintf(stderr, "floor_program: %s is not set\n", name);
        exit(64);
    }
    return value;
}

static void need(int holds, MYSQL *mysql)
{
    if (holds)
        return;
    fprintf(stderr, "floor_program: %s\n", mysql_error(mysql));
    exit(1);
}

static MYSQL *connect_database(void)
{
    char password[200] = "";
    FILE *file = fopen(need_environment("FLOOR_PASSWORD_FILE"), "re");
    MYSQL *mysql = mysql_init(NULL);
    if (file == NULL || fgets(password, sizeof password, file) == NULL || mysql == NULL)
        exit(1);
    (void)fclose(file);
    password[strcspn(password, "\n")] = 0;
    mysql_options(mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    need(mysql_real_connect(mysql, NULL, need_environment("FLOOR_USER"), password, "nsdb", 0,
             need_environment("FLOOR_DATABASE_SOCKET"), 0) != NULL,
        mysql);
    return mysql;
}

static MYSQL_STMT *prepare(MYSQL *mysql, const struct statement *statement, struct row *row)
{
    MYSQL_STMT *handle = mysql_stmt_init(mysql);
    need(handle != NULL && mysql_stmt_prepare(handle, statement->sql, strlen(statement->sql)) == 0, mysql);
    for (size_t i = 0; i < statement->gives_count; i++)
        row->binds[i] = (MYSQL_BIND){.buffer = row->cells[i], .buffer_length = CELL, .buffer_type = MYSQL_TYPE_STRING,
            .length = &row->lengths[i], .is_null = &row->nulls[i]};
    return handle;
}

static void execute(MYSQL *mysql, MYSQL_STMT *handle, MYSQL_BIND *takes, struct row *row)
{
    need(mysql_stmt_bind_param(handle, takes) == 0 && mysql_stmt_execute(handle) == 0 &&
             mysql_stmt_bind_result(handle, row->binds) == 0,
        mysql);
}

static MYSQL_BIND number_bind(void *number)
{
    return (MYSQL_BIND){.buffer = number, .buffer_type = MYSQL_TYPE_LONGLONG};
}

struct floor {
    MYSQL *mysql;
    MYSQL_STMT *session;
    MYSQL_STMT *page;
    struct row session_row;
    struct row page_row;
    struct self_page_in asker;
    char text[PAGE];
};

/* The session of the cookie nsdb=…: its account and epoch are kept for the page. */
static int find_session(struct floor *floor, const char *cookie)
{
    unsigned char hash[SHA256_DIGEST_LENGTH];
    unsigned long hash_length = sizeof hash;
    long long minutes = IDLE_MINUTES;
    const char *token = cookie == NULL ? NULL : strstr(cookie, "nsdb=");
    if (token == NULL)
        return 0;
    token += strlen("nsdb=");
    SHA256((const unsigned char *)token, strcspn(token, ";"), hash);
    MYSQL_BIND takes[] = {
        {.buffer = hash, .buffer_length = sizeof hash, .buffer_type = MYSQL_TYPE_BLOB, .length = &hash_length},
        number_bind(&minutes)};
    execute(floor->mysql, floor->session, takes, &floor->session_row);
    int found = mysql_stmt_fetch(floor->session);
    mysql_stmt_free_result(floor->session);
    floor->asker.account_id = strtoll(floor->session_row.cells[0], NULL, 10);
    floor->asker.epoch = strtoll(floor->session_row.cells[1], NULL, 10);
    return found == 0;
}

static int write_rows(struct floor *floor)
{
    int used = 0;
    MYSQL_BIND takes[COLUMNS_MOST];
    for (size_t i = 0; i < self_page_of_institution_user_statement.takes_count; i++)
        takes[i] = number_bind((char *)&floor->asker + self_page_of_institution_user_statement.takes[i].offset);
    execute(floor->mysql, floor->page, takes, &floor->page_row);
    while (mysql_stmt_fetch(floor->page) == 0 && used < PAGE / 2)
        for (unsigned i = 0; i < self_page_of_institution_user_statement.gives_count; i++)
            if (!floor->page_row.nulls[i])
                used += snprintf(floor->text + used, (size_t)(PAGE - used), "<p>%.40s</p>", floor->page_row.cells[i]);
    mysql_stmt_free_result(floor->page);
    return used;
}

static void answer(FCGX_Request *request, struct floor *floor)
{
    int used = 0;
    if (floor->mysql != NULL) {
        int found = find_session(floor, FCGX_GetParam("HTTP_COOKIE", request->envp));
        used = found ? write_rows(floor) : 0;
        if (!found)
            FCGX_PutS("Status: 403\r\n", request->out);
    }
    memset(floor->text + used, 'x', (size_t)(PAGE - used));
    FCGX_FPrintF(request->out, "Content-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n", PAGE);
    FCGX_PutStr(floor->text, PAGE, request->out);
    FCGX_Finish_r(request);
}

static void work(int socket, int with_database)
{
    struct floor *floor = calloc(1, sizeof *floor);
    FCGX_Request request;
    if (floor == NULL || FCGX_Init() != 0 || FCGX_InitRequest(&request, socket, 0) != 0)
        exit(1);
    if (with_database) {
        floor->mysql = connect_database();
        floor->session = prepare(floor->mysql, &session_lookup_statement, &floor->session_row);
        floor->page = prepare(floor->mysql, &self_page_of_institution_user_statement, &floor->page_row);
    }
    while (FCGX_Accept_r(&request) == 0)
        answer(&request, floor);
    exit(0);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("usage: floor_program page|hello SOCKET\n", stderr);
        return 64;
    }
    int socket = FCGX_OpenSocket(argv[2], BACKLOG);
    for (int i = 0; socket >= 0 && i < WORKERS; i++)
        if (fork() == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            work(socket, strcmp(argv[1], "page") == 0);
        }
    pause();
    return 1;
}
