# make run · make test · make check · make install · make bench
.PHONY: run install dev test faults nightly check lint guards bench bench-large bench-city lock lighthouse

FLASK = .venv/bin/flask

run: install
	$(FLASK) db upgrade >/dev/null
	$(FLASK) demo prepare
	@echo "Sổ tay số: http://$${BIND:-127.0.0.1:8000}"
	@exec tools/run.sh

install:
	@tools/setup.sh run

dev:
	@tools/setup.sh dev

test: dev
	@tools/debian.sh chromium chromium
	@tools/debian.sh chromium-headless-shell chromium-headless-shell || true  # the same without windows: faster
	@tools/debian.sh exiftool libimage-exiftool-perl
	@tools/debian.sh nginx nginx-light
	@tools/debian.sh pdftoppm poppler-utils
	@tools/debian.sh /usr/lib/libreoffice/program/libswlo.so libreoffice-writer-nogui
	@tools/debian.sh /usr/lib/libreoffice/program/libsclo.so libreoffice-calc-nogui
	@tools/debian.sh /usr/share/fonts/truetype/croscore/Tinos-Regular.ttf fonts-croscore
	.venv/bin/pytest

# The server's and the phone's faults in their long form, with a table at the end (an hour). The power cut and full disks need root.
faults: dev
	@tools/debian.sh chromium chromium
	@tools/debian.sh chromium-headless-shell chromium-headless-shell || true  # the same without windows: faster
	@FAULTS_LONG=1 .venv/bin/pytest -n 1 tests/faults $$(.venv/bin/python -m tests.faults.reports)

# The long random lives of threads and of entries, over 10 000 steps each (some minutes).
nightly: dev
	NIGHTLY=1 .venv/bin/pytest tests/feedback/test_machine.py tests/activities/test_machine.py

check: lint test

lint: dev
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/djlint --lint --quiet templates

# Takes every guard of access away, one at a time: each must be missed by a test (half an hour).
guards: dev
	.venv/bin/python tools/remove_guards.py

bench: dev
	@tools/debian.sh wrk wrk
	.venv/bin/python -m bench 1000 100000

bench-large: dev
	@tools/debian.sh wrk wrk
	.venv/bin/python -m bench 1000 100000 1000000

# A city: 6 300 units, five million entries (half an hour, 8 GB of disk in the folder of temporary files).
bench-city: dev
	@tools/debian.sh wrk wrk
	.venv/bin/python -m bench 1000000 5000000

# Needs uv; writes the hashes of every pinned package.
lock:
	uv pip compile -q --generate-hashes --no-header --no-annotate --universal --python-version 3.11 pyproject.toml -o requirements.txt
	uv pip compile -q --generate-hashes --no-header --no-annotate --universal --python-version 3.11 --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	uv pip compile -q --generate-hashes --no-header --no-annotate --universal --python-version 3.11 --extra heic -c requirements.txt pyproject.toml -o requirements-heic.txt
	uv pip compile -q --generate-hashes --no-header --no-annotate --universal --python-version 3.11 --extra s3 -c requirements.txt pyproject.toml -o requirements-s3.txt

# Lighthouse over the main pages, five runs each (some minutes). It asks for Node 22 and runs on 20 with a warning.
lighthouse: dev
	@tools/debian.sh chromium chromium
	npm ci --silent
	CHROME_PATH=$$(command -v chromium) node tools/lighthouse.mjs
