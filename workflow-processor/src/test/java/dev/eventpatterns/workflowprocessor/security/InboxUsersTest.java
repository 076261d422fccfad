package dev.eventpatterns.workflowprocessor.security;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@ExtendWith(OutputCaptureExtension.class)
class InboxUsersTest {

	private final PasswordEncoder encoder = PasswordEncoderFactories.createDelegatingPasswordEncoder();

	private UserDetails user(String password, Role role) {
		return InboxUsers.of(Map.of("anna", new LoginProperties.User(password, role)), this.encoder).get(0);
	}

	@Test
	void keepsAHashOfAPlainPassword() {
		UserDetails anna = user("tulip", Role.VIEWER);

		assertThat(anna.getUsername()).isEqualTo("anna");
		assertThat(anna.getPassword()).startsWith("{bcrypt}").doesNotContain("tulip");
		assertThat(this.encoder.matches("tulip", anna.getPassword())).isTrue();
		assertThat(anna.getAuthorities()).extracting(Object::toString)
			.contains("ROLE_VIEWER")
			.doesNotContain("ROLE_OPERATOR");
	}

	@Test
	void takesAHashAsItIs() {
		String hash = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("tulip");

		assertThat(user(hash, Role.OPERATOR).getPassword()).isEqualTo(hash);
	}

	@Test
	void refusesAHashThatAShellHasEaten() {
		assertThatIllegalArgumentException().isThrownBy(() -> user("{bcrypt}0qyz", Role.VIEWER))
			.withMessageContaining("anna")
			.withMessageContaining("shell")
			.withMessageNotContaining("0qyz");
	}

	@Test
	void refusesAPasswordOfWhichOnlyTheStartWouldCount() {
		assertThatIllegalArgumentException().isThrownBy(() -> user("x".repeat(73), Role.VIEWER))
			.withMessageContaining("72 bytes")
			.withMessageNotContaining("xxx");
	}

	@Test
	void makesAPasswordUpWhereNoUserIsSet(CapturedOutput output) {
		UserDetails operator = InboxUsers.of(Map.of(), this.encoder).get(0);

		Matcher said = Pattern.compile("sign in as operator with the password (\\S+) until").matcher(output.getAll());
		assertThat(said.find()).isTrue();
		String password = said.group(1);
		assertThat(password).hasSizeGreaterThanOrEqualTo(20);
		assertThat(this.encoder.matches(password, operator.getPassword())).isTrue();
		assertThat(output.getAll().split(Pattern.quote(password), -1)).as("said once").hasSize(2);
		assertThat(InboxUsers.of(Map.of(), this.encoder).get(0).getPassword()).isNotEqualTo(operator.getPassword());
	}

	@Test
	void saysNothingAboutPasswordsWhenPrinted() {
		assertThat(new LoginProperties.User("tulip", Role.VIEWER).toString()).doesNotContain("tulip");
	}

}
