<?php
/* 医療機関ユーザ検索 in PHP: the same statements, data and markup as ours, without conditions. */
require __DIR__ . '/common.php';

const SCHEMES = ['nanbyo' => '難病', 'shoman' => '小慢'];
const KINDS = ['nanbyo' => '難病指定医', 'cooperating' => '協力難病指定医', 'shoman' => '小慢指定医'];
const STATES = ['unissued' => '未発行', 'issued' => '発行済（初期パスワードの状態）', 'active' => '利用中', 'locked' => 'ロック中',
    'expired' => '期限切れ'];
const ORDERS = ['kana' => 'フリガナ順', 'new' => '登録が新しい順', 'expiry' => '有効期限が近い順', 'institution' => '医療機関ごと'];

function choices(array $labels): array
{
    $choices = [];
    foreach ($labels as $value => $label)
        $choices[] = ['value' => (string)$value, 'label' => $label, 'chosen' => $value === ''];
    return $choices;
}

function state_of(array $row): string
{
    if ($row[14] < $row[20])
        return 'expired';
    return $row[16] ? 'locked' : $row[15];
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
        'added_to_login' => (bool)$row[17]];
}

$session = need_session();
$criteria = array_fill_keys(['scheme', 'kind', 'login_id', 'register_number', 'number', 'institution_code',
    'institution_folded', 'institution_bigram', 'state', 'import_reference'], '')
    + ['expires_from' => null, 'expires_to' => null, 'municipality_id' => (int)$session[13], 'first' => 0, 'most' => 20];
$found = (int)rows('doctor_search_count', $criteria)[0][0];
$rows = array_map('shown', rows('doctor_search_by_kana', $criteria));
$last = min($found, 1000);
answer($session, '医療機関ユーザ検索', '/institution/users', draw('users', array_fill_keys(['name', 'institution', 'login_id',
    'register_number', 'number', 'expires_from', 'expires_to', 'import_reference', 'previous_link'], '')
    + ['states' => choices(['' => 'すべて'] + STATES), 'schemes' => choices(['' => 'すべて'] + SCHEMES),
        'kinds' => choices(['' => 'すべて'] + KINDS), 'orders' => choices(ORDERS),
        'sizes' => choices(['20' => '20件', '50' => '50件', '100' => '100件']),
        'found' => $found > 1000 ? '1,000件以上' : "{$found}件", 'range' => '1〜' . count($rows) . '件目を表示',
        'has_rows' => $rows !== [], 'has_printable' => in_array(true, array_column($rows, 'printable'), true), 'rows' => $rows,
        'next_link' => '/institution/users?size=20&page=2', 'has_parts' => true, 'criteria' => [],
        'parts' => [['number' => '1', 'first' => '1', 'last' => (string)$last]],
        'csv_link' => '/institution/users/dispatch.csv?', 'xlsx_link' => '/institution/users/dispatch.xlsx?']));
