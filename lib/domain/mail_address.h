/* Mail addresses as the system accepts them: one plain ASCII address, nothing quoted, no comment (I05). */
#ifndef NSDB_MAIL_ADDRESS_H
#define NSDB_MAIL_ADDRESS_H

#include <stdbool.h>

/* Whether `text` is local@domain: dot-atom of at most 64 bytes, domain of at least two labels, at most 254 bytes
 * in all. The local part may not start with "-" (no option of any program). */
bool mail_address_is_valid(const char *text);

#endif
