# make run: the dashboard with the sample, or with your own: make run WORKSPACE=acme.  make test: everything.  Both set up all they need by themselves.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
WORKSPACE ?= data/workspace
PORT ?= 8501

.PHONY: run test lock screenshots clean

run: $(VENV)/.runtime
	@test -f $(WORKSPACE)/touchpoints.yaml || $(PY) -m pipeline --workspace $(WORKSPACE) demo
	@echo "Canary is at http://localhost:$(PORT)  (stop it with Ctrl+C)"
	@CANARY_WORKSPACE=$(WORKSPACE) $(PY) -m streamlit run app.py --server.port $(PORT)

# A file of tests stays in one process: what it prepares is prepared once.
test: $(VENV)/.dev
	$(PY) -m pytest --numprocesses=2 --dist=loadfile --no-loadscope-reorder

lock: $(VENV)/.dev
	$(VENV)/bin/uv pip compile -q --universal --python-version 3.11 --no-emit-index-url --custom-compile-command "make lock" requirements.in -o requirements.txt
	$(VENV)/bin/uv pip compile -q --universal --python-version 3.11 --no-emit-index-url --custom-compile-command "make lock" requirements-dev.in -o requirements-dev.txt

screenshots: $(VENV)/.dev
	$(PY) docs/screenshots.py

clean:
	rm -rf $(VENV) data/workspace

# The environment is made again only when the pinned versions change.
$(VENV)/.runtime: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; found $$($(PYTHON) --version). Say which one: make run PYTHON=python3.12"; exit 1; }
	@echo "Setting up .venv (about a minute, once) …"
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.txt
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
