<?php
/* 自アカウント管理 in PHP: the same statements, data and markup as ours. */
require __DIR__ . '/common.php';

$session = need_session();
$rows = rows('self_page', ['account_id' => (int)$session[0]]);
$profile = $rows[0];
$sessions = $browsers = [];
foreach ($rows as $row) {
    $shown = ['browser' => str_contains($row[12] ?? '', 'Firefox') ? 'Firefox（Linux）' : 'その他のブラウザ'];
    if ($row[0] === 'session')
        $sessions[] = $shown + ['reference' => base64_encode($row[11]), 'source' => inet_ntop($row[13]),
            'signed_in_at' => japanese_time($row[14]), 'last_used_at' => japanese_time($row[15] ?? $row[14]),
            'this_one' => hash_equals($row[11], hash('sha256', $_COOKIE['nsdb'], true))];
    if ($row[0] === 'browser')
        $browsers[] = $shown + ['id' => $row[10], 'registered_at' => japanese_time($row[14]),
            'last_used_at' => japanese_time($row[15]), 'this_one' => false, 'current_key' => (bool)$row[16]];
}
answer($session, '自アカウント管理', '/account/self', draw('self', ['enrolling' => false, 'step_key' => false,
    'step_password' => false, 'official' => $session[13] !== null, 'name' => "$session[11] $session[12]",
    'kana' => "$profile[1]　$profile[2]", 'login_id' => $session[10], 'role' => '難病指定医', 'organisation' => $session[14],
    'organisation_code' => $session[15], 'department' => $profile[3], 'telephone' => $profile[4], 'mail' => $profile[5],
    'last_sign_in' => japanese_time($session[16]), 'password_changed' => japanese_time($profile[6]),
    'key_registered' => japanese_time($profile[7]), 'passphrase' => '', 'current_error' => '', 'new_error' => '',
    'again_error' => '', 'challenge' => '', 'account_reference' => $session[8], 'sessions' => $sessions,
    'browsers' => $browsers, 'has_browsers' => $browsers !== []]));
