package dev.eventpatterns.workflowprocessor.security;

import java.time.Duration;
import java.util.Map;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may sign in. No user is built in.
 *
 * @param users by their names; where there are none, a password is made up at each start
 * @param login how often a password may be tried
 * @param openMetrics whether the metrics are answered without a password, for a scraper
 * in a network of its own
 */
@Validated
@ConfigurationProperties("workflow-processor")
public record LoginProperties(@DefaultValue Map<String, @Valid User> users, @DefaultValue @Valid Login login,
		@DefaultValue("false") boolean openMetrics) {

	/**
	 * Somebody who may sign in.
	 *
	 * @param password in plain, or "{bcrypt}" and its BCrypt hash
	 * @param role what the user may do
	 */
	public record User(@NotBlank String password, @DefaultValue("VIEWER") Role role) {

		/** Without the password, so that no log ever has it. */
		@Override
		public String toString() {
			return "User[role=" + this.role + "]";
		}

	}

	/**
	 * How often a password may be tried, by one name from one address.
	 *
	 * @param tries wrong ones in a row before the first wait
	 * @param pause how long it takes until one more try is free
	 */
	public record Login(@DefaultValue("10") @Min(1) @Max(1_000) int tries,
			@DefaultValue("30s") @DurationMin(millis = 100) Duration pause) {
	}

}
