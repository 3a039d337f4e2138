#!/usr/bin/env bash
# Says whether the machine has a JDK that is new enough, and a hash of what the program is built of.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

found=false
if command -v java >/dev/null 2>&1 && command -v javac >/dev/null 2>&1; then
  version=$(java -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
  if [ "${version:-0}" -ge 17 ]; then found=true; fi
fi
sources=$(find pom.xml src/main -type f | LC_ALL=C sort | xargs cat | sha256sum | cut -c1-32)
{
  echo "java=$found"
  echo "sources=$sources"
} >>"$GITHUB_OUTPUT"
