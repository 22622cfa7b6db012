/* Settings: a text file of `key = value` lines, # comments and `include other-file` (relative to the
 * including file). The last value of a key wins. */
#ifndef NSDB_SETTINGS_H
#define NSDB_SETTINGS_H

#include <stdbool.h>

#include "arena.h"
#include "result.h"

struct settings;

/* Reads the file. FAILED with *problem_out ("path:line: what") when it cannot be read or a line is
 * malformed. Everything lives in `arena`. */
enum result settings_read(struct arena *arena, const char *path, struct settings **settings_out,
    const char **problem_out) MUST_USE;

/* The value of `key`, or `otherwise`. */
const char *settings_text(const struct settings *settings, const char *key, const char *otherwise);

/* The same as a whole number; a value that is none ends the program with a clear message. */
long settings_number(const struct settings *settings, const char *key, long otherwise);

/* yes/no; any other value ends the program with a clear message. */
bool settings_switch(const struct settings *settings, const char *key, bool otherwise);

/* The value for one program: `program.key` if it stands in the file, else `key`, else `otherwise`. */
const char *settings_program_text(const struct settings *settings, const char *program, const char *key,
    const char *otherwise);

/* The same as a whole number; a value that is none ends the program with a clear message. */
long settings_program_number(const struct settings *settings, const char *program, const char *key, long otherwise);

#endif
