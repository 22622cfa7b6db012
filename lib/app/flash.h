/* Short messages that the page after a 303 shows. The session keeps only the key; the words are here. */
#ifndef NSDB_FLASH_H
#define NSDB_FLASH_H

struct flash_message {
    const char *key;
    const char *type;      /* success, info, warning or error */
    const char *heading;
    const char *message;
};

/* NULL for an unknown key. */
const struct flash_message *flash_message(const char *key);

#endif
