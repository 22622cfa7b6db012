/* What differs from notice to notice. */
#include "notice_page.h"

#include "qr.h"
#include "reading.h"
#include "text.h"

enum { CODE_GROUP = 4 };

static const struct sheet_font value_font = {TYPEFACE_PLAIN, 11, NOTICE_INK, SHEET_LEFT, 1.2, false};
/* Names are never made strong: the stroke would close the small rings of ぱ and か゚. */
static const struct sheet_font name_font = {TYPEFACE_PLAIN, 13.5, NOTICE_INK, SHEET_LEFT, 1.2, false};
static const struct sheet_font small_font = {TYPEFACE_PLAIN, 8, NOTICE_QUIET, SHEET_LEFT, 1.45, false};
static const struct sheet_font code_font = {TYPEFACE_CODE, 22, NOTICE_INK, SHEET_LEFT, 1.1, false};

static struct sheet_area at(double x, double y, double width, double height)
{
    return (struct sheet_area){x, y, width, height};
}

const char *notice_page_name(struct arena *arena, const struct notice *notice)
{
    const char *blank = text_is_empty(notice->family_name) || text_is_empty(notice->given_name) ? "" : " ";
    return arena_format(arena, "%s%s%s", notice->family_name, blank, notice->given_name);
}

static const char *with_sama(struct sheet *sheet, const struct notice *notice)
{
    struct arena *scratch = sheet_scratch(sheet);
    return arena_format(scratch, "%s 様", notice_page_name(scratch, notice));
}

void notice_page_issuer(struct sheet *sheet, const struct notice *notice, const char *const *lines,
    size_t count)
{
    static const struct sheet_font line_font = {TYPEFACE_PLAIN, 9, NOTICE_QUIET, SHEET_RIGHT, 1.5, false};
    static const struct sheet_font issuer_font = {TYPEFACE_PLAIN, 11, NOTICE_INK, SHEET_RIGHT, 1.3, true};
    struct sheet_area area = at(122, 14, NOTICE_LEFT + NOTICE_SPAN - 122, 0);
    for (size_t i = 0; i < count; i++)
        area.y += sheet_paragraph(sheet, area, &line_font, lines[i]);
    area.y += 2;
    area.height = 8;
    sheet_field(sheet, area, &issuer_font, notice->municipality);
    area.y += area.height;
    if (!text_is_empty(notice->telephone))
        sheet_paragraph(sheet, area, &line_font,
            arena_format(sheet_scratch(sheet), "電話 %s", notice->telephone));
}

/* The window of a 長形3号 envelope, where it shows the same part of the sheet however that slides. */
static void draw_addressee(struct sheet *sheet, const struct notice *notice)
{
    static const struct sheet_font place_font = {TYPEFACE_PLAIN, 10, NOTICE_INK, SHEET_LEFT, 1.25, false};
    const char *place = text_or(notice->institution, notice->municipality);
    sheet_field(sheet, at(24, 14, 64, 7), &place_font, place);
    sheet_field(sheet, at(24, 21, 64, 5.5), &place_font, notice->department);
    sheet_field(sheet, at(24, 27.5, 64, 9), &name_font, with_sama(sheet, notice));
}

static void draw_reissue_mark(struct sheet *sheet)
{
    static const struct sheet_font font = {TYPEFACE_PLAIN, 12, NOTICE_ALERT, SHEET_CENTRE, 1, true};
    struct sheet_area area = at(NOTICE_LEFT + NOTICE_SPAN - 21, 60.2, 21, 8);
    sheet_box(sheet, area, SHEET_NO_COLOUR, NOTICE_ALERT);
    sheet_field(sheet, area, &font, "再発行");
}

static void draw_head(struct sheet *sheet, const struct notice *notice)
{
    struct arena *scratch = sheet_scratch(sheet);
    const char *lines[] = {
        arena_format(scratch, "発行日 %s", day_japanese(scratch, notice->issued_on)),
        arena_format(scratch, "発行番号 第%lld号（印刷%lld回目）", (long long)notice->slip_number,
            (long long)notice->copy_number),
    };
    notice_page_issuer(sheet, notice, lines, sizeof lines / sizeof *lines);
    draw_addressee(sheet, notice);
    if (notice->is_reissue)
        draw_reissue_mark(sheet);
}

static void draw_value(struct sheet *sheet, const struct notice *notice, enum notice_row row,
    const char *value)
{
    struct sheet_area area = notice_form_row(notice_kind_of(notice), row);
    if (area.height > 0)
        sheet_field(sheet, area, row == ROW_NAME ? &name_font : &value_font, text_or(value, "―"));
}

static const char *institution_line(struct sheet *sheet, const struct notice *notice)
{
    if (text_is_empty(notice->institution_code))
        return notice->institution;
    return arena_format(sheet_scratch(sheet), "%s（%s）", notice->institution, notice->institution_code);
}

static void draw_code(struct sheet *sheet, const struct notice *notice, enum notice_row row, const char *code)
{
    struct sheet_area area = notice_form_row(notice_kind_of(notice), row);
    const char *reading = reading_of(sheet_scratch(sheet), code, CODE_GROUP);
    sheet_code(sheet, at(area.x, area.y + 2.2, area.width, 9), &code_font, CODE_GROUP, code);
    sheet_field(sheet, at(area.x, area.y + 11.2, area.width, area.height - 12.5), &small_font,
        arena_format(sheet_scratch(sheet), "読み方 %s", reading));
}

