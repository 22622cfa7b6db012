/* What one IDPW発行通知書 says, as pdftotext finds it. */
#include "notice_kit.h"
#include "text.h"

/* the rows of the sample notice, the dates, and the password exactly once. */
static void test_content(void **state)
{
    (void)state;
    static const char *const parts[] = {"難病・小慢DBIDPW発行通知書", "自治体東京都", "難病/小慢難病",
        "医療機関みらい病院（1310000003）", "部署神経内科", "氏名山田太郎様", "IDK7MPX3WD9HQZ",
        "初期パスワード", "aB3kWmx9RtYc", "2027年2月19日（令和9年）まで使えます。", "この日までに手順4まで終えてください。",
        "4文字ごとの空きは、入力してもしなくてもかまいません。", "再発行をお申し出ください", "発行日2026年11月21日（令和8年）",
        "第1号（印刷1回目）", "電話03-1234-5678", "https://db.example.jp/signin/", "メールアドレスの登録",
        "暗号化鍵ファイルの登録", "秘密の質問の登録・パスワードの変更", "エー(小)・ビー(大)・3・ケー(小)", "ヘルプデスク"};
    struct made made = make(&sample, 1, false);
    const char *text = text_of(&made, 1, 1);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        assert_says(text, parts[i]);
    assert_int_equal(count_in(text, sample.initial_password), 1);
    assert_int_equal(count_in(text, sample.login_id), 1);
    assert_silent(text, "いまの暗号化鍵ファイル");
    assert_silent(text, "〓");
    assert_int_equal(made.gaps.count, 0);
    end(&made);
}

/* Copying gives ID and password without the gaps between the groups. */
static void test_copied_without_blanks(void **state)
{
    (void)state;
    struct made made = make(&sample, 1, false);
    const char *arguments[] = {"pdftotext", made.path, "-", NULL};
    const char *text = tool_output(made.arena, arguments);
    assert_says(text, sample.login_id);
    assert_says(text, sample.initial_password);
    end(&made);
}

/* Names that real notices have to carry; pdftotext must give exactly these (R-029, I08). */
static const char *const names[] = {"𠮷野", "髙島", "山﨑", "𣘺本", "葛󠄀城", "辻󠄂", "渡邉", "渡邊", "齋藤", "斎藤",
    "佐藤(旧姓\\鈴木)", "O'Neill <b>&amp;", "(((", ")))", "\\", "か゚き゚", "Müller", "ヴァン・デン・ベルフ", "〆木", "々", "𩸽", "㐂",
    "﨟", "ﾔﾏﾀﾞ", "田𠮷𠮷田", "%s%n", "BT ET Tj"};

static void test_names(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct notice notice = sample;
        notice.family_name = names[i];
        struct made made = make(&notice, 1, false);
        const char *expected = tool_squeeze(made.arena, arena_format(made.arena, "氏名%s太郎様", names[i]));
        assert_says(text_of(&made, 1, 1), expected);
        assert_int_equal(made.gaps.count, 0);
        end(&made);
    }
}

/* Long texts are made smaller and wrapped, never cut. */
static void test_long(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct notice notice = sample;
    notice.institution = repeated(arena, "医療法人社団みらい会", 20);
    notice.department = repeated(arena, "総合内科、", 20);
    notice.family_name = repeated(arena, "𠮷齋", 50);
    notice.given_name = repeated(arena, "ウィリアム", 20);
    notice.municipality = repeated(arena, "南アルプス市", 10);
    struct made made = make(&notice, 1, true);
    const char *text = text_of(&made, 2, 2);
    assert_says(text, arena_format(arena, "部署%s", notice.department));
    assert_says(text, arena_format(arena, "氏名%s%s様", notice.family_name, notice.given_name));
    assert_says(text, arena_format(arena, "医療機関%s", notice.institution));
    assert_says(text_of(&made, 1, 1), arena_format(arena, "%s%s様", notice.family_name, notice.given_name));
    end(&made);
    arena_free(&arena);
}

static void test_empty(void **state)
{
    (void)state;
    struct notice notice = sample;
    notice.department = notice.telephone = notice.help_contact = notice.given_name = "";
    struct made made = make(&notice, 1, true);
    const char *text = text_of(&made, 2, 2);
    assert_says(text, "部署―氏名山田様");
    assert_silent(text, "電話");
    end(&made);
}

/* A user of the municipality has no 医療機関 and other first steps. */
static void test_municipal(void **state)
{
    (void)state;
    struct notice notice = sample;
    notice.institution = notice.institution_code = "";
    struct made made = make(&notice, 1, true);
    const char *text = text_of(&made, 2, 2);
    assert_silent(text, "医療機関");
    assert_silent(text, "メールアドレスの登録");
    assert_says(text, "自アカウント管理");
    assert_says(text, "この日までに手順2まで終えてください。");
    assert_says(text_of(&made, 1, 1), "東京都御中");
    end(&made);
}

/* users of 厚労省 and its kin belong to no 自治体, and get their key on screen, not by mail. */
static void test_central(void **state)
{
    (void)state;
    struct notice notice = sample;
    notice.municipality = "厚生労働省";
    notice.scheme = notice.institution = notice.institution_code = "";
    struct made made = make(&notice, 1, false);
    const char *text = text_of(&made, 1, 1);
    assert_says(text, "所属厚生労働省");
    assert_says(text, "暗号化鍵ファイルのダウンロード");
    assert_silent(text, "自治体");
    assert_silent(text, "難病/小慢");
    assert_silent(text, "医療機関");
    assert_silent(text, "メールアドレスの登録");
    end(&made);
}

