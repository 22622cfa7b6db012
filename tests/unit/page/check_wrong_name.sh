#!/bin/sh
# A name that the view does not have, and a part that gets the wrong view, fail at the template's own line.
set -u
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
here=${srcdir:?}/tests/unit/page
status=0

# expect LINE TEXT: the template on standard input does not compile, and the message says so.
expect() {
    cat >"$work/wrong.html"
    lib/page/page_compiler "$work/wrong.html" "$work/wrong_page" || exit 1
    if ${CC:-cc} -std=gnu17 -Werror -fsyntax-only -D_GNU_SOURCE -iquote "$work" -iquote tests/unit/page/made \
        -iquote "$here" -iquote "${srcdir:?}/lib/page" -iquote "${srcdir:?}/lib/base" "$work/wrong_page.c" 2>"$work/said"; then
        echo "a wrong template compiles: $2" >&2
        status=1
    elif ! grep -q "wrong.html:$1:" "$work/said" || ! grep -q "$2" "$work/said"; then
        cat "$work/said" >&2
        status=1
    fi
}

expect 3 "has no member named .nobody" <<'END'
<!--% page sample_view %-->
<p>{{ link }}</p>
<p>{{ nobody }}</p>
END
expect 3 "has no member named .age" <<'END'
<!--% page sample_view %-->
<!--% for group in groups %-->
<p>{{ group.age }}</p>
<!--% end %-->
END
expect 2 "Generic" <<'END'
<!--% page sample_view %-->
<p>{{ inner.deeper }}</p>
END
expect 2 "incompatible pointer type" <<'END'
<!--% page sample_view %-->
<!--% include part/group inner.deeper %-->
END
expect 2 "makes pointer from integer" <<'END'
<!--% page sample_view %-->
<a href="{{ number }}">x</a>
END
exit "$status"
