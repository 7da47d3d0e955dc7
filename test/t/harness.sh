#!/usr/bin/env bash
# The tests' own tools keep their promises: a throwaway server changes nothing of
# the installed one, even where this extension is installed; install-deps waits
# for its turn; a checkout that cannot be written says so.
. "$(dirname "$0")/tap"

# A server that is installed in a folder of its own, par_index in it: the
# programs and the shared files are links to the real ones.
bindir=$("$PG_CONFIG" --bindir) libdir=$("$PG_CONFIG" --pkglibdir) sharedir=$("$PG_CONFIG" --sharedir)
installed=$tap_dir/installed
mkdir -p "$installed$bindir" "$installed$libdir" "$installed$sharedir"
cp -rs "$bindir/." "$installed$bindir/"
cp -rs "$libdir/." "$installed$libdir/"
cp -rs "$sharedir/." "$installed$sharedir/"
rm -rf "$installed$libdir"/par_index.so "$installed$libdir"/bitcode/par_index* "$installed$sharedir"/extension/par_index*
cat >"$installed/pg_config" <<END
#!/bin/sh
case \$1 in
--bindir) echo "$installed$bindir" ;;
--pkglibdir) echo "$installed$libdir" ;;
--sharedir) echo "$installed$sharedir" ;;
*) exec "$PG_CONFIG" "\$@" ;;
esac
END
chmod +x "$installed/pg_config"
must "par_index is installed" make -s --no-print-directory install PG_CONFIG="$installed/pg_config"
for file in lib/par_index.so share/extension/par_index.control share/extension/par_index--1.1.sql; do
	case $file in lib/*) path=$installed$libdir/${file#lib/} ;; *) path=$installed$sharedir/${file#share/} ;; esac
	echo 'of another version' >"$path"
done
for index in "$installed$libdir"/bitcode/par_index*.bc; do
	[ ! -e "$index" ] || echo 'of another version' >"$index"
done
state() { (cd "$installed" && find . -type f -printf '%p %s %m %T@ ' -exec sha256sum {} \; | sort); }
before=$(state)
version() {
	"$@" test/throwaway "$installed/pg_config" psql -qXAt -v ON_ERROR_STOP=1 -c 'CREATE EXTENSION par_index' \
		-c 'SELECT par.pct(1, 3), extversion FROM pg_extension WHERE extname = $$par_index$$' 2>&1
}
current=$(sed -n "s/^default_version *= *'\(.*\)'/\1/p" par_index.control)
is "$(version env || true)" "33.33|$current" "a throwaway server runs this version"
is "$(state)" "$before" "and changes no file of the installed one"
nobody=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
if [ "$(id -u)" -eq 0 ] && "${nobody[@]}" test -r Makefile; then
	is "$(version "${nobody[@]}" env HOME=/ TMPDIR=/tmp || true)" "33.33|$current" "so it does for a plain user"
	is "$(state)" "$before" "and changes no file either"
fi

# apt's lock is another's twice.
tools=$tap_dir/tools
mkdir "$tools"
cat >"$tools/apt-get" <<END
#!/bin/sh
echo "apt-get \$*" >>"$tools/calls"
case \$* in *install*) touch "$tools/done"; exit ;; esac
[ \$(wc -l <"$tools/calls") -gt 2 ] && exit
echo 'E: Could not get lock /var/lib/apt/lists/lock. It is held by process 1 (apt-get)'
exit 100
END
printf '#!/bin/sh\nexec "$@"\n' >"$tools/sudo"
printf '#!/bin/sh\n' >"$tools/sleep"
printf '#!/bin/sh\nexit 1\n' >"$tools/dpkg-query"
chmod +x "$tools"/*
PATH=$tools:$PATH PG_MAJOR=15 succeeds "install-deps waits for the packages' lock" test/install-deps
is "$(sed -n 's/^apt-get .*\(update\|install\).*/\1/p' "$tools/calls" | tr '\n' ' ')" "update update update install " "and then goes on"
rm "$tools/calls"
printf '#!/bin/sh\necho "E: no such package"\nexit 100\n' >"$tools/apt-get"
status=0
PATH=$tools:$PATH PG_MAJOR=15 test/install-deps >"$tap_dir/output" 2>&1 || status=$?
is "$status $(tail -n 1 "$tap_dir/output")" "1 E: no such package" "any other failure is one at once"

# Root may write anywhere, but not where a file system is mounted read-only.
mkdir "$tap_dir/checkout"
tar -c --exclude=./.git --exclude='./tmp_check' --exclude='./.built-for' --exclude='*.o' --exclude='*.bc' --exclude='*.so' . | tar -x -C "$tap_dir/checkout"
chmod -R a-w "$tap_dir/checkout"
make_it() {
	(cd "$tap_dir/checkout" && if [ "$(id -u)" -eq 0 ]; then
		"${nobody[@]}" make "$@"
	else
		make "$@"
	fi)
}
make_it -s PG_CONFIG="$PG_CONFIG" >"$tap_dir/output" 2>&1 && status=0 || status=$?
ok $((status == 0)) "a checkout that cannot be written cannot be built"
is "$(grep -c "$tap_dir/checkout cannot be written: copy it" "$tap_dir/output")" 1 "and says what to do"
chmod -R u+w "$tap_dir/checkout"

done_testing
