/* Runs the programs that judge PDF files: pdftotext, pdftoppm, qpdf, zbarimg. */
#ifndef NSDB_TEST_TOOL_H
#define NSDB_TEST_TOOL_H

#include "buffer.h"

/* What the program wrote to its standard output; *status_out is its exit status, 127 when it is absent. */
const char *tool_run(struct arena *arena, const char *const *arguments, int *status_out);

/* The same, when the program has to succeed. */
const char *tool_output(struct arena *arena, const char *const *arguments);

/* `text` without blanks, line ends and form feeds. */
const char *tool_squeeze(struct arena *arena, const char *text);

/* How often `part` occurs in `size` bytes. */
size_t tool_count(const void *data, size_t size, const char *part);

/* A directory for the files of this test, removed when `arena` ends. */
const char *tool_directory(struct arena *arena);

/* Writes a file into the directory and gives its path. */
const char *tool_file(struct arena *arena, const char *directory, const char *name, struct bytes content);

#endif
