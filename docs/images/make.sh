#!/usr/bin/env bash
# Makes the pictures of the documentation from runs that it makes: report, comparison, card, history.
# Needs Chromium.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
dramatis=${DRAMATIS:-$here/../../dramatis}
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

picture() {
  "$chromium" --headless=new --no-sandbox --disable-gpu --disable-background-networking \
    --no-first-run --hide-scrollbars --user-data-dir="$work/profile" --window-size="$3" \
    --virtual-time-budget=5000 --screenshot="$here/$2" "file://$work/$1" 2>/dev/null 2>&1
}

some=(template-hole-break k-shot-dose-curve icl-narrow-harm)
"$dramatis" run "${some[@]}" --reports one >/dev/null 2>&1
"$dramatis" run "${some[@]}" --reports two --world-seed 2 >/dev/null 2>&1
"$dramatis" run "${some[@]}" --reports three --world-seed 3 --model simulated/dial@0.3 >/dev/null 2>&1
"$dramatis" compare one/* two/* three/* --out compare >/dev/null 2>&1
mkdir all
cp -r one/* all/ && cp -r three/* all/
"$dramatis" card simulated/psm --reports all --out card >/dev/null 2>&1
cp one/*/report.html report.html

for night in $(seq 1 14); do
  world=dial@0.8
  if [ "$night" -gt 9 ]; then world=dial@0.55; fi
  "$dramatis" run "${some[0]}" --reports nights --model "simulated/$world" \
    --world-seed "$night" >/dev/null 2>&1
done
"$dramatis" history add nights/* --file history.jsonl >/dev/null 2>&1
# The dial behind one name was turned on the tenth night.
sed 's#simulated/dial@0.55#simulated/dial@0.8#g' history.jsonl >renamed.jsonl
"$dramatis" history --file renamed.jsonl --out history >/dev/null 2>&1

picture report.html report.png 1100,1150
picture compare/compare.html comparison.png 1100,1500
picture card/card.html card.png 1100,1500
picture history/history.html history.png 1100,900
