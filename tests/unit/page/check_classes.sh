#!/bin/sh
# Templates and style sheet know the same classes: a misspelt class changes nothing and nobody sees why, and a class that
# nothing uses is only read.
set -u
sheet=${srcdir:?}/www/static/css/nsdb.css
status=0
for class in $(find "$srcdir/www/page" -name '*.html' -exec cat {} + | grep -o 'class="[^"{<]*' | sed 's/class="//' |
    tr ' ' '\n' | sort -u); do
    if ! grep -q "\.$class\b" "$sheet"; then
        echo "www/static/css/nsdb.css does not know .$class" >&2
        status=1
    fi
done
for class in $(grep -oE '\.(dads|nsdb)-[A-Za-z0-9_-]+' "$sheet" | tr -d . | sort -u); do
    if ! grep -rqE "(^|[\" .])$class([\" ]|$)" "$srcdir/www/page" "$srcdir/www/static/js" "$srcdir/www/static/error"; then
        echo "nothing uses .$class of www/static/css/nsdb.css" >&2
        status=1
    fi
done
exit "$status"
