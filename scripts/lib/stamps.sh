# shellcheck shell=bash
# Doing nothing twice: a step is up to date while the content of its inputs is
# what it was when the step last succeeded. Content, not dates: a fresh
# checkout or a `touch` rebuilds nothing, and a restored old file does.

# fingerprint PATH...: one hash over the names and contents of these files and
# folders. With - as the first argument, over standard input as well.
fingerprint() {
  {
    if [[ ${1:-} == - ]]; then
      cat
      shift
    fi
    find "$@" -type f -print0 2>/dev/null |
      LC_ALL=C sort -z | xargs -0 -r sha256sum
  } | sha256sum | cut -d' ' -f1
}

# is_fresh NAME FINGERPRINT: did step NAME last succeed on just these inputs?
is_fresh() { [[ -f .tools/stamps/$1 && $(<".tools/stamps/$1") == "$2" ]]; }

# mark_fresh NAME FINGERPRINT: step NAME has succeeded on these inputs.
mark_fresh() {
  mkdir -p .tools/stamps
  printf '%s\n' "$2" >".tools/stamps/$1"
}

# mark_stale NAME: before a step overwrites what it made last time.
mark_stale() { rm -f ".tools/stamps/$1"; }
