#!/bin/sh
# Called by ../../../pipeline when the built program is missing or older than its sources. Everything it says is progress.
set -eu
exe=$1
# ./pipeline test compiles with analyzers, so that each project is compiled once; other commands do without, which takes half the time
case ${2:-} in test) analyzers=true ;; *) analyzers=false ;; esac
cd "$FRONT_DOOR_ROOT"

stop() {
    printf 'error: %s\n  expected: %s\n  next: %s\n' "$1" "$2" "$3"
    exit 1
}

command -v dotnet >/dev/null 2>&1 ||
    stop 'dotnet is not on the PATH' 'the .NET 10 SDK' 'install it from https://dot.net, then run the command again'
dotnet --version >/dev/null 2>&1 ||
    stop "no .NET SDK here satisfies global.json (found: $(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | tr '\n' ' '))" \
        'the .NET 10 SDK' 'install it from https://dot.net, then run the command again'

mkdir -p artifacts
# Two commands started together must not build over each other. The lock is the kernel's: it ends with its holder.
if command -v flock >/dev/null 2>&1; then
    exec 9>artifacts/.build.lock
    flock 9
    if [ -x "$exe" ] && "$exe" fresh 2>/dev/null; then exit 0; fi
fi

if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    command -v npm >/dev/null 2>&1 ||
        stop 'npm is not on the PATH' 'Node.js 18 or newer, with npm' 'install it from https://nodejs.org, then run the command again'
    node -e 'process.exit(parseInt(process.versions.node) >= 18 ? 0 : 1)' ||
        stop "Node.js here is $(node --version)" 'Node.js 18 or newer' 'install it from https://nodejs.org, then run the command again'
    echo 'pipeline: npm ci (Azurite; once, about a minute)'
    # the two fetch side by side; the build takes files of both
    npm ci --no-audit --no-fund --loglevel=error 9>&- &
    packages=$!
    trap 'kill "$packages" 2>/dev/null || true' EXIT
    dotnet restore functions/Cli -v quiet -nologo -tl:off 9>&-
    wait "$packages"
    trap - EXIT
fi

echo 'pipeline: building (about a minute)'
: >artifacts/.build-started
dotnet publish functions/Cli -c Release -p:RunAnalyzers=$analyzers --no-self-contained -p:PublishDir=../../artifacts/cli/ -v quiet -nologo -tl:off -nodeReuse:false -p:UseSharedCompilation=true 9>&-
if [ $analyzers = false ]; then dotnet build-server shutdown --vbcscompiler >/dev/null 9>&-; fi # test compiles on, then stops it
"$exe" built 9>&-
