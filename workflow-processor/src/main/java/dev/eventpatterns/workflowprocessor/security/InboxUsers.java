package dev.eventpatterns.workflowprocessor.security;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Makes users out of the settings. In memory there are only hashes. */
final class InboxUsers {

	private static final Logger log = LoggerFactory.getLogger(InboxUsers.class);

	private static final String HASHED = "{bcrypt}";

	private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}");

	/** BCrypt looks at no more. */
	private static final int MOST_BYTES = 72;

	private static final int RANDOM_BYTES = 18;

	private InboxUsers() {
	}

	static List<UserDetails> of(Map<String, LoginProperties.User> users, PasswordEncoder encoder) {
		List<UserDetails> all = new ArrayList<>();
		users.forEach((name, user) -> all.add(user(name, hash(name, user.password(), encoder), user.role())));
		if (all.isEmpty()) {
			all.add(user("operator", encoder.encode(madeUp()), Role.OPERATOR));
		}
		return all;
	}

	private static UserDetails user(String name, String hash, Role role) {
		return User.withUsername(name).password(hash).roles(role.name()).build();
	}

	private static String hash(String name, String password, PasswordEncoder encoder) {
		if (password.startsWith(HASHED)) {
			if (!BCRYPT.matcher(password.substring(HASHED.length())).matches()) {
				throw new IllegalArgumentException("The password of the user " + name
						+ " starts with {bcrypt}, but what follows is no BCrypt hash: it looks like $2a$10$ and 53 more "
						+ "characters. Does a shell take the $ away?");
			}
			return password;
		}
		if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
			throw new IllegalArgumentException(
					"The password of the user " + name + " is longer than " + MOST_BYTES + " bytes");
		}
		return encoder.encode(password);
	}

	/** The only password that is ever logged: nobody could know it otherwise. */
	private static String madeUp() {
		byte[] random = new byte[RANDOM_BYTES];
		new SecureRandom().nextBytes(random);
		String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
		log.warn("No user is set: sign in as operator with the password {} until this process ends. "
				+ "Set workflow-processor.users.NAME.password and .role to have users of your own.", password);
		return password;
	}

}
