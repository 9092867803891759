#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# install.sh FOLDER - puts what page.mjs needs, at the versions of the lock file, into FOLDER; does nothing where it is.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:?a folder is expected}
command -v npm >/dev/null && command -v node >/dev/null || exit 77
mkdir -p "$folder"
cmp -s "$here/package-lock.json" "$folder/installed.json" && exit 0
cp "$here/package.json" "$here/package-lock.json" "$folder/"
cd "$folder"
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
cp package-lock.json installed.json
