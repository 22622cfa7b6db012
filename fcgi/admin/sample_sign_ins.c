/* Sign-ins of the sample site, for people and for tests. The table is written beside its place and moved there
 * whole. */
#include "sample_sign_ins.h"

#include <errno.h>
#include <sys/stat.h>

#include "buffer.h"
#include "log.h"

static const char heading[] = "役割\t所属\t初回ログイン\tユーザID\tパスワード\t氏名\t鍵ファイル\tパスフレーズ\t初回ログインで変わること\n";

static const char *change_of(const struct sample_sign_in *sign_in)
{
    if (sign_in->signed_in)
        return "変わりません（初回ログイン済み）";
    if (sign_in->institutional)
        return "メールアドレスの登録、暗号化鍵ファイルの受信と登録、秘密の質問の登録、パスワードの変更。初期パスワードは使えなくなります";
    return "パスワードの変更、暗号化鍵ファイルのダウンロードと登録（自アカウント管理）。初期パスワードは使えなくなります";
}

static enum result failed(const char *path)
{
    log_error("sample", "%s: %s", path, strerror(errno));
    return FAILED;
}

static enum result write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "we");
    if (file == NULL)
        return failed(path);
    bool written = fputs(text, file) >= 0;
    return fclose(file) == 0 && written ? OK : failed(path);
}

static const char *key_path(struct arena *arena, const char *directory, const struct sample_sign_in *sign_in)
{
    return sign_in->key_file == NULL ? "" : arena_format(arena, "%s/sample-keys/%s.pem", directory, sign_in->login_id);
}

static enum result write_keys(const struct sample_people *people, const char *directory)
{
    const char *keys = arena_format(people->secrets, "%s/sample-keys", directory);
    if (mkdir(keys, 0755) != 0 && errno != EEXIST)
        return failed(keys);
    enum result result = OK;
    for (size_t i = 0; i < people->sign_ins.count && result == OK; i++) {
        const struct sample_sign_in *sign_in = &people->sign_ins.items[i];
        if (sign_in->key_file != NULL)
            result = write_text(key_path(people->secrets, directory, sign_in), sign_in->key_file);
    }
    return result;
}

static const char *line(struct arena *arena, const char *directory, const struct sample_sign_in *sign_in)
{
    return arena_format(arena, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", sign_in->role, sign_in->organisation,
        sign_in->signed_in ? "済" : "前", sign_in->login_id, sign_in->password, sign_in->name,
        key_path(arena, directory, sign_in), sign_in->passphrase == NULL ? "" : sign_in->passphrase,
        change_of(sign_in));
}

static enum result write_table(const struct sample_people *people, const char *directory)
{
    const char *path = arena_format(people->secrets, "%s/sign-ins.tsv", directory);
    const char *beside = arena_format(people->secrets, "%s.new", path);
    struct buffer table = buffer_in(people->secrets);
    buffer_add_text(&table, heading);
    for (size_t i = 0; i < people->sign_ins.count; i++)
        buffer_add_text(&table, line(people->secrets, directory, &people->sign_ins.items[i]));
    enum result result = write_text(beside, buffer_text(&table));
    if (result == OK && rename(beside, path) != 0)
        result = failed(path);
    return result;
}

enum result sample_sign_ins_write(const struct sample_people *people, const char *directory)
{
    enum result result = write_keys(people, directory);
    return result == OK ? write_table(people, directory) : result;
}
