/* One connection after the other, line by line. */
#include "smtp_sink.h"

#include <arpa/inet.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LARGEST_TEXT = 256 * 1024 };

struct smtp_sink {
    volatile int mode;
    volatile int mails;
    volatile int recipients;
    volatile int most_recipients;
    volatile int drops;
    volatile int encrypted;
    int port;
    pid_t process;
    uint64_t random_state;
    const char *directory;
    enum smtp_sink_tls tls;
    const char *identity;
};

/* What is known of one mail. */
struct talk {
    struct smtp_sink *sink;
    SSL *ssl;                /* NULL while the line is plain */
    FILE *line_in;
    int fd;
    enum smtp_sink_mode mode;
    int recipients;
};

static unsigned next_random(struct smtp_sink *sink)
{
    sink->random_state = sink->random_state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(sink->random_state >> 33);
}

static enum smtp_sink_mode mode_of_mail(struct smtp_sink *sink)
{
    static const enum smtp_sink_mode hostile[] = {SINK_BUSY, SINK_DROP_AFTER_DATA, SINK_DROP_IN_DATA, SINK_HANG};
    if (sink->mode != SINK_RANDOM)
        return (enum smtp_sink_mode)sink->mode;
    return next_random(sink) % 2 == 0 ? SINK_ACCEPT : hostile[next_random(sink) % 4];
}

static void say(const struct talk *talk, const char *line)
{
    if (talk->ssl != NULL)
        SSL_write(talk->ssl, line, (int)strlen(line));
    else
        (void)!write(talk->fd, line, strlen(line));
}

static ssize_t read_encrypted(void *ssl, char *to, size_t size)
{
    int length = SSL_read(ssl, to, (int)size);
    return length > 0 ? length : 0;
}

static bool offers_starttls(const struct smtp_sink *sink)
{
    return sink->tls == SINK_STARTTLS || sink->tls == SINK_STARTTLS_OLD;
}

/* From here on the line is encrypted; false when the client does not want it so. */
static bool encrypt(struct talk *talk)
{
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    if (SSL_CTX_use_certificate_file(context, talk->sink->identity, SSL_FILETYPE_PEM) != 1
        || SSL_CTX_use_PrivateKey_file(context, talk->sink->identity, SSL_FILETYPE_PEM) != 1)
        abort();
    if (talk->sink->tls == SINK_STARTTLS_OLD
        && (SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION) != 1
            || SSL_CTX_set_cipher_list(context, "ECDHE-ECDSA-AES128-SHA256") != 1))
        abort();
    SSL *ssl = SSL_new(context);
    SSL_CTX_free(context);
    SSL_set_fd(ssl, talk->fd);
    bool done = SSL_accept(ssl) == 1;
    talk->ssl = ssl;
    talk->line_in = fopencookie(ssl, "r", (cookie_io_functions_t){.read = read_encrypted});
    return done;
}

static void keep(struct talk *talk, const char *text, size_t size)
{
    struct smtp_sink *sink = talk->sink;
    char path[512];
    const char *id = strstr(text, "Message-ID: <");
    size_t length = id == NULL ? 0 : strcspn(id + 13, "@>");
    snprintf(path, sizeof path, "%s/%.*s.%05d", sink->directory, (int)length, id == NULL ? "" : id + 13, sink->mails);
    FILE *file = fopen(path, "we");
    if (file == NULL)
        return;
    fwrite(text, 1, size, file);
    fclose(file);
    sink->mails++;
    sink->encrypted += talk->ssl != NULL;
}

/* The text up to the dot; false when the line is to be cut. */
static bool take_text(struct talk *talk)
{
    static char text[LARGEST_TEXT];
    char line[2048];
    size_t size = 0;
    while (fgets(line, sizeof line, talk->line_in) != NULL) {
        if (strcmp(line, ".\r\n") == 0) {
            text[size] = 0;
            keep(talk, text, size);
            return true;
        }
        if (talk->mode == SINK_DROP_IN_DATA && size > 300)
            return false;
        const char *start = line[0] == '.' ? line + 1 : line;
        size_t length = strlen(start);
        if (size + length >= sizeof text)
            return false;
        memcpy(text + size, start, length);
        size += length;
    }
    return false;
}

/* What happens behind the text; false: the line ends. */
static bool answer_text(struct talk *talk)
{
    char byte;
    talk->sink->recipients += talk->recipients;
    if (talk->recipients > talk->sink->most_recipients)
        talk->sink->most_recipients = talk->recipients;
    if (talk->mode == SINK_REFUSE_TEXT)
        say(talk, "554 5.6.0 not wanted\r\n");
    else if (talk->mode != SINK_DROP_AFTER_DATA && talk->mode != SINK_HANG)
        say(talk, "250 2.0.0 kept\r\n");
    else
        talk->sink->drops++;
    while (talk->mode == SINK_HANG && read(talk->fd, &byte, 1) > 0)
        continue;
    return talk->mode != SINK_DROP_AFTER_DATA && talk->mode != SINK_HANG;
}

