#!/usr/bin/env bash
# Checks quiz files, proves that they are sound, and says what an edit changes.
#
#   check-quizzes.sh [--base REVISION] [--fail-over SHARE] [--sarif FILE] QUIZ…
#
#   --base REVISION    compare each quiz with the one that this revision of git has
#   --fail-over SHARE  fail where more than this share of answer sheets gets other
#                      advice; 2% unless told
#   --sarif FILE       write what check finds there too, for code scanning
#
# The command is career-quiz on the PATH, or what the variable CAREER_QUIZ names.
# Exit status: 0 all is well; 1 something is not; 2 the command line is wrong;
# 3 a tool is missing.
set -uo pipefail

career_quiz=${CAREER_QUIZ:-career-quiz}
base=
fail_over=2%
sarif=

wrong() { printf 'check-quizzes: %s\n' "$*" >&2 && exit 2; }

while [ $# -gt 0 ]; do
  case $1 in
  --base | --fail-over | --sarif)
    [ $# -gt 1 ] || wrong "$1 needs a value"
    case $1 in
    --base) base=$2 ;;
    --fail-over) fail_over=$2 ;;
    --sarif) sarif=$2 ;;
    esac
    shift 2
    ;;
  --)
    shift
    break
    ;;
  -*) wrong "there is no option $1" ;;
  *) break ;;
  esac
done
[ $# -gt 0 ] || wrong 'name one quiz file or more'

if ! command -v "$career_quiz" >/dev/null; then
  printf 'check-quizzes: there is no command %s. Build career-quiz and put it on the PATH,\n' "$career_quiz" >&2
  printf 'or name it: export CAREER_QUIZ=/where/it/is/career-quiz\n' >&2
  exit 3
fi

# A branch that is new has nothing but zeros before it; a new repository has no HEAD,
# and all its quizzes are new.
case $base in *[!0]*) ;; *) base= ;; esac
if [ -n "$base" ] && [ "$base" != HEAD ]; then
  for quiz in "$@"; do
    [ ! -e "$quiz" ] || git -C "$(dirname "$quiz")" rev-parse --quiet --verify "$base^{commit}" >/dev/null ||
      wrong "git does not know the revision $base of $quiz; fetch it first (fetch-depth: 0)"
  done
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
status=0

if [ -n "$sarif" ]; then
  "$career_quiz" check --format sarif "$@" >"$sarif" || status=1
fi
for quiz in "$@"; do
  printf '== %s: check\n' "$quiz"
  # What cannot be read cannot be proved either.
  "$career_quiz" check "$quiz" || {
    status=1
    continue
  }
  printf '== %s: prove\n' "$quiz"
  "$career_quiz" prove "$quiz" || status=1
  [ -n "$base" ] || continue
  before=$folder/before.json
  if ! git -C "$(dirname "$quiz")" show "$base:./$(basename "$quiz")" >"$before" 2>/dev/null; then
    printf '== %s: new, so there is nothing to compare it with\n' "$quiz"
  elif ! cmp --silent "$before" "$quiz"; then
    printf '== %s: diff\n' "$quiz"
    "$career_quiz" diff "$before" "$quiz" --fail-over "$fail_over" || status=1
  fi
done
exit $status
