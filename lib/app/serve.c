/* What the main.c of a FastCGI program calls: options, and then the service. */
#include <getopt.h>

#include "app.h"
#include "log.h"
#include "route_list.h"
#include "service.h"

enum { EXIT_USAGE = 64, EXIT_CONFIGURATION = 78 };

struct options {
    const char *settings_path;
    bool check;
    bool print_routes;
    bool wrong;
};

static struct options read_options(int argc, char **argv)
{
    static const struct option known[] = {{"settings", required_argument, NULL, 's'},
        {"check-config", no_argument, NULL, 'c'}, {"print-routes", no_argument, NULL, 'r'}, {NULL, 0, NULL, 0}};
    struct options options = {.wrong = false};
    for (int found; (found = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        options.settings_path = found == 's' ? optarg : options.settings_path;
        options.check = options.check || found == 'c';
        options.print_routes = options.print_routes || found == 'r';
        options.wrong = options.wrong || found == '?';
    }
    options.wrong = options.wrong || optind != argc || (!options.print_routes && options.settings_path == NULL);
    return options;
}

static int explain(const struct program *program)
{
    fprintf(stderr, "usage: nsdb-%s --settings FILE [--check-config]\n       nsdb-%s --print-routes\n", program->name,
        program->name);
    return EXIT_USAGE;
}

static int run(const struct program *program, const struct options *options, char **argv)
{
    struct arena *arena = arena_new();
    struct service *service;
    int status = EXIT_CONFIGURATION;
    if (service_open(arena, program, options->settings_path, &service) == OK)
        status = options->check ? 0 : service_run(service, argv);
    arena_free(&arena);
    return status;
}

int serve(const struct program *program, int argc, char **argv)
{
    struct options options = read_options(argc, argv);
    log_open(program->name);
    if (options.wrong)
        return explain(program);
    if (options.print_routes) {
        route_list_print(program);
        return 0;
    }
    return run(program, &options, argv);
}
