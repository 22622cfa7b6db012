/* Mail addresses as the system accepts them: one plain ASCII address, nothing quoted, no comment (I05). */
#ifndef NSDB_MAIL_ADDRESS_H
#define NSDB_MAIL_ADDRESS_H

#include <stdbool.h>

/* Whether `text` is local@domain: dot-atom of at most 64 bytes, domain of at least two labels, the last not
 * all digits (no IP address), at most 254 bytes in all. The local part may not start with "-" (no option of any
 * program). */
bool mail_address_is_valid(const char *text);

/* What is wrong with a mail address that a person typed, as a Japanese sentence that says how to mend it; NULL when it
 * is valid. The text is constant. */
const char *mail_address_check(const char *text);

/* The part behind the @ of a valid address. */
const char *mail_address_domain(const char *text);

#endif
