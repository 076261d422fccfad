# Sourced by mvnw, demo and bench. Sets `java` to the Java to use: JAVA_HOME's, or else the first on the PATH.
# With `jdk` as $1 it must be able to compile. Ends the script with one message where there is none or it is too old.

how_to_get_java='  Debian, Ubuntu:  sudo apt-get install default-jdk-headless
  macOS:           brew install openjdk@17
  anywhere:        https://adoptium.net
  Several Java versions installed? Set JAVA_HOME to the folder of the one to use.'

no_java() {
	printf '%s\n' "$1" "This project needs a JDK 17 or later:" "$how_to_get_java" >&2
	exit 1
}

if [ -n "${JAVA_HOME:-}" ]; then
	java=$JAVA_HOME/bin/java
	[ -x "$java" ] || no_java "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it."
else
	java=$(command -v java) || no_java "No java was found: JAVA_HOME is not set and the PATH has none."
fi

# Java 8 does not know the option, so that the list is empty.
java_modules=$("$java" --list-modules 2>/dev/null) || java_modules=
java_version=$(printf '%s\n' "$java_modules" | sed -n 's/^java\.base@\([0-9]*\).*/\1/p')
[ "${java_version:-0}" -ge 17 ] || no_java "$java is older than Java 17."
if [ "${1:-}" = jdk ]; then
	case $java_modules in
	*jdk.compiler@*) ;;
	*) no_java "$java has no compiler: it is a runtime (JRE), not a JDK." ;;
	esac
fi
