# Runs one command for a JVM and outlives that JVM just long enough to clean up.
#
#   sh -c GUARD guard OUTPUT FOLDERS COMMAND ARGUMENT...
#
# Standard input is a pipe from the JVM: when it ends, the JVM is gone, even by a
# kill -9. The command, in a session of its own, is then killed with everything in
# its process group, and FOLDERS (one a line) are removed. "release" on the pipe
# lets the guard go without removing anything.
# Standard output tells the JVM "pid N" and, when the command has ended, "exit N".
output=$1
folders=$2
shift 2
exec 3<&0 </dev/null

# In a session of its own, so that a Ctrl-C in the terminal does not reach it. It tells
# its process id itself, once it is in that session: from then on, signals reach it.
setsid sh -c 'echo "pid $$"; exec "$@" >>"$0" 2>&1' "$output" "$@" 3<&- &
child=$!
# The JVM may be gone by the time we have something to say; we still clean up then.
trap '' PIPE

(
	exec >/dev/null
	read -r word <&3
	kill -s KILL -- "-$child" "$child"
) 2>/dev/null &
watcher=$!

wait "$child"
status=$?
# What the command has started and left behind.
kill -s KILL -- "-$child" 2>/dev/null
# Gone for certain, so that the next word on the pipe is ours.
kill "$watcher" 2>/dev/null
wait "$watcher" 2>/dev/null
echo "exit $status" 2>/dev/null

read -r word <&3
[ "$word" != release ] || exit 0
set -f
IFS='
'
for folder in $folders; do
	# A process that is just dying may still write: try again for a while.
	tries=100
	while [ -e "$folder" ] && [ "$tries" -gt 0 ]; do
		rm -rf -- "$folder" 2>/dev/null || sleep 0.1
		tries=$((tries - 1))
	done
done
