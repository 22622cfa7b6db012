<?php
/* Makes PHP of our own templates and statements, so that the PHP pages are the same pages over the same data:
   php convert.php SOURCE TARGET. Values become h($path), loops foreach, conditions if; a form that posts gets its
   hidden fields. Of each statement it notes the text with ? and the order of the parameters. */

function php_path(string $path): string
{
    $words = explode('.', $path);
    if (end($words) === 'count')
        return 'count($' . $words[0] . ')';
    return '$' . array_shift($words) . implode('', array_map(fn ($word) => "['$word']", $words));
}

function php_directive(string $words): string
{
    $part = preg_split('/\s+/', trim($words));
    switch ($part[0]) {
    case 'page': return '';
    case 'body': return '<?= $body ?>';
    case 'for': return '<?php foreach (' . php_path($part[3]) . ' as $' . $part[1] . '): ?>';
    case 'if': return $part[1] === 'not' ? '<?php if (!' . php_path($part[2]) . '): ?>' : '<?php if (' . php_path($part[1]) . '): ?>';
    case 'else': return '<?php else: ?>';
    case 'include': return '<?php part(' . json_encode(str_replace('/', '_', $part[1])) . ', ' . php_path($part[2]) . '); ?>';
    }
    return '';
}

/* Ends need to know what they end. */
function php_template(string $text): string
{
    $open = [];
    $text = preg_replace('/[ \t]*\n[ \t]*/', "\n", $text);
    $text = preg_replace_callback('/<!--%(.*?)%-->/s', function ($found) use (&$open) {
        $word = preg_split('/\s+/', trim($found[1]))[0];
        if ($word === 'for' || $word === 'if')
            $open[] = $word === 'for' ? 'endforeach' : 'endif';
        return $word === 'end' ? '<?php ' . array_pop($open) . '; ?>' : php_directive($found[1]);
    }, $text);
    $text = preg_replace_callback('/\?([a-z-]+)="([^"]+)"/', fn ($found) =>
        '<?= ' . php_path($found[2]) . " ? '$found[1]' : '' ?>", $text);
    $text = preg_replace_callback('/\{\{\s*(\S+)\s*\}\}/', fn ($found) => '<?= h(' . php_path($found[1]) . ') ?>', $text);
    return preg_replace('/<form[^>]*method="post"[^>]*>/', '$0<input type="hidden" name="csrf_token" value="<?= h($csrf) ?>">'
        . '<input type="hidden" name="idempotency_key" value="<?= h($key) ?>">', $text);
}

function statements_of(string $text): array
{
    $parts = $shapes = $statements = [];
    foreach (preg_split('/^(?=-- (?:name|part|shape): )/m', $text) as $piece) {
        if (!preg_match('/^-- (name|part|shape): (\w+)/', $piece, $head))
            continue;
        $sql = trim(preg_replace('/^--.*$/m', '', $piece));
        $sql = preg_replace_callback('/\[(\w+)\]/', fn ($found) => $parts[$found[1]] ?? $found[0], $sql);
        if ($head[1] === 'part')
            $parts[$head[2]] = $sql;
        if ($head[1] !== 'name')
            continue;
        preg_match_all('/(?<!:):([a-z_0-9]+)/', $sql, $names);
        $statements[$head[2]] = [preg_replace('/(?<!:):[a-z_0-9]+/', '?', $sql), $names[1]];
    }
    return $statements;
}

[, $source, $target] = $argv;
$templates = ['layout' => 'layout', 'account/self' => 'self', 'institution/users' => 'users'];
foreach (glob("$source/www/page/part/*.html") as $part)
    $templates['part/' . basename($part, '.html')] = 'part_' . basename($part, '.html');
foreach ($templates as $name => $made)
    file_put_contents("$target/{$made}_page.php", php_template(file_get_contents("$source/www/page/$name.html")));
$statements = [];
foreach (['session', 'self', 'doctor_search', 'operation_log'] as $subject)
    $statements += statements_of(file_get_contents("$source/sql/query/$subject.sql"));
file_put_contents("$target/statements.php", '<?php return ' . var_export($statements, true) . ';');
