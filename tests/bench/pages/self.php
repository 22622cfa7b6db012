<?php
/* 自アカウント管理 in PHP: the same statements, data and markup as ours. */
require __DIR__ . '/common.php';

$session = need_session();
$rows = rows('self_page_of_institution_user', ['account_id' => (int)$session[0], 'epoch' => (int)$session[1]]);
$profile = $rows[0];
$sessions = $browsers = [];
usort($rows, fn ($a, $b) => [$b[12], $a[9]] <=> [$a[12], $b[9]]);
foreach ($rows as $row) {
    $shown = fn (?string $agent) => ['browser' => str_contains($agent ?? '', 'Firefox') ? 'Firefox（Linux）' : 'そのほかのブラウザ'];
    if ($row[14])
        $sessions[$row[9]] ??= $shown($row[10]) + ['reference' => base64_encode($row[9]), 'source' => inet_ntop($row[11]),
            'signed_in_at' => japanese_time($row[12]), 'last_used_at' => japanese_time($row[13]),
            'this_one' => hash_equals($row[9], hash('sha256', $_COOKIE['nsdb'], true))];
    if ($row[15] !== null)
        $browsers[$row[15]] ??= $shown($row[17]) + ['id' => $row[15], 'registered_at' => japanese_time($row[18]),
            'last_used_at' => japanese_time($row[19]), 'this_one' => false, 'current_key' => (bool)$row[20]];
}
answer($session, '自アカウント管理', '/account/self', draw('self', ['enrolling' => false, 'step_key' => false,
    'step_password' => false, 'official' => $session[14] !== null, 'doctor' => $session[10] === 'doctor',
    'name' => "$session[12] $session[13]", 'kana' => "$profile[0]　$profile[1]", 'login_id' => $session[11], 'role' => '指定医',
    'organisation' => $session[5], 'organisation_code' => $session[6], 'department' => $profile[2],
    'telephone' => $profile[3], 'mail' => $profile[4], 'last_sign_in' => japanese_time($session[15]),
    'password_changed' => japanese_time($profile[5]), 'key_registered' => japanese_time($profile[6]), 'passphrase' => '',
    'current_error' => '', 'passwords' => ['support' => '13文字以上にしてください（暗号化鍵ファイルの登録後は8文字以上）。よく使われる言葉、'
        . 'ユーザID、氏名、所属の名前は使えません。定期的に変える必要はありません。', 'error' => '', 'again_error' => ''], 'challenge' => '', 'account_reference' => $session[9],
    'sessions' => $sessions, 'browsers' => $browsers, 'has_browsers' => $browsers !== []]));
