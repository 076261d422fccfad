package dev.eventpatterns.watchnotification.server;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Names of services and keys. */
final class Names {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

	private Names() {
	}

	static void check(String field, @Nullable String name, List<String> mistakes) {
		if (name == null || !NAME.matcher(name).matches()) {
			mistakes
				.add(field + " must be 1 to 128 letters, digits, dots, dashes and underscores, and begin with a letter"
						+ " or digit");
		}
	}

}
