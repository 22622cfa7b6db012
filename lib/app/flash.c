/* Short messages that the page after a 303 shows. */
#include "flash.h"

#include "app.h"
#include "log.h"
#include "text.h"

static const struct flash_message messages[] = {
    {"registered", "success", "登録しました", "登録が完了しました。"},
    {"saved", "success", "保存しました", "変更を保存しました。"},
    {"deleted", "success", "削除しました", "削除が完了しました。"},
    {"password_changed", "success", "パスワードを変更しました",
        "次回のログインから新しいパスワードを使ってください。ほかの端末のログインは終了しました。"},
    {"key_sent", "success", "メールアドレスを登録しました",
        "登録したアドレスに暗号化鍵ファイルを送ります。これより前に届いた暗号化鍵ファイルは使えません。"},
    {"key_sent_again", "success", "暗号化鍵ファイルを送り直しました",
        "パスフレーズも変わりました。下の新しいパスフレーズを書き留めてください。これより前に届いた暗号化鍵ファイルは使えません。"},
    {"key_sent_elsewhere", "success", "メールアドレスを登録し直しました",
        "登録したアドレスに新しい暗号化鍵ファイルを送ります。パスフレーズも変わりました。下の新しいパスフレーズを書き留めてください。"},
    {"key_registered", "success", "暗号化鍵ファイルを登録しました",
        "次回のログインから、このブラウザまたは暗号化鍵ファイルで本人確認をします。"},
    {"sessions_ended", "success", "ログインを終了しました", "選択したログインを終了しました。"},
    {"browser_removed", "success", "一覧から消しました",
        "次のログインからは、はじめてのブラウザとして扱います。端末をなくしたときは、暗号化鍵再発行も依頼してください。"},
    {"scheme_changed", "success", "切り替えました", "画面の対象を切り替えました。"},
    {"unlocked", "success", "ロックを解除しました", "アカウントロックを解除しました。パスワードは変わりません。"},
    {"password_reset", "success", "パスワードを初期化しました",
        "新しい初期パスワードを発行しました。IDPW発行通知書を出力して、本人に渡してください。"},
    {"doctor_registered", "success", "登録しました", "ユーザIDと初期パスワードを払い出しました。"},
    {"doctor_registered_with_remarks", "warning", "登録しました", "登録は完了しましたが、確認が必要な項目があります。下の表示を確認してください。"},
    {"notice_reissued", "success", "再発行しました",
        "新しい初期パスワードを作りました。［IDパスワード通知書ダウンロード］で新しい通知書を出力して、医療機関に送ってください。前の通知書の初期パスワードは使えません。"},
    {"affiliation_added", "success", "兼務先を追加しました", "兼務先医療機関を登録しました。"},
    {"affiliation_known", "info", "すでに登録されています", "この医療機関は、すでに勤務先として登録されています。"},
    {"affiliation_removed", "success", "兼務先から外しました", "兼務先医療機関の登録を削除しました。"},
    {"doctor_extended", "success", "有効期限を延長しました",
        "利用中だったときは、本人が次のログインでメールアドレスと暗号化鍵ファイルを登録し直します。"},
    {"doctor_deleted", "success", "削除しました", "IDを削除しました。ログイン中だったときは、ログアウトされました。"},
    {"doctor_moved", "success", "主たる勤務先を変更しました", "前の主たる勤務先は兼務先になりました。"},
    {"doctor_moved_check_digit", "warning", "主たる勤務先を変更しました",
        "前の主たる勤務先は兼務先になりました。新しい医療機関番号は検証番号（最後の1桁）が合いません。打ち間違いでないか確かめてください。"},
    {"transfer_requested", "success", "移管を依頼しました",
        "IDを発行した自治体が承認すると、この自治体の指定が始まります。状態は、この画面で確認できます。"},
    {"transfer_approved", "success", "移管を承認しました",
        "この自治体の指定は終わり、依頼した自治体の指定が同じユーザIDで始まりました。医師と医療機関の責任者にメールで知らせます。"},
    {"transfer_refused", "success", "移管を却下しました", "理由は、依頼した自治体の画面に示されます。"},
    {"transfer_withdrawn", "success", "依頼を取り下げました", "移管の依頼を取り下げました。"},
    {"doctor_edited", "success", "訂正しました", "登録内容を訂正しました。"},
    {"institution_name_corrected", "success", "医療機関名を訂正しました",
        "下の一覧で「通知書を出力し直してください」とあるIDは、通知書を出力し直してください。"},
    {"official_registered", "success", "登録しました",
        "登録が完了しました。［IDパスワード通知書ダウンロード］で通知書を出力して、本人に渡してください。"},
    {"official_edited", "success", "訂正しました", "登録内容を訂正しました。印字される項目を訂正したときは、通知書を出力し直してください。"},
    {"key_reissued", "success", "暗号化鍵を無効にしました",
        "これまでの暗号化鍵ファイルは使えません。次にログインしたときに、本人が新しい暗号化鍵ファイルを登録します。"},
    {"manager_changed", "success", "責任者を変更しました", "新しい責任者の設定は、すぐに有効になりました。"},
    {"manager_appointed", "success", "責任者に任命しました", "責任者の設定は、すぐに有効になりました。"},
    {"message_dismissed", "success", "お知らせを閉じました", "閉じたお知らせは、ほかの人の画面には残ります。"},
    {"manager_secondary", "error", "責任者に設定できません",
        "兼務先の指定医は責任者に設定できません。この医療機関が主たる勤務先の指定医から選んでください。"},
    {"notice_unprintable", "warning", "通知書を出力できませんでした",
        "通知書は、初期パスワードの状態のIDだけに出力できます。利用中のときや初期パスワードの有効期限が切れたときは、［パスワード初期化］をしてください。"},
    {"application_loaded", "success", "申請リストを登録しました", "ほかの厚労省ユーザが内容を確認して承認します。"},
    {"application_approved", "success", "承認しました", "［登録申請］で運用事業者に登録申請をしてください。"},
    {"application_requested", "success", "登録申請をしました", "運用事業者が自治体管理者ユーザを払い出します。"},
    {"application_issued", "success", "払い出しました", "申請された方に、ユーザIDと仮パスワードのメールを送ります。"},
    {"application_rejected", "success", "差し戻しました", "申請リストを差し戻しました。理由は申請リストの画面に表示されます。"},
};

const struct flash_message *flash_message(const char *key)
{
    for (size_t i = 0; i < sizeof messages / sizeof *messages; i++)
        if (text_equal(messages[i].key, key))
            return &messages[i];
    return NULL;
}

void flash(struct context *context, const char *message_key)
{
    if (context->session.stage != SESSION_NONE && session_flash(context->store, &context->session, message_key) != OK)
        log_warning("flash", "The message %s could not be kept for the next page.", message_key);
}
