/* Plain libharu: fonts from files, every page drawn in full, all text through HPDF_Page_TextOut. */
#include "floor_notice.h"

#include <hpdf.h>
#include <qrencode.h>

#define MM (72.0f / 25.4f)
#define FONTS "/usr/share/fonts/truetype/bizud-gothic/"

struct line {
    float x, y, size;
    const char *text;
};

/* The texts of a notice at about their places; the same for each page but for name, ID and password. */
static const struct line lines[] = {
    {24, 20, 10, "みらい病院"}, {24, 26, 10, "神経内科"}, {24, 34, 13, "山田 太郎 様"},
    {140, 18, 9, "発行日 2026年11月21日（令和8年）"}, {150, 23, 9, "発行番号 第1号（印刷1回目）"}, {175, 31, 11, "東京都"},
    {155, 36, 9, "電話 03-1234-5678"}, {60, 66, 19, "難病・小慢DB IDPW発行通知書"},
    {22, 79, 10, "難病・小慢DBにログインするためのIDと初期パスワードをお知らせします。ほかの人に見せず、大切に保管し"},
    {22, 85, 10, "てください。4文字ごとの空きは、入力してもしなくてもかまいません。"}, {26, 109, 9.5f, "自治体"}, {63, 109, 11, "東京都"},
    {26, 118, 9.5f, "難病/小慢"}, {63, 118, 11, "難病"}, {26, 126, 9.5f, "医療機関"},
    {63, 126, 11, "みらい病院（1310000003）"}, {26, 135, 9.5f, "部署"}, {63, 135, 11, "神経内科"}, {26, 143, 9.5f, "氏名"},
    {63, 143, 13, "山田 太郎 様"}, {26, 156, 9.5f, "ID"},
    {63, 163, 8, "読み方 ケー・7・エム・ピー／エックス・3・ダブリュー・ディー／9・エイチ・キュー・ゼット（英字はすべて大文字）"},
    {26, 175, 9.5f, "初期パスワード"},
    {63, 180, 8, "読み方 エー(小)・ビー(大)・3・ケー(小)／ダブリュー(大)・エム(小)・エックス(小)・9／アール(大)・"},
    {63, 184, 8, "ティー(小)・ワイ(大)・シー(小)"}, {26, 191, 9.5f, "有効期限"},
    {63, 190, 11, "2027年2月19日（令和9年）まで使えます。"}, {63, 195, 9, "この日までに手順4まで終えてください。"}, {22, 207, 11.5f, "初めてログインするとき"},
    {22, 214, 9.5f, "ログイン画面 https://db.example.jp/signin/"}, {30, 220, 9.5f, "ログイン"},
    {30, 225, 8.5f, "ログイン画面を開き、このIDと初期パスワードを入力します。"}, {30, 231, 9.5f, "メールアドレスの登録"},
    {30, 235, 8.5f, "ご自分のメールアドレスを登録すると、暗号化鍵ファイルがメールで届きます。画面に出る"},
    {30, 239, 8.5f, "パスフレーズを書き留めます。"}, {30, 245, 9.5f, "暗号化鍵ファイルの登録"},
    {30, 250, 8.5f, "届いたファイルを保存し、24時間以内に、パスフレーズとともに画面で登録します。"},
    {30, 256, 9.5f, "秘密の質問の登録・パスワードの変更"},
    {30, 261, 8.5f, "秘密の質問と答え、新しいパスワードを登録すると、利用できるようになります。"},
    {22, 271, 8, "・この通知書をなくしたときや、有効期限が過ぎたときは、東京都に再発行をお申し出ください。"},
    {22, 275, 8, "・IDとパスワードは、ご本人だけがお使いください。職員がパスワードをお聞きすることはありません。"},
    {22, 279, 8, "・お問い合わせ：IDの発行は東京都（電話 03-1234-5678）、システムの使い方はヘルプデスク（電話 0120-000-000）"},
    {160, 237, 6.5f, "ログイン画面とID"}, {158, 240, 6.5f, "パスワードは入っていません"},
};

static void fail(HPDF_STATUS error, HPDF_STATUS detail, void *data)
{
    (void)data;
    fprintf(stderr, "libharu: 0x%04lX, %lu\n", (unsigned long)error, (unsigned long)detail);
    abort();
}

static void text_out(HPDF_Page page, HPDF_Font font, struct line line)
{
    HPDF_Page_SetFontAndSize(page, font, line.size);
    HPDF_Page_BeginText(page);
    HPDF_Page_TextOut(page, line.x * MM, (297 - line.y) * MM, line.text);
    HPDF_Page_EndText(page);
}

static void draw_lines(HPDF_Page page)
{
    for (int i = 0; i < 13; i++) {
        HPDF_Page_SetLineWidth(page, 0.4f);
        HPDF_Page_MoveTo(page, 22 * MM, (float)(190 - 8 * i) * MM);
        HPDF_Page_LineTo(page, 188 * MM, (float)(190 - 8 * i) * MM);
        HPDF_Page_Stroke(page);
    }
    for (int i = 0; i < 4; i++) {
        HPDF_Page_Circle(page, 24.6f * MM, (float)(77 - 11 * i) * MM, 2.6f * MM);
        HPDF_Page_Fill(page);
    }
}

static void draw_code(HPDF_Page page, const char *text)
{
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    float side = 30 * MM / (float)code->width;
    for (int y = 0; y < code->width; y++)
        for (int from = 0, to; from < code->width; from = to) {
            const unsigned char *row = code->data + y * code->width;
            for (to = from + 1; to < code->width && (row[to] & 1) == (row[from] & 1);)
                to++;
            if ((row[from] & 1) != 0)
                HPDF_Page_Rectangle(page, 158 * MM + (float)from * side, 93 * MM - (float)(y + 1) * side,
                    (float)(to - from) * side, side);
        }
    HPDF_Page_Fill(page);
    QRcode_free(code);
}

static void draw_page(HPDF_Doc document, HPDF_Font plain, HPDF_Font heavy, size_t number)
{
    char id[32], address[96];
    HPDF_Page page = HPDF_AddPage(document);
    HPDF_Page_SetSize(page, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT);
    draw_lines(page);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        text_out(page, plain, lines[i]);
    snprintf(id, sizeof id, "K7MP X3WD %04zu", number);
    text_out(page, heavy, (struct line){63, 157, 22, id});
    snprintf(id, sizeof id, "aB3k Wmx9 %04zu", number);
    text_out(page, heavy, (struct line){63, 174, 22, id});
    snprintf(address, sizeof address, "https://db.example.jp/signin/?id=K7MPX3WD%04zu", number);
    draw_code(page, address);
}

size_t floor_notices(size_t count)
{
    HPDF_Doc document = HPDF_New(fail, NULL);
    HPDF_SetCompressionMode(document, HPDF_COMP_ALL);
    HPDF_UseUTFEncodings(document);
    const char *plain = HPDF_LoadTTFontFromFile(document, FONTS "BIZUDPGothic-Regular.ttf", HPDF_TRUE);
    const char *heavy = HPDF_LoadTTFontFromFile(document, FONTS "BIZUDGothic-Bold.ttf", HPDF_TRUE);
    HPDF_Font plain_font = HPDF_GetFont(document, plain, "UTF-8");
    HPDF_Font heavy_font = HPDF_GetFont(document, heavy, "UTF-8");
    for (size_t i = 0; i < count; i++)
        draw_page(document, plain_font, heavy_font, i);
    HPDF_SaveToStream(document);
    size_t size = HPDF_GetStreamSize(document);
    HPDF_Free(document);
    return size;
}
