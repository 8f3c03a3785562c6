# shellcheck shell=bash
# Runs the steps of scripts/test one after the other, each to its end whatever
# the one before did, and adds up what they counted. Needs say.sh.

# A step that cannot run here returns this; it counts as skipped, in words.
readonly CANNOT_RUN=77
readonly LOGS=tests/output/logs

_rows=()
_passed=0 _failed=0 _skipped=0

# step NAME COUNTER COMMAND...: COUNTER reads the step's output and sets
# `passed`, `failed` and `skipped`; see below.
step() {
  local name=$1 counter=$2 log status started=$SECONDS
  local passed=0 failed=0 skipped=0
  shift 2
  mkdir -p "$LOGS"
  log=$LOGS/$(tr -cs '[:alnum:]' '-' <<<"$name" | sed 's/-$//').log
  say "$name"
  set +e
  (
    set -e
    "$@"
  ) 2>&1 | tee "$log"
  status=${PIPESTATUS[0]}
  set -e
  if ((status == CANNOT_RUN)); then
    skipped=1
  else
    "$counter" "$log" "$status"
    # A runner may fail without a test that did, or find nothing to run.
    if ((status != 0 && failed == 0)); then
      failed=1
    elif ((passed + failed + skipped == 0)); then
      note 'this step ran no test'
      failed=1
    fi
  fi
  _passed=$((_passed + passed))
  _failed=$((_failed + failed))
  _skipped=$((_skipped + skipped))
  _rows+=("$(printf '%-44s %6d %6d %7d %6d s' "$name" "$passed" "$failed" "$skipped" $((SECONDS - started)))")
  note "$passed passed, $failed failed, $skipped skipped, $((SECONDS - started)) s"
}

# The table of all steps, then the totals as the last line.
report_steps() {
  printf '\n%-44s %6s %6s %7s %8s\n' step passed failed skipped time
  printf '%s\n' "${_rows[@]}"
  printf '\n%d passed, %d failed, %d skipped\n' "$_passed" "$_failed" "$_skipped"
  ((_failed == 0))
}

# add_up PATTERN: the sum of the numbers in what matches on standard input.
add_up() {
  { grep -oE "$1" || true; } | { grep -oE '[0-9]+' || true; } |
    awk '{ sum += $1 } END { print sum + 0 }'
}

# What follows are counters. They set variables of `step`, out of the log ($1)
# and the exit status ($2).
# shellcheck disable=SC2034

# A check that passes or fails as a whole.
count_one() {
  if (($2 == 0)); then passed=1; else failed=1; fi
}

# The lines `test result: ok. 5 passed; 0 failed; 1 ignored` of cargo test and
# of the wasm test runner.
count_cargo() {
  local results
  results=$(grep '^test result: ' "$1" || true)
  passed=$(add_up '[0-9]+ passed' <<<"$results")
  failed=$(add_up '[0-9]+ failed' <<<"$results")
  skipped=$(add_up '[0-9]+ ignored' <<<"$results")
}

# The line `Summary [...] 8 tests run: 5 passed, 2 failed, 1 timed out, 1 skipped`.
count_nextest() {
  local summary
  summary=$(sed 's/\x1b\[[0-9;]*m//g' "$1" | grep -E '^ *Summary \[' || true)
  passed=$(add_up '[0-9]+ passed' <<<"$summary")
  failed=$(add_up '[0-9]+ (failed|timed out)' <<<"$summary")
  skipped=$(add_up '[0-9]+ skipped' <<<"$summary")
}

# Playwright's JSON report, which stands beside the log. A test that passes only
# when it is tried again has failed.
count_playwright() { count_report "$LOGS/playwright.json"; }

# The same of the tests in Firefox.
count_firefox() { count_report "$LOGS/firefox.json"; }

# count_report FILE
count_report() {
  local counts
  counts=$(node -e '
    const { stats } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    console.log(stats.expected, stats.unexpected + stats.flaky, stats.skipped);
  ' "$1") || counts='0 0 0'
  read -r passed failed skipped <<<"$counts"
}

# The closing lines of node's TAP report, which stands beside the log.
count_node() {
  local tap=$LOGS/node.tap
  passed=$(add_up '^# pass [0-9]+' <"$tap")
  failed=$(add_up '^# (fail|cancelled) [0-9]+' <"$tap")
  skipped=$(add_up '^# (skipped|todo) [0-9]+' <"$tap")
}
