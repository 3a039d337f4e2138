#!/usr/bin/env bash
# Keeps the runs of a night in the repository: a line each in the model's history, the first of a
# model as its baseline, and the page over all nights. Takes the folder of the artifacts.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
dramatis=${DRAMATIS:-$here/dramatis}
artifacts=$1
branch=${DRAMATIS_BRANCH:-dramatis-history}
accept=${DRAMATIS_ACCEPT:-false}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

git config user.name >/dev/null || git config user.name "dramatis"
git config user.email >/dev/null || git config user.email "dramatis@users.noreply.github.com"

# Another push may come between; the night's lines are then put on top of it, a few times at most.
for attempt in 1 2 3 4 5; do
  rm -rf "$work/history"
  git worktree prune
  if git fetch -q origin "$branch" 2>/dev/null; then
    git worktree add -q --force --detach "$work/history" FETCH_HEAD
  else
    git worktree add -q --force --detach "$work/history" HEAD
    git -C "$work/history" checkout -q --orphan "$branch-new-$$-$attempt"
    git -C "$work/history" rm -rfq --cached .
    git -C "$work/history" clean -fdxq
  fi
  for artifact in "$artifacts"/*/; do
    [ -f "$artifact/run.json" ] || continue
    model=$(basename "$artifact")
    mkdir -p "$work/history/history" "$work/history/baseline"
    "$dramatis" history add "$artifact" --file "$work/history/history/$model.jsonl"
    baseline=$work/history/baseline/$model.json
    complete=$(grep -c '"state" : "complete"' "$artifact/run.json" || true)
    if [ "$complete" -gt 0 ] && { [ ! -f "$baseline" ] || [ "$accept" = true ]; }; then
      "$dramatis" baseline accept "$artifact" --file "$baseline"
    fi
    "$dramatis" history --file "$work/history/history/$model.jsonl" \
      --out "$work/history/pages/$model"
    if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
      head -c 200000 "$work/history/pages/$model/history.md" >>"$GITHUB_STEP_SUMMARY"
    fi
  done
  git -C "$work/history" add -A
  if git -C "$work/history" diff --cached --quiet; then
    echo "Nothing new to keep."
    exit 0
  fi
  git -C "$work/history" commit -qm "Keep the runs of $(date -u +%Y-%m-%d)"
  if git -C "$work/history" push -q origin "HEAD:refs/heads/$branch"; then
    echo "Kept on the branch $branch."
    exit 0
  fi
  sleep "${DRAMATIS_PAUSE:-$((attempt * 3))}"
done
echo "::error title=Dramatis::The history could not be pushed to $branch."
exit 1
