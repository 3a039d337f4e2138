#!/usr/bin/env bash
# One run, as action.yml asks for it: by variables, so that no input is ever read as a command.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
dramatis=${DRAMATIS:-$here/dramatis}

# A jar that was kept is older than the sources that were just checked out, and yet theirs.
if [ "${DRAMATIS_KEPT:-}" = true ]; then touch "$here/target/dramatis-all.jar"; fi

# The lines of a text, without blanks at their ends and without empty ones.
lines() {
  printf '%s\n' "$1" | sed 's/^[[:space:]]*//; s/[[:space:]]*$//' | grep -v '^$' || true
}

fault() {
  echo "::error title=Dramatis could not run::$1"
  echo "exit-code=2" >>"$GITHUB_OUTPUT"
  exit 2
}

arguments=(run)
while IFS= read -r suite; do
  case $suite in
    *[*?[]*)
      matched=()
      while IFS= read -r file; do matched+=("$file"); done < <(compgen -G "$suite" | LC_ALL=C sort)
      [ "${#matched[@]}" -gt 0 ] || fault "No file is named like $suite."
      arguments+=("${matched[@]}")
      ;;
    *) arguments+=("$suite") ;;
  esac
done < <(lines "${DRAMATIS_SUITES:-}")
while IFS= read -r model; do arguments+=(--model "$model"); done < <(lines "${DRAMATIS_MODEL:-}")
while IFS= read -r judge; do arguments+=(--judge "$judge"); done < <(lines "${DRAMATIS_JUDGE:-}")
[ -z "${DRAMATIS_BUDGET:-}" ] || arguments+=(--budget "$DRAMATIS_BUDGET")
[ -z "${DRAMATIS_MAX_CALLS:-}" ] || arguments+=(--max-calls "$DRAMATIS_MAX_CALLS")
[ -z "${DRAMATIS_MAX_TIME:-}" ] || arguments+=(--max-time "$DRAMATIS_MAX_TIME")
fail_on=${DRAMATIS_FAIL_ON:-contradicted}
if [ -n "${DRAMATIS_BASELINE:-}" ] && [ -f "$DRAMATIS_BASELINE" ]; then
  arguments+=(--baseline "$DRAMATIS_BASELINE")
else
  # On the first night there is nothing yet to have changed from.
  fail_on=$(printf '%s' "$fail_on" | tr ',' '\n' | { grep -vx changed || true; } | paste -sd, -)
fi
arguments+=(--fail-on "${fail_on:-never}")
reports=${DRAMATIS_REPORTS:-reports}
arguments+=(--reports "$reports" --annotations github)
while IFS= read -r argument; do arguments+=("$argument"); done < <(lines "${DRAMATIS_ARGUMENTS:-}")

mkdir -p "$reports"
before=$(ls "$reports")
"$dramatis" "${arguments[@]}"
code=$?

run=
while IFS= read -r folder; do
  if [ -f "$reports/$folder/run.json" ] && ! grep -qxF "$folder" <<<"$before"; then
    run=$reports/$folder
  fi
done < <(ls "$reports")
changed=false
if [ -n "$run" ] && [ -f "$run/changes.json" ] &&
  ! grep -q '"changedPrimaries" : \[ \]' "$run/changes.json"; then
  changed=true
fi
{
  echo "exit-code=$code"
  echo "run=$run"
  echo "changed=$changed"
  if [ -n "$run" ]; then echo "report=$run/report.html"; fi
} >>"$GITHUB_OUTPUT"
if [ -n "$run" ] && [ -f "$run/summary.md" ]; then
  # GitHub takes a megabyte a step.
  head -c 1000000 "$run/summary.md" >>"$GITHUB_STEP_SUMMARY"
fi
case $code in
  0 | 3) ;;
  2) echo "::error title=Dramatis could not run::What it was asked for is not valid; the log says what." ;;
  4) echo "::error title=Dramatis is incomplete::Too many calls failed, or the endpoint refuses; the log says what." ;;
  5) echo "::warning title=Dramatis stopped at a cap::What was finished is kept, and resume carries it on." ;;
  *) echo "::error title=Dramatis failed::Exit code $code; the log says why." ;;
esac
exit "$code"
