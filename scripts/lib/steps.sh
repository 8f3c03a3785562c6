# shellcheck shell=bash
# Runs the steps of scripts/test, each to its end whatever the one before did,
# and adds up what they counted. Needs say.sh.

# A step that cannot run here returns this; it counts as skipped, in words.
readonly CANNOT_RUN=77
readonly LOGS=tests/output/logs
# A line for each step that is over: passed, failed, skipped, seconds, name.
readonly RESULTS=$LOGS/results
# Steps that run beside others, a file for each, with its name in it.
readonly RUNNING=$LOGS/running
# What failed, a file for each shell that runs steps.
readonly FAILURES=$LOGS/failures
# Of what failed, the lines of a step at most.
readonly MOST_LINES=120

# How a row of the table is printed.
readonly ROW='%-44s %6d %6d %7d %6d s\n'

# Where this shell writes its results; names what runs beside others.
_results=$RESULTS/1
_lane=''

# begin_steps: forgets the results of an earlier run.
begin_steps() {
  rm -rf "$RESULTS" "$RUNNING" "$FAILURES"
  mkdir -p "$RESULTS" "$RUNNING" "$FAILURES"
}

# step NAME COUNTER COMMAND...: COUNTER reads the step's output and sets
# `passed`, `failed` and `skipped`; see below.
step() {
  local name=$1 counter=$2 log status=0 started=$SECONDS
  local passed=0 failed=0 skipped=0 words=''
  shift 2
  mkdir -p "$LOGS"
  log=$LOGS/$(tr -cs '[:alnum:]' '-' <<<"$name" | sed 's/-$//').log
  if [[ $_lane ]]; then
    printf '%s\n' "$name" >"$RUNNING/$_lane"
    set +e
    (
      set -e
      "$@"
    ) >"$log" 2>&1
    status=$?
    set -e
  else
    say "$name"
    set +e
    (
      set -e
      "$@"
    ) 2>&1 | tee "$log"
    status=${PIPESTATUS[0]}
    set -e
  fi
  if ((status == CANNOT_RUN)); then
    skipped=1
  else
    "$counter" "$log" "$status"
    # A runner may fail without a test that did, or find nothing to run.
    if ((status != 0 && failed == 0)); then
      failed=1
    elif ((passed + failed + skipped == 0)); then
      words='this step ran no test; '
      failed=1
    fi
  fi
  if ((failed > 0)); then
    {
      printf '\nfailed: %s\n' "$name"
      words_of_failures "$counter" "$log" | head -n "$MOST_LINES" || true
    } >>"$FAILURES/${_results##*/}"
  fi
  local seconds=$((SECONDS - started))
  printf '%d %d %d %d %s\n' "$passed" "$failed" "$skipped" "$seconds" "$name" >>"$_results"
  words+="$passed passed, $failed failed, $skipped skipped, $seconds s"
  if [[ $_lane ]]; then
    rm "$RUNNING/$_lane"
    # Whole, and not between the lines of another step.
    {
      flock 8
      say "$name"
      cat "$log"
      note "$words"
    } 8>"$RUNNING.lock"
  else
    note "$words"
  fi
}

# together LANE...: runs these functions at the same time, each of which does
# steps one after the other. What a step has to say comes when it is over; until
# then a line now and then says what is at work.
together() {
  local lane process processes=() ticker first=$((${_results##*/} + 1))
  local number=$first
  # What runs in the background would not hear of Ctrl-C.
  trap 'trap "" TERM; kill -TERM 0; exit 130' INT
  for lane in "$@"; do
    (
      _lane=$lane _results=$RESULTS/$number
      "$lane"
    ) &
    processes+=($!)
    number=$((number + 1))
  done
  (
    while sleep 30 >/dev/null 2>&1; do
      {
        flock 8
        note "at work: $(cat "$RUNNING"/* 2>/dev/null | paste -sd, | sed 's/,/, /g')"
      } 8>"$RUNNING.lock"
    done
  ) &
  ticker=$!
  for process in "${processes[@]}"; do
    wait "$process" ||
      printf '0 1 0 0 %s ended before its time\n' "$1" >>"$RESULTS/$first"
    shift
    first=$((first + 1))
  done
  { kill "$ticker" && wait "$ticker"; } 2>/dev/null || true
  trap - INT
  _results=$RESULTS/$number
}

# words_of_failures COUNTER LOG: what a reader of the last lines alone has to know.
words_of_failures() {
  case $1 in
    count_playwright) node scripts/lib/failed-tests.mjs "$LOGS/playwright.json" ;;
    count_firefox) node scripts/lib/failed-tests.mjs "$LOGS/firefox.json" ;;
    count_node) sed -nE '/^ *not ok /{s/^ *not ok [0-9]+ - //;p}' "$LOGS/node.tap" ;;
    count_cargo) grep -E -A 6 '^test .*FAILED|^error|panicked at' "$2" ;;
    *) tail -n 20 "$2" ;;
  esac
}

# The table of all steps, what failed of them, then the totals as the last line.
report_steps() {
  local file passed failed skipped seconds name sum=(0 0 0)
  printf '\n%-44s %6s %6s %7s %8s\n' step passed failed skipped time
  for file in $(find "$RESULTS" -type f | sort -V); do
    while read -r passed failed skipped seconds name; do
      # shellcheck disable=SC2059 # the format has a name
      printf "$ROW" "$name" "$passed" "$failed" "$skipped" "$seconds"
      sum=($((sum[0] + passed)) $((sum[1] + failed)) $((sum[2] + skipped)))
    done <"$file"
  done
  find "$FAILURES" -type f | sort -V | xargs -r cat
  printf '\n%d passed, %d failed, %d skipped\n' "${sum[@]}"
  ((sum[1] == 0))
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
