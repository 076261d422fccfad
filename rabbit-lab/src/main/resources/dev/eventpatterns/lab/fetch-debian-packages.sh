#!/bin/sh
# Fetches Debian or Ubuntu packages with everything they depend on and unpacks
# them into a folder. Nothing is installed, root is not needed, and the machine's
# own package lists and caches stay as they are.
#
#   fetch-debian-packages.sh DEST PACKAGE...
#
# FETCH_ONLY   an extended regular expression; of the packages and their recursive
#              dependencies, only those whose whole line it matches are fetched
#
# DEST appears complete or not at all: packages are unpacked beside it and renamed.
# A second caller waits for the first. Progress goes to standard output; a failure
# is one line on standard error and a status other than 0.
set -eu
umask 022

fail() {
	echo "fetch-debian-packages: $*" >&2
	exit 1
}

[ $# -ge 2 ] || fail "usage: fetch-debian-packages.sh DEST PACKAGE..."
dest=${1%/}
shift
[ ! -d "$dest" ] || exit 0

for tool in apt-get apt-cache dpkg-deb flock; do
	command -v "$tool" >/dev/null 2>&1 || fail "no $tool here: this needs Debian or Ubuntu"
done

parent=$(dirname "$dest")
mkdir -p "$parent" 2>/dev/null || fail "cannot create the folder $parent"
[ -w "$parent" ] || fail "cannot write to the folder $parent"
parent=$(cd "$parent" && pwd)
dest=$parent/$(basename "$dest")

# The kernel lets go of the lock when its holder ends, however it ends.
exec 9>"$dest.lock"
if ! flock -n 9; then
	echo "Waiting for another fetch into $dest"
	flock -w 600 9 || fail "another fetch into $dest has been running for 10 minutes; remove $dest.lock if it hangs"
fi
[ ! -d "$dest" ] || exit 0

# Left behind by a fetch that was killed; we hold the lock, so nobody uses it.
rm -rf "$dest".part.*
part=$dest.part.$$
trap 'rm -rf "$part"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
mkdir -p "$part/lists/partial" "$part/cache/archives/partial" "$part/deb" "$part/root"

# As root, apt would drop to a user of its own that cannot write here. The hooks
# that tidy up after an update belong to the machine's cache, not to this one.
apt() {
	tool=$1
	shift
	LC_ALL=C "$tool" -q \
		-o Dir::State::Lists="$part/lists" \
		-o Dir::Cache="$part/cache" \
		-o Debug::NoLocking=1 \
		-o APT::Sandbox::User=root \
		-o APT::Update::Post-Invoke::= \
		-o APT::Update::Post-Invoke-Success::= \
		-o Acquire::Languages=none \
		-o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false \
		-o Acquire::IndexTargets::deb::CNF::DefaultEnabled=false \
		-o Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled=false \
		-o Acquire::http::Timeout=20 \
		-o Acquire::https::Timeout=20 \
		-o Acquire::Retries=2 \
		"$@" 9>&-
}

last_error() {
	grep -E '^(E|W|Err)' "$part/log" | tail -n 1
}

echo "Reading the package lists"
apt apt-get update >"$part/log" 2>&1 || true

for package; do
	apt apt-cache show --no-all-versions "$package" 2>/dev/null | grep -q '^Package:' ||
		fail "cannot get the package $package: is there a network? $(last_error)"
done

names=$(apt apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts \
	--no-breaks --no-replaces --no-enhances "$@" | grep '^[a-z0-9]' |
	{ grep -Ev ':' || true; } | { grep -E "${FETCH_ONLY:-.}" || true; } | sort -u)
[ -n "$names" ] || fail "no package matches FETCH_ONLY=$FETCH_ONLY"
# Leaves out names that only others provide.
# shellcheck disable=SC2086
names=$(apt apt-cache show --no-all-versions $names 2>/dev/null | sed -n 's/^Package: //p' | sort -u)

# shellcheck disable=SC2086
set -- $names
echo "Fetching $# packages"
(cd "$part/deb" && apt apt-get download "$@") >"$part/log" 2>&1 ||
	fail "the download broke off: $(last_error)"

echo "Unpacking"
for deb in "$part"/deb/*.deb; do
	dpkg-deb -x "$deb" "$part/root" || fail "cannot unpack $(basename "$deb"): is the disk full?"
done

mv "$part/root" "$dest"
echo "Unpacked $# packages into $dest"
