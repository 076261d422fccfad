package dev.eventpatterns.supervisorconsumer;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class PendingRepliesTest {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final PendingReplies<String> replies = new PendingReplies<>();

	@Test
	void bringsEachReplyToItsRequest() throws Exception {
		this.replies.expect("1");
		this.replies.expect("2");

		assertThat(this.replies.replied("2", "second")).isTrue();
		assertThat(this.replies.replied("1", "first")).isTrue();

		assertThat(this.replies.await("1", PATIENCE)).isEqualTo("first");
		assertThat(this.replies.await("2", PATIENCE)).isEqualTo("second");
		assertThat(this.replies.late()).isZero();
		assertThat(this.replies.size()).isZero();
	}

	@Test
	void dropsAndCountsWhatComesTooLate() {
		this.replies.expect("1");
		assertThatExceptionOfType(TimeoutException.class)
			.isThrownBy(() -> this.replies.await("1", Duration.ofMillis(1)));

		assertThat(this.replies.replied("1", "too late")).isFalse();
		assertThat(this.replies.late()).isEqualTo(1);
		assertThat(this.replies.size()).isZero();
	}

	@Test
	void takesOneReplyOnly() throws Exception {
		this.replies.expect("1");
		this.replies.replied("1", "first");

		assertThat(this.replies.replied("1", "again")).isFalse();
		assertThat(this.replies.await("1", PATIENCE)).isEqualTo("first");
		assertThat(this.replies.late()).isEqualTo(1);
	}

	@Test
	void endsAllWaitsWhenNoReplyCanCome() {
		this.replies.expect("1");

		this.replies.failAll(new IllegalArgumentException("the broker is gone"));

		assertThatIllegalStateException().isThrownBy(() -> this.replies.await("1", PATIENCE))
			.withMessage("the broker is gone");
	}

}
