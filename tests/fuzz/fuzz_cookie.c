/* Any bytes as FastCGI parameters, Cookie header and header value: no crash, no undefined behaviour, and a cookie's
 * value can be sent back as it is. */
#include <stddef.h>
#include <stdint.h>

#include "header_value.h"
#include "request_parameters.h"
#include "response.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PARAMETERS_MOST = 64 };

/* Lines become parameters. */
static char **split(struct arena *arena, char *text)
{
    char **parameters = arena_make_array(arena, char *, PARAMETERS_MOST + 1);
    for (size_t i = 0; i < PARAMETERS_MOST && *text != 0; i++) {
        size_t length = strcspn(text, "\n");
        parameters[i] = arena_text_part(arena, text, length);
        text += length + (text[length] != 0);
    }
    return parameters;
}

static void check_cookie(struct request *request, const char *name)
{
    const char *value = request_cookie(request, name);
    if (value != NULL && strpbrk(value, "; \t\"\r\n") != NULL && request->fault == 0)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    char *text = arena_copy(arena, data, size);
    struct header_value value;
    struct request *request = request_from_parameters(arena, arena, split(arena, text));
    check_cookie(request, "a");
    request->cookies = text;
    check_cookie(request, "a");
    if (header_value_read(arena, text, &value) == OK && *value.word == 0)
        abort();
    struct response response = response_in(arena);
    response_see_other(&response, text);
    if (response.location[0] != '/' || response.location[1] == '/' || strpbrk(response.location, "\r\n\\ ") != NULL)
        abort();
    arena_free(&arena);
    return 0;
}
