<?php
/* What the PHP pages share: connection, statements, session, layout. Statements and templates come from ours. */

function h(?string $text): string
{
    return htmlspecialchars($text ?? '', ENT_QUOTES | ENT_HTML5, 'UTF-8');
}

function database(): PDO
{
    static $database = null;
    $config = require __DIR__ . '/config.php';
    $database ??= new PDO("mysql:unix_socket=$config[socket];dbname=nsdb;charset=utf8mb4", $config['user'], $config['password'],
        [PDO::ATTR_PERSISTENT => true, PDO::ATTR_EMULATE_PREPARES => isset($_GET['emulated']),
            PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION]);
    return $database;
}

/* Runs a statement of sql/query and gives all its rows, columns by number; none of a statement that writes. */
function rows(string $name, array $values): array
{
    [$sql, $names] = (require __DIR__ . '/statements.php')[$name];
    $statement = database()->prepare($sql);
    foreach ($names as $i => $parameter)
        $statement->bindValue($i + 1, $values[$parameter], is_int($values[$parameter]) ? PDO::PARAM_INT : PDO::PARAM_STR);
    $statement->execute();
    return $statement->columnCount() > 0 ? $statement->fetchAll(PDO::FETCH_NUM) : [];
}

function need_session(): array
{
    $token = $_COOKIE['nsdb'] ?? '';
    $found = rows('session_lookup', ['token_hash' => hash('sha256', $token, true), 'idle_minutes' => 30]);
    if ($found === [] || $found[0][2] !== 'full') {
        http_response_code(403);
        exit;
    }
    return $found[0];
}

function japanese_time(?string $stored): string
{
    if ($stored === null)
        return '';
    $time = new DateTimeImmutable($stored, new DateTimeZone('UTC'));
    return $time->setTimezone(new DateTimeZone('Asia/Tokyo'))->format('Y年n月j日 H:i');
}

function csrf_of_session(): string
{
    return rtrim(strtr(base64_encode(hash_hmac('sha256', 'csrf', $_COOKIE['nsdb'], true)), '+/', '-_'), '=');
}

function draw(string $template, array $values): string
{
    $values += ['csrf' => csrf_of_session(), 'key' => rtrim(strtr(base64_encode(random_bytes(16)), '+/', '-_'), '=')];
    extract($values);
    ob_start();
    require __DIR__ . "/{$template}_page.php";
    return ob_get_clean();
}

/* A part of a page, given its own view. */
function part(string $template, array $view): void
{
    extract($view);
    require __DIR__ . "/{$template}_page.php";
}

function menu(bool $official, string $here): array
{
    $door = $official ? '/institution' : '/staff';
    $lines = [['メニュー', '/account/'], ['医療機関ユーザ新規登録', "$door/register"], ['医療機関ユーザ検索', "$door/users"],
        ['自アカウント管理', '/account/self']];
    return array_map(fn ($line) => ['label' => $line[0], 'link' => $line[1], 'current' => $line[1] === $here], $lines);
}

function answer(array $session, string $title, string $here, string $body): void
{
    $official = $session[14] !== null;
    $fact = $official ? 'municipality' : 'institution';
    header('Content-Type: text/html; charset=utf-8');
    header("Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'");
    header('X-Content-Type-Options: nosniff');
    header('Referrer-Policy: same-origin');
    header('Cross-Origin-Opener-Policy: same-origin');
    header('Cross-Origin-Resource-Policy: same-origin');
    header('Cache-Control: no-store');
    echo draw('layout', ['body' => $body, 'title' => $title, 'version' => '1', 'sample_site' => true, 'complaints' => [],
        'signed_in' => true, 'user_name' => "$session[12] $session[13]", 'organisation' => $session[5],
        'session_minutes' => '30', 'role_label' => $official ? '自治体職員' : '指定医', 'scheme_label' => $official ? '' : '難病',
        'last_sign_in' => japanese_time($session[15]), 'menu' => menu($official, $here), 'flash_message' => '',
        'request_id' => $_SERVER['REQUEST_ID'] ?? '', 'help' => ['desk' => '難病・小慢データベース利用者お問い合わせ窓口',
            'telephone' => '0999-00-0000', 'hours' => '厚生労働省開庁日の9時から17時まで', 'mail' => 'helpdesk@sample.invalid',
            'note' => '媒体の発送や破損については、医療機関の所在地の自治体にお問い合わせください。', 'has_facts' => true,
            "{$fact}_name" => $session[5], "{$fact}_code" => $session[6]]
            + array_fill_keys(['municipality_name', 'municipality_code', 'institution_name', 'institution_code'], '')]);
}
