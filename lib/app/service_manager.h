/* The little of systemd's protocols that a service needs, without its library: sockets handed over at start
 * (LISTEN_FDS) and notes about the state (NOTIFY_SOCKET). Everything does nothing when there is no such manager. */
#ifndef NSDB_SERVICE_MANAGER_H
#define NSDB_SERVICE_MANAGER_H

/* The listening socket that was handed over, now closed on exec; -1 when there is none. The environment's words
 * about it are taken away, so that no child process believes them. */
int service_manager_take_socket(void);

/* Hands `fd` over to the program that this process is about to become. */
void service_manager_leave_socket(int fd);

/* Tells the manager "READY=1", "STOPPING=1" or the like. */
void service_manager_notify(const char *state);

#endif
