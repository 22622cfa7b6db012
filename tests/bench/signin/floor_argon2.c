/* The floor of signing in: Argon2id with the parameters of lib/crypto/password and nothing else, in as many processes as
 * the program signin has workers. usage: floor_argon2 WORKERS SECONDS;
 * "floor_argon2 hash PASSWORD" prints a hash. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "password.h"

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void verify_until(double end, const char *hash, long *done)
{
    while (now() < end) {
        if (crypto_pwhash_str_verify(hash, "password", strlen("password")) != 0)
            exit(1);
        ++*done;
    }
    exit(0);
}

static double children_cpu(void)
{
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* Prints hashes per second and CPU µs per hash. */
static int measure(long workers, double seconds)
{
    struct arena *arena = arena_new();
    const char *hash = password_hash(arena, "password");
    long *done = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    long total = 0;
    double start = now();
    if (done == MAP_FAILED || workers < 1 || workers > 64)
        return 64;
    for (long i = 0; i < workers; i++)
        if (fork() == 0)
            verify_until(start + seconds, hash, &done[i]);
    while (wait(NULL) > 0)
        continue;
    for (long i = 0; i < workers; i++)
        total += done[i];
    printf("%.2f %.0f\n", (double)total / (now() - start), children_cpu() * 1e6 / (double)total);
    arena_free(&arena);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 64;
    if (strcmp(argv[1], "hash") == 0) {
        struct arena *arena = arena_new();
        puts(password_hash(arena, argv[2]));
        arena_free(&arena);
        return 0;
    }
    return measure(strtol(argv[1], NULL, 10), strtod(argv[2], NULL));
}
