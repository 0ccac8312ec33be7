#!/bin/sh
# Serves the site and runs its jobs beside it; when either ends, or Ctrl-C is pressed, both end. Usage: tools/run.sh
set -eu
cd "$(dirname "$0")/.."
umask 077
asked=
trap 'asked=yes' INT TERM HUP

.venv/bin/flask jobs run &
jobs=$!
.venv/bin/gunicorn -c gunicorn.conf.py wsgi:app &
server=$!

while [ -z "$asked" ] && kill -0 "$jobs" 2>/dev/null && kill -0 "$server" 2>/dev/null; do
  sleep 1 || true
done
kill "$jobs" "$server" 2>/dev/null || true
wait "$jobs" "$server" || true
[ -n "$asked" ]
