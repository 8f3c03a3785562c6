# shellcheck shell=bash
# What the commands print. Sourced, never run.

if [[ -t 1 ]]; then
  _bold=$'\e[1m' _dim=$'\e[2m' _red=$'\e[31m' _plain=$'\e[0m'
else
  _bold='' _dim='' _red='' _plain=''
fi

# say WORDS: one line about what happens next.
say() { printf '%s==>%s %s\n' "$_bold" "$_plain" "$*"; }

# note WORDS: a detail below the last `say`.
note() { printf '    %s%s%s\n' "$_dim" "$*" "$_plain"; }

# die WORDS: an error, and the end.
die() {
  printf '%serror:%s %s\n' "$_red" "$_plain" "$*" >&2
  exit 1
}

# have COMMAND: is it on PATH?
have() { command -v "$1" >/dev/null 2>&1; }

# quietly COMMAND...: runs it, shows the output only if it fails.
# While it runs, a line every 20 seconds says that it still does.
quietly() {
  local log ticker status=0 started=$SECONDS
  log=$(mktemp)
  # The sleep outlives the ticker by some seconds. It must hold nothing open
  # meanwhile: not the output, which someone may read through a pipe, and not
  # the lock of a build.
  (
    while sleep 20 >/dev/null 2>&1 9>&-; do note "still at it after $((SECONDS - started)) s"; done
  ) &
  ticker=$!
  "$@" >"$log" 2>&1 || status=$?
  { kill "$ticker" && wait "$ticker"; } 2>/dev/null || true
  if ((status != 0)); then
    printf '%sfailed:%s %s\n' "$_red" "$_plain" "$*" >&2
    tail -n 60 "$log" >&2
  fi
  rm -f "$log"
  return "$status"
}
