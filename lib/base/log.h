/* One JSON line on standard error for each event, with the request id that nginx, handler and worker
 * share. Never a secret, never a patient's data, no value of a person beyond ids (L04, L05). */
#ifndef NSDB_LOG_H
#define NSDB_LOG_H

#include <stdint.h>

enum log_level { LOG_LEVEL_ERROR, LOG_LEVEL_WARNING, LOG_LEVEL_INFO };

/* Names the program in every line. The text must outlive the process. */
void log_open(const char *program);

/* The request id of the lines that follow; "" for none. Copied, at most 63 bytes. */
void log_request(const char *request_id);

/* Writes one line: `event` is a stable word, the sentence follows printf's rules; every character that
 * could forge a line is escaped. */
void log_event(enum log_level level, const char *event, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#define log_error(event, ...) log_event(LOG_LEVEL_ERROR, (event), __VA_ARGS__)
#define log_warning(event, ...) log_event(LOG_LEVEL_WARNING, (event), __VA_ARGS__)
#define log_info(event, ...) log_event(LOG_LEVEL_INFO, (event), __VA_ARGS__)

#endif
