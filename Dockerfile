# The server with par_index in it, in two stages: the compiler stays in the first.
# Not built where this project is made; docs/operations.md says how it is used.
#
#     docker build --build-arg PG_MAJOR=15 -t par_index .

ARG PG_MAJOR=15

FROM postgres:${PG_MAJOR} AS build
ARG PG_MAJOR
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev make postgresql-server-dev-${PG_MAJOR}
COPY . /src
# Without the bitcode: JIT is switched off where a scoreboard is read.
RUN make -C /src clean && make -C /src install with_llvm=no PG_CONFIG=/usr/lib/postgresql/${PG_MAJOR}/bin/pg_config DESTDIR=/built

FROM postgres:${PG_MAJOR}
COPY --from=build /built/ /
