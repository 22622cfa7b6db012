#!/bin/sh
# Every class that a template uses is one of the style sheet: a misspelt class changes nothing and nobody sees why.
set -u
status=0
for class in $(find "${srcdir:?}/www/page" -name '*.html' -exec cat {} + | grep -o 'class="[^"{<]*' | sed 's/class="//' |
    tr ' ' '\n' | sort -u); do
    if ! grep -q "\.$class\b" "${srcdir:?}/www/static/css/nsdb.css"; then
        echo "www/static/css/nsdb.css does not know .$class" >&2
        status=1
    fi
done
exit "$status"
