# par_index: build, install and test.  `make help` lists the targets.
#
# Plain PGXS for people who have their own server: make, make install,
# make installcheck.  The other targets bring their own throwaway server
# (test/throwaway) and install what is missing (test/install-deps).
#
# Out of the source tree, for several servers from one: in a folder of its own,
# make -f SOURCE/Makefile, with install and installcheck.

EXTENSION = par_index
MODULE_big = par_index

# The rooms in the order of the install script; a room's SQL may use what
# stands before it.  The last is the model, put together from src/model/.
ROOMS = percent moment zone calendar ontime events survey groups rule score rank deadline check

# The source tree: nothing, or its path and a slash in a build out of it.
SRC := $(filter-out ./ $(CURDIR)/,$(dir $(firstword $(MAKEFILE_LIST))))
ifneq ($(SRC),)
# make would take the objects there for this build's.
ifneq ($(wildcard $(SRC).built-for),)
$(error $(SRC) has been built in: make -C $(SRC) clean)
endif
endif

EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" $(SRC)par_index.control)

OBJS = $(patsubst $(SRC)%.c,%.o,$(sort $(wildcard $(SRC)src/*.c)))
ROOM_SQL = $(wildcard $(ROOMS:%=$(SRC)src/%.sql))
MODEL_SQL = $(wildcard $(SRC)src/model/* $(SRC)src/model/*/*.sql)
DELTA_SQL = $(wildcard $(SRC)src/delta/*)
PREVIOUS = 1.1
BUILT_SQL = sql/par_index--$(EXTVERSION).sql sql/par_index--$(PREVIOUS)--$(EXTVERSION).sql
# Installed: the newest version, and the deltas that lead to it.  The scripts of
# released versions stay in sql/ for the upgrade test.
DATA = $(filter-out $(BUILT_SQL),$(patsubst $(SRC)%,%,$(sort $(wildcard $(SRC)sql/par_index--*--*.sql))))
DATA_built = $(BUILT_SQL)
DOCS = README.md
EXTRA_CLEAN = $(BUILT_SQL) .built-for tmp_check tmp_int128 dashboard.html

# The tests are found by name: test/sql/<name>.sql against expected/<name>.out.
REGRESS = $(sort $(patsubst $(SRC)test/sql/%.sql,%,$(wildcard $(SRC)test/sql/*.sql)))
# Those that take long come first, beside the others.
SLOW = $(patsubst %,test/t/%.sh,dump_restore model surveys duties load cells)
TRUST = $(SLOW) $(filter-out $(SLOW),$(sort $(wildcard test/t/*.sh)))
REGRESS_OPTS = --inputdir=test --load-extension=par_index

# Same digits on every processor: no fused multiply-add, in what the compiler
# makes and in what JIT makes of the bitcode.
SAME_DIGITS = -ffp-contract=off
PG_CFLAGS = -Wall -Wextra -Wno-unused-parameter -Wno-missing-field-initializers $(SAME_DIGITS)

# OWN_INT128=1: no 128-bit integers of the compiler (src/int128.h).
PG_CPPFLAGS = $(if $(OWN_INT128),-DPAR_OWN_INT128)

# The server to build for: PG_CONFIG if given, else the newest Debian server
# of PG_MAJOR (default: any) that has its headers, else pg_config on the PATH.
PG_MAJOR ?= *
PG_CONFIG ?= $(or $(patsubst %/lib/pgxs/src/makefiles/pgxs.mk,%/bin/pg_config,$(lastword $(sort \
	$(wildcard /usr/lib/postgresql/$(PG_MAJOR)/lib/pgxs/src/makefiles/pgxs.mk)))),pg_config)
PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)

all: $(BUILT_SQL)

ifneq ($(PGXS),)
include $(PGXS)
else
all install installcheck clean uninstall:
	@echo "pg_config was not found: 'make deps' installs the server and its headers" >&2; exit 1
endif

# PGXS does not pass PG_CFLAGS on to the bitcode, and Makefile.global, which it
# includes, sets these anew.
BITCODE_CFLAGS += $(SAME_DIGITS)

$(OBJS) $(OBJS:.o=.bc): $(wildcard $(SRC)src/*.h) .built-for

# Objects built for one server are no good for another.
.built-for: force
	@$(if $(SRC),mkdir -p src sql)
	@echo '$(VERSION) $(includedir_server)$(OWN_INT128:%= own int128)' | cmp -s - $@ || echo '$(VERSION) $(includedir_server)$(OWN_INT128:%= own int128)' >$@ || \
		{ echo "The build writes into the source tree, and $(CURDIR) cannot be written: copy it to a folder of your own." >&2; exit 1; }

.PHONY: force

# The tests name their files as they lie in the source tree.
ifneq ($(SRC),)
installcheck: linked-tests

.PHONY: linked-tests

linked-tests:
	ln -sfn $(SRC)test $(SRC)expected .

EXTRA_CLEAN += test expected
endif

# An unreleased version's scripts are put together from the rooms: the whole,
# and what the version adds to the one before it, which is what its rooms say and
# the other's script does not (src/delta/build).  Released ones are committed
# files and have no rule.
$(BUILT_SQL): | .built-for

sql/par_index--$(EXTVERSION).sql: $(SRC)par_index.control $(SRC)src/install.sql $(ROOM_SQL) $(MODEL_SQL)
	@mkdir -p sql
	{ cat $(SRC)src/install.sql $(ROOM_SQL) && $(SRC)src/model/build $(EXTVERSION); } > $@

# The model's functions are the same in both, but for those that 1.1 has.
sql/par_index--$(PREVIOUS)--$(EXTVERSION).sql: $(SRC)par_index.control $(SRC)sql/par_index--$(PREVIOUS).sql $(ROOM_SQL) $(DELTA_SQL) $(MODEL_SQL)
	@mkdir -p sql
	{ cat $(SRC)src/delta/install.sql && $(SRC)src/delta/build sql/par_index--$(PREVIOUS).sql $(ROOMS) && $(SRC)src/model/build $(EXTVERSION) | \
		sed -E 's/^CREATE ((PROCEDURE|FUNCTION) @extschema@\.(create_model|check_framework)\()/CREATE OR REPLACE \1/'; } > $@

# ---------------------------------------------------------------------------
# Programs beside the extension, for whoever has a model: into $(PREFIX), where
# they find what they need in ../share/par_index.

PREFIX ?= /usr/local
TOOLS = $(wildcard tools/par-*)
TOOL_PACKAGES = python3 python3-openpyxl $(if $(shell command -v psql),,postgresql-client)
TOOL_FILES = $(shell find tools -mindepth 2 -type f ! -name fetch ! -name README.md ! -name SHA256SUMS ! -path '*/__pycache__/*' 2>/dev/null)

.PHONY: install-tools uninstall-tools

install-tools:
	@test/install-deps --only $(TOOL_PACKAGES)
	install -d '$(DESTDIR)$(PREFIX)/bin'
	install -m 755 $(TOOLS) '$(DESTDIR)$(PREFIX)/bin'
	for f in $(TOOL_FILES:tools/%=%); do install -D -m 644 "tools/$$f" '$(DESTDIR)$(PREFIX)/share/par_index/'"$$f"; done

uninstall-tools:
	rm -f $(TOOLS:tools/%='$(DESTDIR)$(PREFIX)/bin/%')
	rm -rf '$(DESTDIR)$(PREFIX)/share/par_index'

# ---------------------------------------------------------------------------
# Packages of the last commit, into $(PACKAGES): the archive for PGXN, and those of
# Debian for each server that the distribution has, checked by lintian.

PACKAGES ?= packages
ARCHIVE = par_index-$(EXTVERSION).0

.PHONY: dist deb test-packages

dist: $(BUILT_SQL)
	@mkdir -p '$(PACKAGES)'
	git archive --format=zip -o '$(PACKAGES)/$(ARCHIVE).zip' --prefix=$(ARCHIVE)/sql/ $(BUILT_SQL:%=--add-file=%) --prefix=$(ARCHIVE)/ HEAD

deb:
	@test/install-deps --only dpkg-dev debhelper fakeroot help2man lintian postgresql-all postgresql-server-dev-all python3
	@debian/build '$(PACKAGES)'

test-packages: deps
	@test/install-deps --only unzip
	@prove -v --exec bash test/packages

# ---------------------------------------------------------------------------
# Targets with a server of their own.

IN_SERVER = test/throwaway $(PG_CONFIG)

.PHONY: help deps test test-clients demo psql bench test-borrowed check-regress check-pgtap check-trust memcheck fuzz warnings print-pg-config print-flags print-bitcode-flags

help:
	@echo 'make                 build the extension (PGXS; PG_CONFIG=... chooses the server)'
	@echo 'make install         install it into that server'
	@echo 'make installcheck    run pg_regress against a running server'
	@echo 'make dist            the archive for PGXN, of the last commit, into packages/'
	@echo 'make deb             Debian packages of the last commit for every server here, lintian clean, into packages/'
	@echo 'make install-tools   the programs beside the extension, par-load, par-form, par-page, with what they need, into PREFIX (/usr/local)'
	@echo
	@echo 'With a throwaway server of their own, missing Debian packages installed first:'
	@echo 'make demo            show the extension at work on published figures'
	@echo 'make dashboard       the demo as a page: dashboard.html, opened by a double click'
	@echo 'make test            pg_regress and pgTAP, with the runners'"'"' own counts'
	@echo 'make test-clients    read the model through psql, ODBC, JDBC and node, refresh it by pg_cron, its partitions by pg_partman'
	@echo 'make test-office     LibreOffice: its driver reads every view, .ods and .xls go in, forms print as PDF'
	@echo 'make test-page       the page in a browser: every figure against the views, keyboard, print, speed'
	@echo 'make psql            a shell with the demo loaded'
	@echo 'make bench           measure all rooms against hand-written SQL, into docs/bench.md;'
	@echo '                     ROOM=percent for one room only, SCALE=10 for ten times the rows'
	@echo 'make bench-against   the same queries with the library of another revision in turn: REV=<tag or commit>'
	@echo 'make bench-model     the ready model where people click, against the definitions of 1.1, at 5 M dossiers'
	@echo 'make bench-scores    the scores of 430 agencies, 45 criteria, 5 years; measures and what_if at 5 M dossiers'
	@echo 'make test-measures   measures of the demo against plain counts after 5000 random changes; ROUNDS=, SEED='
	@echo 'make bench-fresh     figures that are always current, at 5 M dossiers: reads, writers, folds, bytes; SCALE=0.1'
	@echo 'make bench-forms     every report form of a year at 5 M dossiers with their conduct, of the province and of a unit; SCALE=0.2'
	@echo 'make test-seeds      the tests of random petitions, conduct and the index 766 with other random rows; SEEDS=, SEED='
	@echo 'make test-cells      the cells of dossiers against the rows: 29000 random operations, 40 s of writers and folders, crashes'
	@echo 'make bench-growth    cost of a row and memory as the rows grow 10 and 100 times;'
	@echo '                     instructions of a row; bytes and seconds of the ready tables'
	@echo 'make test-scale      shards behind postgres_fdw'
	@echo 'make test-citus      a model on a Citus cluster against one server, where PG_CONFIG has Citus; SCALE=1: 5 M dossiers; PART="demo wrong"'
	@echo 'make test-concurrency  16 clients refresh, read and write at once for a minute'
	@echo 'make test-borrowed   the tests on servers of 14 and 16 from npm, which Debian has no packages of'
	@echo 'make test-arch       pg_regress on a big-endian server (s390x) and on 32-bit ones (armhf, i386), the'
	@echo '                     first two under qemu (root; two hours); ARCH=i386 TESTS="percent ontime" for some only'
	@echo 'make test-int128     pg_regress with the library'"'"'s own 128-bit integers, for compilers without'
	@echo 'make memcheck        24 tests that run all but 19 of the lines of C that the suite runs, on servers with'
	@echo '                     assertions, under valgrind; TESTS="survey rank", TESTS=all (hours)'
	@echo 'make test-asserts    pg_regress and pgTAP with the assertions alone'
	@echo 'make test-asan       pg_regress and random cases under the address sanitiser'
	@echo 'make smith           random statements from SQLsmith against assertions; SMITH_SECONDS=1200'
	@echo 'make test-limits     too little memory for a process, for sorting, on the disk'
	@echo 'make test-packages   a build out of the tree, the archive, the Debian packages: autopkgtest in a bare Debian (root)'
	@echo 'make diagram         the picture of the model'"'"'s tables, docs/images/model.svg, from the catalogue'
	@echo 'make columns         every table and view with its columns, docs/columns.md, from the catalogue'
	@echo 'make test-docs       every SQL block of the documents runs and prints what stands below it; PAGE=...'
	@echo 'make test-cancel     a cancelled statement is over within 100 ms of processor time'
	@echo 'make differential    100000 random cases against oracles in plain Python; CASES=, SEED=, ROOM=percent'
	@echo 'make simulate-intervals  how often 95 % intervals hold the true share; DRAWS=2000'
	@echo 'make test-load       200 random workbooks and as many spoilt ones through par-load, and its speed; CASES=, SEED='
	@echo 'make fuzz            spoilt input for every function; FUZZ_SECONDS=20 for each of some 50 targets'
	@echo 'make page-libraries  fetch the libraries of the page again and compare them'
	@echo 'make warnings        compile for every server and compiler here, a warning being an error'
	@echo 'make deps            only install the packages'

deps:
	@test/install-deps python3-openpyxl $(MORE)

# Each of these starts a second make, because before deps there may be no
# PGXS to include.
test: deps
demo: deps
psql: deps
bench: MORE = python3-numpy
bench: deps
test demo psql bench:
	@$(MAKE) -s --no-print-directory with-server-$@

.PHONY: with-server-test with-server-demo with-server-psql with-server-bench

# Two halves side by side, each with a server of its own.
.PHONY: with-server-test-regress with-server-test-rest

with-server-test: all
	@$(MAKE) -j 2 --no-print-directory with-server-test-regress with-server-test-rest

with-server-test-regress: all
	@$(IN_SERVER) $(MAKE) --no-print-directory check-regress

with-server-test-rest: all
	@$(IN_SERVER) $(MAKE) --no-print-directory check-pgtap check-trust

with-server-demo: all
	@$(IN_SERVER) test/demo/run

with-server-psql: all
	@echo 'Loading the demo ...' >&2
	@$(IN_SERVER) sh -c "test/demo/run test/demo/10_data.sql >/dev/null && exec psql demo"

with-server-bench: all
	@$(if $(ROOM),,OUT=docs/bench.md) $(IN_SERVER) test/bench/run $(ROOM)

# The demo as a page.
.PHONY: dashboard test-page page-libraries with-server-dashboard with-server-test-page

dashboard:
	@test/install-deps python3
	@$(MAKE) -s --no-print-directory with-server-dashboard

with-server-dashboard: all
	@$(IN_SERVER) test/demo/page dashboard.html

# The page in a browser; the packages of node lie in tmp_check and are pinned.
CHROMIUM_PACKAGES = python3 $(if $(shell command -v chromium),,chromium fonts-noto-core) $(if $(shell command -v npm),,npm)

test-page:
	@test/install-deps $(CHROMIUM_PACKAGES)
	@test/page/packages
	@$(MAKE) -s --no-print-directory with-server-test-page

with-server-test-page: all
	@$(IN_SERVER) test/page/run

page-libraries:
	@test/install-deps $(if $(shell command -v npm),,npm)
	@tools/page/vendor/fetch

# The same queries with the library of another revision, in turn.
.PHONY: bench-against with-server-bench-against

bench-against: deps
	@$(MAKE) -s --no-print-directory with-server-bench-against

with-server-bench-against: all
	@$(IN_SERVER) test/bench/against $(REV) $(ROOM)

# Speed and scale: docs/scale.md holds what these print.
.PHONY: bench-model bench-scores bench-growth test-scale test-concurrency test-measures
.PHONY: with-server-bench-model with-server-bench-scores with-server-bench-growth with-server-test-scale with-server-test-concurrency with-server-test-measures

bench-growth: MORE = valgrind
test-scale: MORE = procps

bench-model bench-scores bench-growth test-scale test-concurrency test-measures:
	@test/install-deps $(MORE)
	@$(MAKE) -s --no-print-directory with-server-$@

# Loaded as fast as it can be; nothing runs beside what is measured.
BENCH_MODEL_CONF = printf '%s\n' "shared_buffers = '1GB'" "maintenance_work_mem = '512MB'" "max_wal_size = '16GB'" 'full_page_writes = off' 'autovacuum = off'

with-server-bench-model: all
	@CONF="$$($(BENCH_MODEL_CONF))" $(IN_SERVER) test/bench/model

with-server-bench-scores: all
	@CONF="shared_buffers = '1GB'" $(IN_SERVER) test/bench/scores

with-server-test-measures: all
	@$(IN_SERVER) test/oracle

.PHONY: bench-forms with-server-bench-forms test-seeds with-server-test-seeds

bench-forms test-seeds: deps
	@$(MAKE) -s --no-print-directory with-server-$@

with-server-bench-forms: all
	@CONF="$$($(BENCH_MODEL_CONF))" $(IN_SERVER) test/bench/forms

with-server-test-seeds: all
	@$(IN_SERVER) test/seeds

.PHONY: bench-fresh with-server-bench-fresh test-cells with-server-test-cells

bench-fresh test-cells: deps
	@$(MAKE) -s --no-print-directory with-server-$@

with-server-bench-fresh: all
	@CONF="shared_buffers = '1GB'" $(IN_SERVER) test/bench/fresh

with-server-test-cells: all
	@LONG=1 $(IN_SERVER) prove --exec bash test/t/cells.sh

with-server-bench-growth: all
	@$(IN_SERVER) test/bench/growth
	@echo
	@$(IN_SERVER) test/bench/instructions
	@echo
	@$(IN_SERVER) test/scale/sizes

with-server-test-scale: all
	@$(IN_SERVER) test/scale/run

# A Citus cluster of its own, where the server of PG_CONFIG has Citus.
.PHONY: test-citus
test-citus: all
	@test/citus/run $(PG_CONFIG)

with-server-test-concurrency: all
	@CONF='log_min_messages = error' $(IN_SERVER) test/scale/concurrency

# The tools that connect to a model, and pg_cron; heavier packages, so a target
# of its own.  A JDK or an npm from elsewhere will do.
CLIENT_PACKAGES = odbc-postgresql python3-pyodbc libpostgresql-jdbc-java postgresql-%-cron postgresql-%-partman \
	$(if $(shell command -v javac),,default-jdk-headless) $(if $(shell command -v npm),,nodejs node-pg)
FREE_PORT = $$(/usr/bin/python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')
CRON_CONF = printf '%s\n' "shared_preload_libraries = 'pg_cron'" "cron.database_name = 'cron'" 'cron.use_background_workers = on'

test-clients:
	@test/install-deps $(CLIENT_PACKAGES)
	@$(MAKE) -s --no-print-directory with-server-test-clients

.PHONY: with-server-test-clients with-server-test-readers with-server-test-cron

# pg_cron waits for the next minute: meanwhile the others read.
with-server-test-clients: all
	@$(MAKE) -j 2 --no-print-directory with-server-test-readers with-server-test-cron

with-server-test-readers: all
	@LISTEN=127.0.0.1:$(FREE_PORT) $(IN_SERVER) test/clients/run

with-server-test-cron: all
	@CONF="$$($(CRON_CONF))" $(IN_SERVER) test/clients/cron

# LibreOffice, 80 MB of packages.
OFFICE_PACKAGES = python3-openpyxl libreoffice-calc-nogui libreoffice-base-drivers libreoffice-sdbc-postgresql python3-uno poppler-utils fonts-liberation
.PHONY: test-office with-server-test-office

test-office:
	@test/install-deps $(OFFICE_PACKAGES)
	@$(MAKE) -s --no-print-directory with-server-test-office

with-server-test-office: all
	@$(IN_SERVER) test/clients/office

check-regress:
	@$(MAKE) --no-print-directory installcheck || { cat regression.diffs; exit 1; }

check-pgtap:
	@createdb par_index_tap
	@psql -qX -v ON_ERROR_STOP=1 -d par_index_tap -c 'CREATE EXTENSION pgtap' -c 'CREATE EXTENSION par_index'
	@pg_prove -d par_index_tap $(sort $(wildcard test/pgtap/*.sql))

# What needs more than one session or server: dumps, upgrades, crashes, limits.
check-trust:
	@prove -j 2 --timer --exec bash $(TRUST)

# ---------------------------------------------------------------------------
# Deeper checks, not part of make test.

test-borrowed:
	@test/install-deps $(if $(shell command -v npm),,npm)
	@test/borrowed 14
	@test/borrowed 16

# The regress suite without the compiler's 128-bit integers, and each operation
# against them.
.PHONY: test-int128 with-server-test-int128

test-int128: deps
	@$(MAKE) -s --no-print-directory with-server-test-int128 OWN_INT128=1

with-server-test-int128: all
	@$(CC) -O2 $(PG_CPPFLAGS) -Isrc -I$(includedir_server) -o tmp_int128 test/int128.c && ./tmp_int128
	@$(IN_SERVER) $(MAKE) --no-print-directory check-regress

# s390x: 64 bits, big-endian; armhf and i386: 32 bits.
ARCH = s390x armhf i386

.PHONY: test-arch

test-arch: deps
	@for arch in $(ARCH); do test/arch $$arch $(TESTS) || exit 1; done

memcheck: deps
	@test/memcheck

# On a server that test/build-server makes of the distribution's source.
.PHONY: test-asserts with-server-test-asserts check-asserts

test-asserts: deps
	@pg_config=$$(test/build-server) && $(MAKE) -s --no-print-directory with-server-test-asserts PG_CONFIG="$$pg_config"

with-server-test-asserts: all
	@$(IN_SERVER) $(MAKE) --no-print-directory check-asserts check-regress check-pgtap

check-asserts:
	@psql -qXAt -c "SELECT format('PostgreSQL %s, assertions %s', current_setting('server_version'), current_setting('debug_assertions'))" | \
		grep 'on$$'

fuzz: deps
	@test/fuzz/run

.PHONY: test-load with-server-test-load

test-load: deps
	@$(MAKE) -s --no-print-directory with-server-test-load

with-server-test-load: all
	@$(IN_SERVER) test/load/run

# How often intervals hold what they should, for docs/statistics.md.
.PHONY: simulate-intervals with-server-simulate-intervals

simulate-intervals: deps
	@$(MAKE) -s --no-print-directory with-server-simulate-intervals

with-server-simulate-intervals: all
	@$(IN_SERVER) test/simulate

# The regress suite under the address sanitiser; SQLsmith; random cases against
# plain Python.  The first two on that server too.
.PHONY: test-asan smith differential test-limits with-server-differential with-server-test-limits

test-asan: deps
	@test/asan

smith: deps
	@test/smith

differential:
	@test/install-deps python3 tzdata
	@$(MAKE) -s --no-print-directory with-server-differential

with-server-differential: all
	@$(IN_SERVER) test/differential/run $(ROOM)

# The picture of the model's tables that docs/model.md shows, from the catalogue.
.PHONY: columns with-server-columns
columns: deps
	@$(MAKE) -s --no-print-directory with-server-columns

with-server-columns: all
	@$(IN_SERVER) sh -c "psql -qX -v ON_ERROR_STOP=1 -c 'CREATE EXTENSION par_index' -c \"CALL par.create_model('cchc')\" && docs/columns postgres en > docs/columns.md && docs/columns postgres vi > docs/vi/columns.md"

.PHONY: diagram with-server-diagram
diagram: deps
	@$(MAKE) -s --no-print-directory with-server-diagram

with-server-diagram: all
	@$(IN_SERVER) sh -c "psql -qX -v ON_ERROR_STOP=1 -c 'CREATE EXTENSION par_index' -c \"CALL par.create_model('cchc')\" && docs/diagram postgres > docs/images/model.svg"

.PHONY: test-docs with-server-test-docs
test-docs: deps
	@$(MAKE) -s --no-print-directory with-server-test-docs

with-server-test-docs: all
	@$(IN_SERVER) test/docs $(PAGE)

# The promise of a tenth of a second after a cancel, on a machine that is not slow.
.PHONY: test-cancel with-server-test-cancel
test-cancel: deps
	@$(MAKE) -s --no-print-directory with-server-test-cancel

with-server-test-cancel: all
	@LIMIT=100 MOMENTS='30 110 230 370 530' TRIES=5 $(IN_SERVER) prove -v --exec bash test/t/cancel.sh

test-limits: deps
	@$(MAKE) -s --no-print-directory with-server-test-limits

with-server-test-limits: all
	@$(IN_SERVER) prove --exec bash test/limits

warnings: deps
	@test/warnings

# For scripts: the server; what a C file is compiled with, and for the bitcode.
print-pg-config:
	@echo '$(PG_CONFIG)'

print-flags:
	@echo '$(PG_CFLAGS) $(filter -W% -f%,$(CFLAGS))'

print-bitcode-flags:
	@echo '$(BITCODE_CFLAGS)'
