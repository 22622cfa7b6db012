/* Whole bodies. */
#include "body.h"

enum result body_read(struct request *request, struct bytes *body_out)
{
    size_t size = (size_t)request->content_length;
    uint8_t *data = arena_alloc(request->secrets, size + 1);
    size_t filled = 0;
    long got = 1;
    /* One byte more than announced is asked for: the true end must follow. */
    while (got > 0 && filled <= size) {
        got = request->read_body(request, data + filled, size + 1 - filled);
        filled += got > 0 ? (size_t)got : 0;
    }
    if (got != 0 || filled != size)
        return REFUSED;
    *body_out = (struct bytes){data, size};
    return OK;
}
