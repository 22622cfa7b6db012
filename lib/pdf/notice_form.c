/* The fixed parts. The upper third is what a window envelope shows; ID and password lie between the folds;
 * the lower third is for the desk, beside the keyboard. */
#include "notice_form.h"

#include "text.h"

#define LABEL_WIDTH 36.0
#define TABLE_TOP 103.5
#define ROW_HEIGHT 8.6
#define ID_HEIGHT 17.5
#define PASSWORD_HEIGHT 21.5
#define EXPIRY_HEIGHT 11.5
#define HELP_TOP 203.5
#define QR_SIDE 30.0
#define STEP_WIDTH 120.0
#define REMARKS_TOP 268.5

static const struct sheet_font body_font = {TYPEFACE_PLAIN, 10, NOTICE_INK, SHEET_LEFT, 1.6, false};
static const struct sheet_font label_font = {TYPEFACE_PLAIN, 9.5, NOTICE_QUIET, SHEET_LEFT, 1.3, false};
static const struct sheet_font heading_font = {TYPEFACE_PLAIN, 11.5, NOTICE_INK, SHEET_LEFT, 1.2, true};

static const char *const row_labels[ROW_COUNT] = {"自治体", "難病/小慢", "医療機関", "部署", "氏名", "ID",
    "初期パスワード", "有効期限"};

struct step {
    const char *title;
    const char *text;
};

static const struct step sign_in = {"ログイン", "ログイン画面を開き、このIDと初期パスワードを入力します。"};
static const struct step mail = {"メールアドレスの登録",
    "ご自分のメールアドレスを登録すると、暗号化鍵ファイルがメールで届きます。画面に出るパスフレーズを書き留めます。"};
static const struct step key = {"暗号化鍵ファイルの登録",
    "届いたファイルを保存し、24時間以内に、パスフレーズとともに画面で登録します。"};
static const struct step question = {"秘密の質問の登録・パスワードの変更",
    "秘密の質問と答え、新しいパスワードを登録すると、利用できるようになります。"};
static const struct step proof = {"いまの暗号化鍵ファイルによる確認",
    "登録済みの暗号化鍵ファイルで本人確認をします。新しいファイルは届きません。"};
static const struct step new_password = {"新しいパスワードの登録", "新しいパスワードを登録すると、また利用できるようになります。"};

static const struct step *const first_steps[] = {&sign_in, &mail, &key, &question, NULL};
static const struct step *const question_steps[] = {&sign_in, &proof, &question, NULL};
static const struct step *const key_again_steps[] = {&sign_in, &mail, &key, &new_password, NULL};
static const struct step *const password_steps[] = {&sign_in, &proof, &new_password, NULL};

/* Officials of any organisation get their key on screen, not by mail. */
static const struct step *const official_steps[] = {
    &sign_in,
    &(const struct step){"パスワードの変更", "自アカウント管理の画面が開きます。新しいパスワードを登録します。"},
    &(const struct step){"暗号化鍵ファイルのダウンロード", "自アカウント管理で鍵ファイルを保存し、画面に出るパスフレーズを書き留めます。"},
    &(const struct step){"暗号化鍵ファイルの登録", "保存したファイルを、パスフレーズとともに画面で登録すると、利用できるようになります。"},
    NULL,
};

static const struct step *const in_use_steps[] = {
    &(const struct step){"ログイン", "ログイン画面を開き、すでにお持ちのIDと、ご自分で決めたパスワードを入力します。"},
    &(const struct step){"暗号化鍵ファイルによる確認", "登録済みの暗号化鍵ファイルで、ご本人であることを確認します。"},
    NULL,
};

static const struct step *const elsewhere_steps[] = {
    &(const struct step){"ログイン", "ログイン画面を開き、このIDと、別の通知書にある初期パスワードを入力します。"},
    &(const struct step){"別の通知書の手順", "そのあとは、別の通知書に書かれた手順で進みます。"},
    NULL,
};

static enum notice_way way_of(const struct notice *notice)
{
    if (notice->initial_password == NULL)
        return notice->password_elsewhere ? NOTICE_WAY_ELSEWHERE : NOTICE_WAY_IN_USE;
    if (text_is_empty(notice->institution))
        return notice->has_key ? NOTICE_WAY_PASSWORD : NOTICE_WAY_FIRST;
    if (notice->has_question)
        return notice->has_key ? NOTICE_WAY_PASSWORD : NOTICE_WAY_KEY_AGAIN;
    return notice->has_key ? NOTICE_WAY_QUESTION : NOTICE_WAY_FIRST;
}

