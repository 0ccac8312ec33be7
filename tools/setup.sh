#!/bin/sh
# Makes .venv, installs what is pinned, brings htmx, builds the static files. A second run takes a second.
# Usage: tools/setup.sh run|dev
set -eu
cd "$(dirname "$0")/.."
wanted=requirements.txt
[ "${1:-run}" = dev ] && wanted=requirements-dev.txt

missing() { echo "Missing: $1" >&2; exit 1; }

python=${PYTHON:-python3}
command -v "$python" >/dev/null || missing "python3. On Debian: apt-get install python3 python3-venv"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || missing "Python 3.11 or newer ($("$python" -V) found)"
"$python" -c 'import venv, ensurepip' 2>/dev/null || missing "the venv module. On Debian: apt-get install python3-venv"
command -v npm >/dev/null || missing "npm (Node.js 18 or newer). On Debian: apt-get install nodejs npm"

stamp() { cat "$@" | cksum | tr ' ' -; }

[ -x .venv/bin/python ] || "$python" -m venv .venv
now=$(stamp "$wanted")
if ! grep -qsxF "$now" ".venv/.installed-$wanted"; then
  echo "Installing $wanted …"
  .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r "$wanted"
  echo "$now" >".venv/.installed-$wanted"
  # the longer list holds the shorter one whole
  [ "$wanted" = requirements.txt ] || stamp requirements.txt >.venv/.installed-requirements.txt
fi

now=$(stamp package-lock.json)
if ! grep -qsxF "$now" static/vendor/.installed; then
  echo "Bringing htmx and the font …"
  npm ci --omit=dev --silent
  mkdir -p static/vendor/fonts
  cp node_modules/htmx.org/dist/htmx.min.js static/vendor/
  font=node_modules/@expo-google-fonts/be-vietnam-pro
  cp "$font/400Regular/BeVietnamPro_400Regular.ttf" static/vendor/fonts/BeVietnamPro-Regular.ttf
  cp "$font/700Bold/BeVietnamPro_700Bold.ttf" static/vendor/fonts/BeVietnamPro-Bold.ttf
  cp "$font/LICENSE_FONT" static/vendor/fonts/
  echo "$now" >static/vendor/.installed
fi
.venv/bin/python -c 'from app.assets import build; build()'