static bool answer_command(struct talk *talk, const char *line)
{
    if (strncasecmp(line, "MAIL FROM:", 10) == 0) {
        talk->mode = mode_of_mail(talk->sink);
        talk->recipients = 0;
        say(talk, "250 2.1.0 ok\r\n");
    } else if (strncasecmp(line, "RCPT TO:", 8) == 0) {
        talk->recipients++;
        say(talk, talk->mode == SINK_BUSY ? "451 4.3.0 later\r\n"
                : talk->mode == SINK_UNKNOWN ? "550 5.1.1 nobody\r\n" : "250 2.1.5 ok\r\n");
    } else if (strncasecmp(line, "DATA", 4) == 0) {
        say(talk, "354 go on\r\n");
        return take_text(talk) && answer_text(talk);
    } else if (strncasecmp(line, "EHLO", 4) == 0 && offers_starttls(talk->sink) && talk->ssl == NULL) {
        say(talk, "250-sink\r\n250 STARTTLS\r\n");
    } else if (strncasecmp(line, "STARTTLS", 8) == 0 && offers_starttls(talk->sink)) {
        say(talk, "220 2.0.0 go on\r\n");
        return encrypt(talk);
    } else if (strncasecmp(line, "QUIT", 4) == 0) {
        say(talk, "221 bye\r\n");
        return false;
    } else {
        say(talk, "250 ok\r\n");
    }
    return true;
}

static void talk_with(struct smtp_sink *sink, int fd)
{
    char line[2048];
    struct talk talk = {.sink = sink, .line_in = fdopen(fd, "re"), .fd = fd};
    FILE *plain = talk.line_in;
    bool goes_on = plain != NULL && sink->mode != SINK_NO_SERVICE && (sink->tls != SINK_TLS || encrypt(&talk));
    say(&talk, goes_on ? "220 sink ESMTP\r\n" : "554 no service here\r\n");
    while (goes_on && fgets(line, sizeof line, talk.line_in) != NULL)
        goes_on = answer_command(&talk, line);
    if (talk.line_in != plain)
        fclose(talk.line_in);
    SSL_free(talk.ssl);
    if (plain != NULL)
        fclose(plain);
}

static _Noreturn void serve_mails(struct smtp_sink *sink, int listening)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGPIPE, SIG_IGN);
    for (;;) {
        int fd = accept(listening, NULL, NULL);
        if (fd >= 0)
            talk_with(sink, fd);
    }
}

struct smtp_sink *smtp_sink_start(const char *directory)
{
    return smtp_sink_start_tls(directory, SINK_PLAIN, NULL);
}

struct smtp_sink *smtp_sink_start_tls(const char *directory, enum smtp_sink_tls tls, const char *identity)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    struct smtp_sink *sink = mmap(NULL, sizeof *sink, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (sink == MAP_FAILED || bind(listening, (const struct sockaddr *)&address, sizeof address) != 0
        || listen(listening, 16) != 0 || getsockname(listening, (struct sockaddr *)&address, &size) != 0)
        abort();
    sink->directory = directory;
    sink->tls = tls;
    sink->identity = identity;
    sink->port = ntohs(address.sin_port);
    sink->random_state = 20261121;
    pid_t process = fork();
    if (process == 0)
        serve_mails(sink, listening);
    sink->process = process; /* written by the parent alone: the memory is shared */
    close(listening);
    return sink;
}

void smtp_sink_mode(struct smtp_sink *sink, enum smtp_sink_mode mode)
{
    sink->mode = (int)mode;
}

int smtp_sink_port(const struct smtp_sink *sink)
{
    return sink->port;
}

int smtp_sink_mails(const struct smtp_sink *sink)
{
    return sink->mails;
}

int smtp_sink_encrypted(const struct smtp_sink *sink)
{
    return sink->encrypted;
}

int smtp_sink_recipients(const struct smtp_sink *sink)
{
    return sink->recipients;
}

int smtp_sink_most_recipients(const struct smtp_sink *sink)
{
    return sink->most_recipients;
}

int smtp_sink_drops(const struct smtp_sink *sink)
{
    return sink->drops;
}

void smtp_sink_stop(struct smtp_sink *sink)
{
    if (sink->process > 0)
        kill(sink->process, SIGKILL);
    waitpid(sink->process, NULL, 0);
    munmap(sink, sizeof *sink);
}
