<?php
/* 医療機関ユーザ検索 in PHP: the same statements, data and markup as ours, without conditions. */
require __DIR__ . '/common.php';

const SCHEMES = ['nanbyo' => '難病', 'shoman' => '小慢'];
const KINDS = ['nanbyo' => '難病指定医', 'cooperating' => '協力難病指定医', 'shoman' => '小慢指定医'];
const STATES = ['unissued' => '未発行', 'issued' => '発行済（初期パスワードの状態）', 'active' => '利用中', 'locked' => 'ロック中',
    'expired' => '期限切れ'];
const NOTICES = ['' => 'すべて', 'reprint' => '出し直しが必要', 'password_expired' => '初期パスワードの有効期限切れ'];
const ORDERS = ['kana' => 'フリガナ順', 'new' => '登録が新しい順', 'expiry' => '有効期限が近い順', 'institution' => '医療機関ごと'];

function select(string $name, string $label, array $labels): array
{
    $choices = [];
    foreach ($labels as $value => $shown)
        $choices[] = ['value' => (string)$value, 'label' => $shown, 'chosen' => $choices === []];
    return ['name' => $name, 'label' => $label, 'choices' => $choices];
}

function steps_of(array $row): array
{
    $steps = [['label' => 'パスワード初期化', 'address' => "/institution/users/reset?account=$row[1]"]];
    if ($row[16])
        $steps[] = ['label' => 'アカウントロック解除', 'address' => "/institution/users/unlock?account=$row[1]"];
    if ($row[23])
        $steps[] = ['label' => '暗号化鍵再発行', 'address' => "/institution/users/key?account=$row[1]"];
    return $steps;
}

function state_of(array $row): string
{
    if ($row[14] < $row[20])
        return 'expired';
    if ($row[16])
        return 'locked';
    if (!$row[17])
        return $row[15];
    return !$row[19] ? 'unissued' : ($row[15] === 'unissued' ? 'issued' : $row[15]);
}

function shown(array $row): array
{
    $state = state_of($row);
    $printable = $state === 'unissued' || $state === 'issued';
    return ['reference' => $row[0], 'name' => "$row[7]　$row[8]", 'kana' => "$row[9]　$row[10]", 'login_id' => $row[6],
        'kind' => KINDS[$row[3]], 'number' => $row[4], 'register_number' => $row[5], 'institution' => $row[11],
        'institution_code' => $row[12], 'department' => $row[21], 'expires_on' => $row[14], 'state' => STATES[$state],
        'state_word' => $state, 'manager' => (bool)$row[22], 'printable' => $printable,
        'reissuable' => $printable && !$row[17], 'reprint_wanted' => $row[18] && $printable,
        'added_to_login' => (bool)$row[17], 'never_printed' => !$row[19], 'scheme' => $row[2], 'choosable' => $printable,
        'why_not' => $printable ? '' : '利用を始めているため、通知書を出力できません', 'steps' => steps_of($row)];
}

$session = need_session();
$criteria = array_fill_keys(['scheme', 'kind', 'login_id', 'register_number', 'number', 'institution_code',
    'institution_folded', 'institution_bigram', 'state', 'import_reference', 'notice'], '')
    + ['expires_from' => null, 'expires_to' => null, 'municipality_id' => (int)$session[14], 'first' => 0, 'most' => 20, 'counted' => 1001];
$found_rows = rows('doctor_search_by_kana', $criteria);
$found = $found_rows[0][24] ?? 0;
$rows = array_map('shown', $found_rows);
rows('operation_log_insert', ['happened_at' => null, 'account_id' => (int)$session[0], 'role' => $session[10],
    'municipality_id' => (int)$session[14], 'institution_id' => (int)$session[4], 'source' => $_SERVER['REMOTE_ADDR'] ?? '',
    'request_id' => $_SERVER['REQUEST_ID'] ?? '', 'action' => 'view', 'subject_kind' => 'designation', 'subject_id' => 0,
    'outcome' => 'done', 'detail' => '{"path":"/institution/users","rows":' . count($rows) . ',"page":1,"by":[]}']);
answer($session, '医療機関ユーザ検索', '/institution/users', draw('users', array_fill_keys(['name', 'institution', 'login_id',
    'register_number', 'number', 'expires_from', 'expires_to', 'import_reference'], '')
    + ['states' => select('state', '発行状態', ['' => 'すべて'] + STATES), 'notices' => select('notice', '通知書', NOTICES), 'schemes' => select('scheme', '難病/小慢', ['' => 'すべて'] + SCHEMES),
        'kinds' => select('kind', '指定医の種別', ['' => 'すべて'] + KINDS), 'orders' => select('sort', '並び順', ORDERS),
        'sizes' => select('size', '表示件数', ['20' => '20件', '50' => '50件', '100' => '100件']),
        'found' => $found > 1000 ? '1,000件以上' : "{$found}件", 'range' => '1〜' . count($rows) . '件目を表示', 'capped' => $found > 1000,
        'has_rows' => $rows !== [], 'chooses' => in_array(true, array_column($rows, 'printable'), true), 'rows' => $rows,
        'bulk' => false, 'mode_link' => '/institution/users?mode=bulk', 'pager' => ['label' => '検索結果のページ',
            'previous_link' => '', 'next_link' => '/institution/users?size=20&page=2'],
        'parts' => $found > 1000 ? [] : [['number' => '1', 'first' => '1', 'last' => (string)$found]],
        'parts_link' => $found > 1000 ? '/institution/users?parts=all#parts' : '', 'parts_more' => false, 'criteria' => [],
        'as_of' => (string)$found_rows[0][25], 'detail' => ['shown' => false],
        'csv_link' => '/institution/users/dispatch.csv?as_of=' . $found_rows[0][25],
        'xlsx_link' => '/institution/users/dispatch.xlsx?as_of=' . $found_rows[0][25],
        'list_csv_link' => '/institution/users/list.csv?', 'list_xlsx_link' => '/institution/users/list.xlsx?']));
