/* How UTF-8 travels in a mail: base64 lines for bodies, encoded words for headers (RFC 2047), percent encoding for file
 * names (RFC 2231). */
#ifndef NSDB_MAIL_ENCODING_H
#define NSDB_MAIL_ENCODING_H

#include "buffer.h"

/* Base64 in lines of 76 characters, each ended by CRLF. */
void mail_base64_lines(struct buffer *to, struct bytes data);

/* A header's text: as it stands when it is plain ASCII and fits in a line, else as folded encoded words (lines of at
 * most 76 characters with the header's name), never cut inside a character. The text holds no controls. */
void mail_header_text(struct buffer *to, const char *text);

/* The parameter `name` of a header, folded: name="value" for plain ASCII, else name*0*=UTF-8''… in parts. */
void mail_header_parameter(struct buffer *to, const char *name, const char *value);

#endif
