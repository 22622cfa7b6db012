/* The grammar, by hand: dot-atom @ labels. */
#include "mail_address.h"

#include <stddef.h>

#include "text.h"

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
            return labels >= 2 && strspn(text, "0123456789") < length;
        text += length + 1;
    }
}

bool mail_address_is_valid(const char *text)
{
    const char *at = strchr(text, '@');
    return at != NULL && strlen(text) <= ALL_MOST && local_is_valid(text, (size_t)(at - text)) &&
           domain_is_valid(at + 1);
}

static bool is_ascii_without_blanks(const char *text)
{
    for (; *text != 0; text++)
        if ((unsigned char)*text <= ' ' || (unsigned char)*text >= 0x7f)
            return false;
    return true;
}

const char *mail_address_check(const char *text)
{
    if (text_is_empty(text))
        return "メールアドレスを入力してください。";
    if (!is_ascii_without_blanks(text))
        return "メールアドレスに使えない文字があります。空白を入れず、半角の英数字と記号で入力してください。";
    if (strlen(text) > ALL_MOST)
        return "メールアドレスが長すぎます。254文字以内で入力してください。";
    const char *at = strchr(text, '@');
    if (at == NULL)
        return "メールアドレスに @ がありません。「名前@example.jp」の形で入力してください。";
    if (strpbrk(text, ",;") != NULL || strchr(at + 1, '@') != NULL)
        return "メールアドレスは1件だけ入力してください。";
    if (!local_is_valid(text, (size_t)(at - text)))
        return "メールアドレスの @ より前が正しくありません。先頭の「.」や「-」、使えない記号がないか確認してください。";
    if (!domain_is_valid(at + 1))
        return "メールアドレスの @ より後が正しくありません。「example.jp」のような形か確認してください。";
    return NULL;
}

const char *mail_address_domain(const char *text)
{
    const char *at = strrchr(text, '@');
    return at == NULL ? "" : at + 1;
}