/* the designation is added to the login that the doctor has. */
static void test_added(void **state)
{
    (void)state;
    struct notice notice = sample;
    notice.initial_password = NULL;
    struct made made = make(&notice, 1, false);
    const char *text = text_of(&made, 1, 1);
    assert_says(text, "すでにお持ちのIDでログインできます");
    assert_silent(text, "有効期限");
    assert_silent(text, "メールアドレスの登録");
    end(&made);
}

/* the login that the designation was added to is not in use: there is no password yet that the person chose. */
static void test_added_to_unused(void **state)
{
    (void)state;
    struct notice notice = sample;
    notice.initial_password = NULL;
    notice.password_elsewhere = true;
    struct made made = make(&notice, 1, false);
    const char *text = text_of(&made, 1, 1);
    assert_says(text, "初期パスワード別の通知書でお知らせします。");
    assert_says(text, "別の通知書にある初期パスワードを入力します。");
    assert_silent(text, "ご自分で決めたパスワード");
    assert_silent(text, "有効期限");
    end(&made);
}

/* mail, key and 秘密の質問 stay with パスワード初期化, and the steps are those that are asked. */
static void test_steps_after_reset(void **state)
{
    static const struct { bool has_key, has_question; const char *says, *last, *silent; } cases[] = {
        {true, true, "登録済みの暗号化鍵ファイルで本人確認をします。", "手順3まで", "秘密の質問"},
        {true, false, "秘密の質問の登録・パスワードの変更", "手順3まで", "メールアドレスの登録"},
        {false, true, "メールアドレスの登録", "手順4まで", "秘密の質問"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct notice notice = sample;
        notice.has_key = cases[i].has_key;
        notice.has_question = cases[i].has_question;
        struct made made = make(&notice, 1, false);
        const char *text = text_of(&made, 1, 1);
        assert_says(text, cases[i].says);
        assert_says(text, cases[i].last);
        assert_silent(text, cases[i].silent);
        assert_silent(text, "初めてログインするとき");
        assert_int_equal(count_in(text, "いまの暗号化鍵ファイルによる確認"), cases[i].has_key);
        assert_int_equal(count_in(text, "新しいパスワードの登録"), cases[i].has_question);
        end(&made);
    }
}

/* The same for users of public bodies, who have no 秘密の質問. */
static void test_municipal_after_reset(void **state)
{
    (void)state;
    struct notice notice = sample;
    notice.institution = notice.institution_code = "";
    notice.has_key = true;
    struct made made = make(&notice, 1, false);
    const char *text = text_of(&made, 1, 1);
    assert_says(text, "いまの暗号化鍵ファイルによる確認");
    assert_says(text, "この日までに手順3まで終えてください。");
    assert_silent(text, "ダウンロード");
    end(&made);
}

static void test_reissue(void **state)
{
    (void)state;
    struct notice notice = sample;
    notice.is_reissue = true;
    notice.slip_number = 3;
    notice.copy_number = 2;
    struct made made = make(&notice, 1, false);
    const char *text = text_of(&made, 1, 1);
    assert_says(text, "発行通知書再発行");
    assert_says(text, "第3号（印刷2回目）");
    end(&made);
}

/* a clerk's lost slip is no matter of the municipality. */
static void test_reissuer(void **state)
{
    (void)state;
    struct notice notice = sample;
    notice.reissuer = "所属の責任者または指定医";
    notice.renewed_by_reset = true;
    struct made made = make(&notice, 1, false);
    const char *text = text_of(&made, 1, 1);
    assert_says(text, "所属の責任者または指定医にパスワード初期化をご依頼ください");
    assert_says(text, "IDの発行は所属の責任者または指定医、");
    assert_silent(text, "東京都に再発行");
    end(&made);
}

/* A character that no font has: 〓, a note on the notice, and the caller knows before and after. */
static void test_gaps(void **state)
{
    (void)state;
    struct notice notices[] = {sample, sample, sample};
    notices[1].family_name = "\xF0\xB1\x8D\x90田";
    notices[2].given_name = "葛󠇯";
    struct notice_bundle bundle = {notices, 3, false};
    struct notice_gaps before;
    struct made made = make(notices, 3, false);
    notice_pdf_check(made.arena, typeface, &bundle, &before);
    assert_int_equal(before.count, 2);
    assert_int_equal(made.gaps.count, 2);
    assert_int_equal(before.items[0].notice, 1);
    assert_string_equal(before.items[0].gap.code, "U+31350");
    assert_false(before.items[0].gap.is_variant);
    assert_int_equal(before.items[1].notice, 2);
    assert_true(before.items[1].gap.is_variant);
    assert_silent(text_of(&made, 1, 1), "印刷できません");
    assert_says(text_of(&made, 2, 2), "氏名〓田太郎様");
    assert_says(text_of(&made, 2, 2), "：U+31350。");
    assert_says(text_of(&made, 3, 3), "：U+845BU+E01EF。");
    end(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_content),
        cmocka_unit_test(test_copied_without_blanks),
        cmocka_unit_test(test_reissuer),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_long),
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_municipal),
        cmocka_unit_test(test_central),
        cmocka_unit_test(test_added),
        cmocka_unit_test(test_added_to_unused),
        cmocka_unit_test(test_steps_after_reset),
        cmocka_unit_test(test_municipal_after_reset),
        cmocka_unit_test(test_reissue),
        cmocka_unit_test(test_gaps),
    };
    struct arena *life = arena_new();
    if (!notice_kit_open(life))
        return NOTICE_KIT_SKIP;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&life);
    return failed;
}
