# par_index: build, install and test.  `make help` lists the targets.
#
# Plain PGXS for people who have their own server: make, make install,
# make installcheck.  The other targets bring their own throwaway server
# (test/throwaway) and install what is missing (test/install-deps).

EXTENSION = par_index
MODULE_big = par_index

# The rooms in the order of the install script; a room's SQL may use what
# stands before it.
ROOMS = percent calendar ontime survey rule points score deadline model

EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" par_index.control)

OBJS = $(patsubst %.c,%.o,$(sort $(wildcard src/*.c)))
ROOM_SQL = $(wildcard $(ROOMS:%=src/%.sql))
BUILT_SQL = sql/par_index--$(EXTVERSION).sql
DATA = $(sort $(BUILT_SQL) $(wildcard sql/par_index--*.sql))
DOCS = README.md
EXTRA_CLEAN = $(BUILT_SQL) tmp_check

# The tests are found by name: test/sql/<name>.sql against expected/<name>.out.
REGRESS = $(sort $(patsubst test/sql/%.sql,%,$(wildcard test/sql/*.sql)))
REGRESS_OPTS = --inputdir=test --load-extension=par_index

# Same digits on every processor: no fused multiply-add.
PG_CFLAGS = -Wall -Wextra -Wno-unused-parameter -Wno-missing-field-initializers -ffp-contract=off

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

$(OBJS) $(OBJS:.o=.bc): $(wildcard src/*.h)

# An unreleased version's script is put together from the rooms; a released
# one is a committed file and has no rule.
$(BUILT_SQL): par_index.control src/install.sql $(ROOM_SQL)
	@mkdir -p sql
	cat src/install.sql $(ROOM_SQL) > $@

# ---------------------------------------------------------------------------
# Targets with a server of their own.

IN_SERVER = test/throwaway $(PG_CONFIG)

.PHONY: help deps test demo psql bench check-regress check-pgtap

help:
	@echo 'make                 build the extension (PGXS; PG_CONFIG=... chooses the server)'
	@echo 'make install         install it into that server'
	@echo 'make installcheck    run pg_regress against a running server'
	@echo
	@echo 'With a throwaway server of their own, missing Debian packages installed first:'
	@echo 'make demo            show the extension at work on published figures'
	@echo 'make test            pg_regress and pgTAP, with the runners'"'"' own counts'
	@echo 'make psql            a shell with the demo loaded'
	@echo 'make bench           measure against hand-written SQL; ROOM=percent for one room'
	@echo 'make deps            only install the packages'

deps:
	@test/install-deps

# Each of these starts a second make, because before deps there may be no
# PGXS to include.
test demo psql bench: deps
	@$(MAKE) -s --no-print-directory with-server-$@

.PHONY: with-server-test with-server-demo with-server-psql with-server-bench

with-server-test: all
	@$(IN_SERVER) $(MAKE) --no-print-directory check-regress check-pgtap

with-server-demo: all
	@$(IN_SERVER) test/demo/run

with-server-psql: all
	@$(IN_SERVER) sh -c "test/demo/run >/dev/null && exec psql demo"

with-server-bench: all
	@$(IN_SERVER) test/bench/run $(ROOM)

check-regress:
	@$(MAKE) --no-print-directory installcheck || { cat regression.diffs; exit 1; }

check-pgtap:
	@createdb par_index_tap
	@psql -qX -v ON_ERROR_STOP=1 -d par_index_tap -c 'CREATE EXTENSION pgtap' -c 'CREATE EXTENSION par_index'
	@pg_prove -d par_index_tap $(sort $(wildcard test/pgtap/*.sql))
