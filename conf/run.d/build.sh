# shellcheck shell=bash
# The build: out of the source tree in build/, incremental, then copied into var/app where the site's user may read
# it and a later build does not change what runs.

build_directory=${NSDB_BUILD:-$source_directory/build}
app=

# The configure script is made anew when one of its sources is younger.
build_needs_autogen() {
    local source
    [[ -x $source_directory/configure ]] || return 0
    for source in "$source_directory"/{configure.ac,Makefile.am} "$source_directory"/{lib,fcgi,tests}/*/room.am; do
        [[ -e $source && $source -nt $source_directory/configure && $source -nt $source_directory/Makefile.in ]] && return 0
    done
    return 1
}

build_compile() {
    local log=$1
    if build_needs_autogen; then
        logged "$log" "./autogen.sh failed." "$source_directory/autogen.sh"
    fi
    if [[ ! -e $build_directory/Makefile ]]; then
        (cd "$build_directory" &&
            logged "$log" "./configure failed." "$source_directory/configure" CFLAGS="-O2 -g" --with-systemdsystemunitdir=no)
    fi
    logged "$log" "The build failed." make -C "$build_directory" -j"$(nproc)"
}

build_install() {
    rm -rf "$app"
    mkdir -p "$app"
    logged "$1" "make install failed." make -C "$build_directory" install prefix="$app" exec_prefix="$app" \
        sysconfdir="$app/etc" localstatedir="$var" systemdsystemunitdir="$app/units"
    chmod -R go+rX "$app"
}

# One at a time in a build directory: two sites may start from the same one.
build_all() {
    local log=$var/log/build.log lock
    app=$var/app
    [[ $with_build = yes ]] || return 0
    say "Building (log: $log) …"
    : >"$log"
    mkdir -p "$build_directory"
    exec {lock}>"$build_directory/conf-run.lock"
    flock "$lock"
    build_compile "$log"
    build_install "$log"
    exec {lock}>&-
}
