/* Any bytes as a page template: no crash, no undefined behaviour, and each answer is either code or a sentence that
 * names the file and a line. */
#include <stddef.h>
#include <stdint.h>

#include "template.h"
#include "text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct template_result result;
    struct template_source source = {"a.html", "a_page", arena_copy(arena, data, size)};
    if (template_compile(arena, source, &result) == OK) {
        if (result.problem != NULL || result.code.size == 0)
            abort();
    } else if (!text_starts_with(result.problem, "a.html:")) {
        abort();
    }
    arena_free(&arena);
    return 0;
}