struct notice_kind notice_kind_of(const struct notice *notice)
{
    struct notice_kind kind = {NOTICE_INSTITUTIONAL, way_of(notice)};
    if (text_is_empty(notice->institution))
        kind.reader = text_is_empty(notice->scheme) ? NOTICE_CENTRAL : NOTICE_MUNICIPAL;
    return kind;
}

static const struct step *const *steps_of(struct notice_kind kind)
{
    switch (kind.way) {
    case NOTICE_WAY_QUESTION: return question_steps;
    case NOTICE_WAY_KEY_AGAIN: return key_again_steps;
    case NOTICE_WAY_PASSWORD: return password_steps;
    case NOTICE_WAY_IN_USE: return in_use_steps;
    case NOTICE_WAY_ELSEWHERE: return elsewhere_steps;
    default: return kind.reader == NOTICE_INSTITUTIONAL ? first_steps : official_steps;
    }
}

/* Officials choose their password before they get a key; everybody else does it last. */
int notice_form_last_step(struct notice_kind kind)
{
    const struct step *const *steps = steps_of(kind);
    int count = 0;
    while (steps[count] != NULL)
        count++;
    return steps == official_steps ? 2 : count;
}

static bool has_password(struct notice_kind kind)
{
    return kind.way != NOTICE_WAY_IN_USE && kind.way != NOTICE_WAY_ELSEWHERE;
}

static const char *row_label(struct notice_kind kind, enum notice_row row)
{
    return row == ROW_MUNICIPALITY && kind.reader == NOTICE_CENTRAL ? "所属" : row_labels[row];
}

static double row_height(struct notice_kind kind, enum notice_row row)
{
    if (row == ROW_INSTITUTION && kind.reader != NOTICE_INSTITUTIONAL)
        return 0;
    if (row == ROW_SCHEME && kind.reader == NOTICE_CENTRAL)
        return 0;
    if (row == ROW_EXPIRY)
        return has_password(kind) ? EXPIRY_HEIGHT : 0;
    if (row == ROW_PASSWORD)
        return has_password(kind) ? PASSWORD_HEIGHT : ROW_HEIGHT;
    return row == ROW_ID ? ID_HEIGHT : ROW_HEIGHT;
}

struct sheet_area notice_form_row(struct notice_kind kind, enum notice_row row)
{
    struct sheet_area area = {NOTICE_LEFT + LABEL_WIDTH + 5, TABLE_TOP, NOTICE_SPAN - LABEL_WIDTH - 8, 0};
    for (int above = 0; above < (int)row; above++)
        area.y += row_height(kind, (enum notice_row)above);
    area.height = row_height(kind, row);
    return area;
}

static struct sheet_area at(double x, double y, double width, double height)
{
    return (struct sheet_area){x, y, width, height};
}

struct sheet_area notice_form_qr(void)
{
    return at(NOTICE_LEFT + NOTICE_SPAN - QR_SIDE, HELP_TOP + 1, QR_SIDE, QR_SIDE);
}

struct sheet_area notice_form_address(void)
{
    return at(NOTICE_LEFT, HELP_TOP + 6.5, 126, 6);
}

struct sheet_area notice_form_remarks(void)
{
    return at(NOTICE_LEFT, REMARKS_TOP, NOTICE_SPAN, SHEET_HEIGHT - 10 - REMARKS_TOP);
}

void notice_form_folds(struct sheet *sheet)
{
    for (int fold = 1; fold <= 2; fold++) {
        sheet_line(sheet, at(4, 99 * fold, 5, 0), 0.15, NOTICE_EDGE);
        sheet_line(sheet, at(SHEET_WIDTH - 9, 99 * fold, 5, 0), 0.15, NOTICE_EDGE);
    }
}

static void draw_title(struct sheet *sheet)
{
    static const struct sheet_font font = {TYPEFACE_PLAIN, 19, NOTICE_INK, SHEET_CENTRE, 1.2, true};
    sheet_paragraph(sheet, at(NOTICE_LEFT, 60, NOTICE_SPAN, 0), &font, "難病・小慢DB IDPW発行通知書");
    sheet_line(sheet, at(NOTICE_LEFT, 71, NOTICE_SPAN, 0), 0.7, NOTICE_ACCENT);
}

static void draw_introduction(struct sheet *sheet, enum notice_way way)
{
    static const char first[] = "難病・小慢DBにログインするためのIDと初期パスワードをお知らせします。ほかの人に見せず、大切に保管してください。"
        "4文字ごとの空きは、入力してもしなくてもかまいません。";
    static const char in_use[] =
        "難病・小慢DBの利用者として、次の登録をしました。すでにお持ちのIDでログインできますので、初期パスワードの発行はありません。";
    static const char elsewhere[] =
        "難病・小慢DBの利用者として、次の登録をしました。IDはすでに発行されています。初期パスワードは、別の通知書でお知らせします。";
    sheet_paragraph(sheet, at(NOTICE_LEFT, 75, NOTICE_SPAN, 0), &body_font,
        way == NOTICE_WAY_IN_USE          ? in_use
            : way == NOTICE_WAY_ELSEWHERE ? elsewhere
                                          : first);
}

