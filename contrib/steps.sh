# shellcheck shell=bash
# steps.sh -- the steps of check and matrix: none is silent for long, none runs for
# ever, all are counted.  Logs are in $work, which stays if something failed.

work=$(mktemp -d "${TMPDIR:-/tmp}/escape-${0##*/}.XXXXXX")

# watched LIMIT NAME COMMAND...: run COMMAND, which may be a function, in a process
# group of its own, for at most LIMIT seconds; say twice a minute that it runs.
# `set -e' does not hold in it.
watched ()
{
  local limit=$1 name=$2 start=$SECONDS said=$SECONDS status=0
  shift 2
  set -m
  "$@" < /dev/null &
  watched_group=$!
  set +m
  while kill -0 "$watched_group" 2>/dev/null; do
    sleep 0.5
    if ((SECONDS - said >= 25)); then
      said=$SECONDS
      echo "  $name: $((SECONDS - start)) s so far" >&"$terminal"
    fi
    if ((SECONDS - start > limit)); then
      end_watched
      echo "$name: ended after $limit s"
    fi
  done
  wait "$watched_group" || status=$?
  watched_group=
  return "$status"
}

end_watched ()
{
  if [[ -n ${watched_group-} ]]; then
    kill -TERM -- "-$watched_group" 2>/dev/null || true
    sleep 2
    kill -KILL -- "-$watched_group" 2>/dev/null || true
  fi
}

# Where `watched' says that it runs, wherever COMMAND's output goes.
exec {terminal}>&1
trap 'end_watched; exit 1' INT TERM

passed=0 failed=0 skipped=0

# step LIMIT NAME COMMAND...: one line; if it fails, the end of what it printed.
step ()
{
  local limit=$1 name=$2 log=$work/${2//[^A-Za-z0-9]/-}.log start=$SECONDS
  shift 2
  if watched "$limit" "$name" "$@" > "$log" 2>&1; then
    passed=$((passed + 1))
    echo "$name: done in $((SECONDS - start)) s"
    return 0
  fi
  failed=$((failed + 1))
  tail -n 30 "$log" | sed 's/^/  /'
  echo "$name: FAILED, see $log"
  return 1
}

# with_log LOG COMMAND...: what COMMAND prints goes to LOG and, indented, on.
with_log ()
{
  local log=$1
  shift
  "$@" 2>&1 | tee "$log" | sed -u '/^make/d; s/^/  /'
  return "${PIPESTATUS[0]}"
}

# tests LIMIT NAME COMMAND...: a command that ends with a sum of tests.  False if
# something failed.
tests ()
{
  local limit=$1 name=$2 log=$work/${2//[^A-Za-z0-9]/-}.log
  local start=$SECONDS status=0
  shift 2
  echo "$name:"
  watched "$limit" "$name" with_log "$log" "$@" || status=1
  local sum='^([0-9]+) passed, ([0-9]+) failed, ([0-9]+) skipped$'
  if [[ $(grep -E "$sum" "$log" | tail -n 1) =~ $sum ]]; then
    passed=$((passed + BASH_REMATCH[1]))
    failed=$((failed + BASH_REMATCH[2]))
    skipped=$((skipped + BASH_REMATCH[3]))
    if ((status != 0 && BASH_REMATCH[2] == 0)); then failed=$((failed + 1)); fi
  else
    status=1
    failed=$((failed + 1))
    echo "$name: FAILED, it did not end with a sum, see $log"
  fi
  echo "$name: done in $((SECONDS - start)) s"
  return "$status"
}

# skip NAME WHY: a line, too.
skip ()
{
  skipped=$((skipped + 1))
  echo "SKIP: $1: $2"
}

# sum: the last line.  False if something failed.
sum ()
{
  if ((failed > 0)); then
    echo "logs: $work"
  else
    rm -rf "$work"
  fi
  echo "$passed passed, $failed failed, $skipped skipped"
  ((failed == 0))
}
