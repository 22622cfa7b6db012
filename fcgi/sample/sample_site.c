/* The lock on the sample site's door. */
#include "sample_site.h"

#include "log.h"
#include "settings.h"
#include "text.h"

/* NULL when no settings are named: serve() complains about that itself. */
static const char *settings_path(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (text_equal(argv[i], "--settings") && i + 1 < argc)
            return argv[i + 1];
        if (text_starts_with(argv[i], "--settings="))
            return argv[i] + strlen("--settings=");
    }
    return NULL;
}

bool sample_site_refuses(int argc, char **argv)
{
    const char *path = settings_path(argc, argv);
    const char *problem = NULL;
    struct settings *settings = NULL;
    if (path == NULL)
        return false;
    log_open("sample");
    struct arena *arena = arena_new();
    bool is_sample = settings_read(arena, path, &settings, &problem) == OK
        && settings_switch(settings, "sample_site", false);
    if (problem != NULL)
        log_error("settings", "%s", problem);
    else if (!is_sample)
        log_error("settings", "sample_site = yes is missing: this program shows mails to everybody and runs on "
            "sample sites only");
    arena_free(&arena);
    return !is_sample;
}
