/* libqrencode gives one byte for each module, its lowest bit is the colour. */
#include "qr.h"

#include <errno.h>
#include <qrencode.h>

#include "log.h"

enum result qr_draw(struct sheet *sheet, struct sheet_area area, const char *text)
{
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    if (code == NULL) {
        log_error("qr_code", "a text of %zu bytes makes no QR code: %s", strlen(text), strerror(errno));
        return REFUSED;
    }
    sheet_modules(sheet, area, code->data, code->width);
    QRcode_free(code);
    return OK;
}
