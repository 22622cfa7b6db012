/* The grammar, by hand: dot-atom @ labels. */
#include "mail_address.h"

#include <stddef.h>

enum { ALL_MOST = 254, LOCAL_MOST = 64, LABEL_MOST = 63 };

static const char letters_and_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
static const char atom[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~";

/* Japanese mobile carriers once handed out local parts with dots in a row or at the end: they are accepted. */
static bool local_is_valid(const char *text, size_t length)
{
    if (length == 0 || length > LOCAL_MOST || text[0] == '.' || text[0] == '-')
        return false;
    for (size_t i = 0; i < length; i++)
        if (text[i] != '.' && strchr(atom, text[i]) == NULL)
            return false;
    return true;
}

static bool label_is_valid(const char *text, size_t length)
{
    if (length == 0 || length > LABEL_MOST || text[0] == '-' || text[length - 1] == '-')
        return false;
    for (size_t i = 0; i < length; i++)
        if (text[i] != '-' && strchr(letters_and_digits, text[i]) == NULL)
            return false;
    return true;
}

static bool domain_is_valid(const char *text)
{
    size_t labels = 0;
    for (;;) {
        size_t length = strcspn(text, ".");
        if (!label_is_valid(text, length))
            return false;
        labels++;
        if (text[length] == 0)
            return labels >= 2;
        text += length + 1;
    }
}

bool mail_address_is_valid(const char *text)
{
    const char *at = strchr(text, '@');
    return at != NULL && strlen(text) <= ALL_MOST && local_is_valid(text, (size_t)(at - text)) &&
           domain_is_valid(at + 1);
}
