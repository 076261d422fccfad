#!/bin/sh
# launch.sh MODULE [ARGUMENT...]: starts MODULE's program and, before that, builds what is missing or older than its
# sources. ./demo and ./bench are this with the module named.
set -u

cd "$(dirname "$0")/.." || exit 1
module=$1
shift
. .mvn/wrapper/java.sh

log=target/build.log
# Its date is the beginning of the last build that went well here.
stamp=$module/target/launch.stamp

# Demos and benchmarks start the patterns as processes of their own.
patterns=$(grep -l '<artifactId>pattern-parent</artifactId>' */pom.xml | sed '/^pattern-parent/d; s|/pom.xml$||')

# A reproducible build gives a jar a fixed date. So the sources are compared with the time at which the jar was really
# written (-newermc), which nobody can set, and with the stamp, since Maven leaves a jar alone that needs no change.
is_current() {
	for part in "$module" $patterns; do
		jar=$part/target/$part-exec.jar
		[ -f "$jar" ] || return 1
		if [ -f "$stamp" ]; then
			changed=$(find pom.xml */pom.xml */src/main -newermc "$jar" -newer "$stamp") || return 1
		else
			changed=$(find pom.xml */pom.xml */src/main -newermc "$jar") || return 1
		fi
		[ -z "$changed" ] || return 1
	done
}

# Passes Maven's output to the log, and shows a line per module with a dot for every step.
show_progress() {
	while IFS= read -r line; do
		printf '%s\n' "$line"
		case $line in
		mvnw:*) printf '%s\n' "$line" >&2 ;;
		'[INFO] Building '*\[*/*\])
			[ -z "${started:-}" ] || echo >&2
			started=yes
			printf '  %s ' "$(echo "${line#\[INFO\] Building }" | tr -s ' ')" >&2
			;;
		'[INFO] --- '*) printf . >&2 ;;
		esac
	done >"$log"
	echo >&2
}

build() {
	if [ -f "$module/target/$module-exec.jar" ]; then
		echo "Building what has changed" >&2
	else
		echo "Building (first time: about two minutes)" >&2
	fi
	mkdir -p target "$module/target"
	touch "$stamp.new"
	rm -f target/build.status
	{
		./mvnw -B -Dmaven.test.skip -Dspring-javaformat.validate.skip -pl "$(echo "$module" $patterns | tr ' ' ,)" -am package
		echo $? >target/build.status
	} </dev/null 2>&1 | show_progress
	if [ "$(cat target/build.status 2>/dev/null)" != 0 ]; then
		tail -n 40 "$log" >&2
		echo "The build failed: above is its end, all of it is in $log" >&2
		exit 1
	fi
	mv "$stamp.new" "$stamp"
}

# The demo is short: what its own JVM saves in compiling, the services have for starting. A benchmark wants the rest.
options=
[ "$module" != demo-runner ] || options='-XX:TieredStopAtLevel=1 -XX:+UseSerialGC'

is_current || build
exec "$java" $options -jar "$module/target/$module-exec.jar" "$@"