static void draw_table(struct sheet *sheet, struct notice_kind kind)
{
    struct sheet_area last = notice_form_row(kind, ROW_COUNT - 1);
    double bottom = last.y + last.height;
    sheet_box(sheet, at(NOTICE_LEFT, TABLE_TOP, LABEL_WIDTH, bottom - TABLE_TOP), NOTICE_PALE,
        SHEET_NO_COLOUR);
    for (int row = 0; row < ROW_COUNT; row++) {
        struct sheet_area area = notice_form_row(kind, (enum notice_row)row);
        if (area.height == 0)
            continue;
        sheet_line(sheet, at(NOTICE_LEFT, area.y, NOTICE_SPAN, 0), row == 0 ? 0.4 : 0.15, NOTICE_EDGE);
        sheet_field(sheet, at(NOTICE_LEFT + 4, area.y, LABEL_WIDTH - 6, area.height), &label_font,
            row_label(kind, (enum notice_row)row));
    }
    sheet_line(sheet, at(NOTICE_LEFT, bottom, NOTICE_SPAN, 0), 0.4, NOTICE_EDGE);
}

/* Gives the height used. */
static double draw_step(struct sheet *sheet, double y, int number, const struct step *step)
{
    static const struct sheet_font number_font = {TYPEFACE_PLAIN, 9, 0xFFFFFF, SHEET_CENTRE, 1, true};
    static const struct sheet_font title_font = {TYPEFACE_PLAIN, 9.5, NOTICE_INK, SHEET_LEFT, 1.2, true};
    static const struct sheet_font text_font = {TYPEFACE_PLAIN, 8.5, NOTICE_INK, SHEET_LEFT, 1.4, false};
    char digit[] = {(char)('0' + number), 0};
    sheet_disc(sheet, NOTICE_LEFT + 2.6, y + 2.2, 2.6, NOTICE_ACCENT);
    sheet_field(sheet, at(NOTICE_LEFT, y - 0.4, 5.2, 5.2), &number_font, digit);
    struct sheet_area area = at(NOTICE_LEFT + 8, y, STEP_WIDTH, 0);
    area.y += sheet_paragraph(sheet, area, &title_font, step->title) + 0.4;
    area.y += sheet_paragraph(sheet, area, &text_font, step->text);
    return area.y - y;
}

static const char *steps_heading(enum notice_way way)
{
    switch (way) {
    case NOTICE_WAY_FIRST: return "初めてログインするとき";
    case NOTICE_WAY_IN_USE:
    case NOTICE_WAY_ELSEWHERE: return "ログインするとき";
    default: return "初期パスワードでログインするとき";
    }
}

static void draw_steps(struct sheet *sheet, struct notice_kind kind)
{
    const struct step *const *steps = steps_of(kind);
    sheet_paragraph(sheet, at(NOTICE_LEFT, HELP_TOP, 126, 0), &heading_font, steps_heading(kind.way));
    double y = HELP_TOP + 14.5;
    for (int i = 0; steps[i] != NULL; i++)
        y += draw_step(sheet, y, i + 1, steps[i]) + 2.4;
}

static void draw_qr_caption(struct sheet *sheet)
{
    static const struct sheet_font font = {TYPEFACE_PLAIN, 6.5, NOTICE_QUIET, SHEET_CENTRE, 1.4, false};
    double x = NOTICE_LEFT + NOTICE_SPAN - QR_SIDE;
    sheet_paragraph(sheet, at(x, HELP_TOP + QR_SIDE + 2.5, QR_SIDE, 0), &font, "ログイン画面とID");
    sheet_paragraph(sheet, at(x, HELP_TOP + QR_SIDE + 5.7, QR_SIDE, 0), &font, "パスワードは入っていません");
}

int notice_form_stencil(struct sheet *sheet, struct notice_kind kind)
{
    sheet_stencil_begin(sheet);
    notice_form_folds(sheet);
    draw_title(sheet);
    draw_introduction(sheet, kind.way);
    draw_table(sheet, kind);
    draw_steps(sheet, kind);
    draw_qr_caption(sheet);
    sheet_line(sheet, at(NOTICE_LEFT, REMARKS_TOP - 1.5, NOTICE_SPAN, 0), 0.15, NOTICE_EDGE);
    return sheet_stencil_end(sheet);
}