/* The password must last until another one is chosen. */
static void draw_expiry(struct sheet *sheet, const struct notice *notice)
{
    static const struct sheet_font until_font = {TYPEFACE_PLAIN, 9, NOTICE_INK, SHEET_LEFT, 1.2, false};
    struct arena *scratch = sheet_scratch(sheet);
    struct notice_kind kind = notice_kind_of(notice);
    struct sheet_area area = notice_form_row(kind, ROW_EXPIRY);
    sheet_field(sheet, at(area.x, area.y + 0.6, area.width, 5.8), &value_font,
        arena_format(scratch, "%sまで使えます。", day_japanese(scratch, notice->valid_until)));
    sheet_field(sheet, at(area.x, area.y + 6.2, area.width, 4.6), &until_font,
        arena_format(scratch, "この日までに手順%dまで終えてください。", notice_form_last_step(kind)));
}

static void draw_password(struct sheet *sheet, const struct notice *notice)
{
    if (notice->initial_password == NULL) {
        draw_value(sheet, notice, ROW_PASSWORD,
            notice->password_elsewhere ? "別の通知書でお知らせします。" : "すでにお持ちのIDでログインできます。");
        return;
    }
    draw_code(sheet, notice, ROW_PASSWORD, notice->initial_password);
    draw_expiry(sheet, notice);
}

static void draw_table(struct sheet *sheet, const struct notice *notice)
{
    draw_value(sheet, notice, ROW_MUNICIPALITY, notice->municipality);
    draw_value(sheet, notice, ROW_SCHEME, notice->scheme);
    draw_value(sheet, notice, ROW_INSTITUTION, institution_line(sheet, notice));
    draw_value(sheet, notice, ROW_DEPARTMENT, notice->department);
    draw_value(sheet, notice, ROW_NAME, with_sama(sheet, notice));
    draw_code(sheet, notice, ROW_ID, notice->login_id);
    draw_password(sheet, notice);
}

static void draw_missing(struct sheet *sheet, const char *missing)
{
    static const struct sheet_font font = {TYPEFACE_PLAIN, 8.5, NOTICE_ALERT, SHEET_LEFT, 1.4, false};
    sheet_field(sheet, at(NOTICE_LEFT, 87.5, NOTICE_SPAN, 13.5), &font,
        arena_format(sheet_scratch(sheet),
            "※ 次の文字は、この書面に正しい字形で印刷できません（〓は印刷できない文字です）：%s。"
            "登録されている文字は変わっていません。", missing));
}

static enum result draw_sign_in(struct sheet *sheet, const struct notice *notice)
{
    static const struct sheet_font font = {TYPEFACE_PLAIN, 9.5, NOTICE_INK, SHEET_LEFT, 1.2, false};
    struct arena *scratch = sheet_scratch(sheet);
    sheet_field(sheet, notice_form_address(), &font,
        arena_format(scratch, "ログイン画面 %s", notice->sign_in_address));
    return qr_draw(sheet, notice_form_qr(),
        arena_format(scratch, "%s?id=%s", notice->sign_in_address, notice->login_id));
}

static const char *who_issues(const struct notice *notice)
{
    return notice->reissuer != NULL ? notice->reissuer : notice->municipality;
}

static const char *who_helps(struct arena *scratch, const struct notice *notice)
{
    const char *telephone = "";
    if (!text_is_empty(notice->telephone) && notice->reissuer == NULL)
        telephone = arena_format(scratch, "（電話 %s）", notice->telephone);
    if (text_is_empty(notice->help_contact))
        return arena_format(scratch, "お問い合わせ：%s%s", who_issues(notice), telephone);
    return arena_format(scratch, "お問い合わせ：IDの発行は%s%s、システムの使い方は%s",
        who_issues(notice), telephone, notice->help_contact);
}

static const char *when_lost(struct arena *scratch, const struct notice *notice)
{
    if (notice->initial_password != NULL)
        return arena_format(scratch, "・この通知書をなくしたときや、有効期限が過ぎたときは、%sに%s。", who_issues(notice),
            notice->renewed_by_reset ? "パスワード初期化をご依頼ください" : "再発行をお申し出ください");
    return notice->password_elsewhere
        ? "・別の通知書が届かないときや、なくしたときは、所属の責任者または自治体に、パスワードの初期化をご依頼ください。"
        : "・パスワードを忘れたときは、所属の責任者または自治体に、パスワードの初期化をご依頼ください。";
}

static void draw_remarks(struct sheet *sheet, const struct notice *notice)
{
    struct arena *scratch = sheet_scratch(sheet);
    struct sheet_area area = notice_form_remarks();
    area.y += sheet_paragraph(sheet, area, &small_font, when_lost(scratch, notice));
    area.y += sheet_paragraph(sheet, area, &small_font,
        "・IDとパスワードは、ご本人だけがお使いください。職員がパスワードをお聞きすることはありません。");
    sheet_paragraph(sheet, area, &small_font, arena_format(scratch, "・%s", who_helps(scratch, notice)));
}

enum result notice_page_draw(struct sheet *sheet, const struct notice *notice, int stencil,
    const char *missing)
{
    sheet_page(sheet);
    sheet_stencil(sheet, stencil);
    draw_head(sheet, notice);
    if (!text_is_empty(missing))
        draw_missing(sheet, missing);
    draw_table(sheet, notice);
    draw_remarks(sheet, notice);
    return draw_sign_in(sheet, notice);
}
