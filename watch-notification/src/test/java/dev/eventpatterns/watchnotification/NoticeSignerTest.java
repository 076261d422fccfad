package dev.eventpatterns.watchnotification;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.eventpatterns.watchnotification.NoticeSigner.Signature;
import dev.eventpatterns.watchnotification.NoticeSigner.Verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NoticeSignerTest {

	private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

	private static final byte[] BODY = "{\"revision\":7}".getBytes(StandardCharsets.UTF_8);

	private static final byte[] OLD = "o".repeat(32).getBytes(StandardCharsets.UTF_8);

	private static final byte[] NEW = "n".repeat(32).getBytes(StandardCharsets.UTF_8);

	private final NoticeSigner signer = new NoticeSigner(Map.of("old", OLD, "new", NEW), "new", Duration.ofMinutes(5));

	private final Signature signature = this.signer.sign(BODY, NOW);

	@Test
	void believesWhatItHasSigned() {
		assertThat(this.signer.check(this.signature, BODY, NOW)).isEqualTo(Verdict.GENUINE);
	}

	/**
	 * So that foreign clients can check, too: as {@code openssl dgst -sha256 -hmac} does.
	 */
	@Test
	void signsAsWritten() {
		assertThat(this.signature)
			.isEqualTo(new Signature("new", "2026-11-01T12:00:00Z", SignedElsewhere.HMAC_OF_THE_BODY));
	}

	@Test
	void believesAnyKeyThatItKnowsWhileKeysAreChanged() {
		NoticeSigner before = new NoticeSigner(Map.of("old", OLD), "old", Duration.ofMinutes(5));

		assertThat(this.signer.check(before.sign(BODY, NOW), BODY, NOW)).isEqualTo(Verdict.GENUINE);
		assertThat(before.check(this.signature, BODY, NOW)).isEqualTo(Verdict.UNKNOWN_KEY);
	}

	@Test
	void doesNotBelieveWhatWasChangedOnItsWay() {
		assertThat(this.signer.check(this.signature, "{\"revision\":8}".getBytes(StandardCharsets.UTF_8), NOW))
			.isEqualTo(Verdict.FORGED);
		assertThat(this.signer.check(new Signature("old", this.signature.signedAt(), this.signature.hex()), BODY, NOW))
			.isEqualTo(Verdict.FORGED);
		assertThat(
				this.signer.check(new Signature("new", NOW.plusSeconds(1).toString(), this.signature.hex()), BODY, NOW))
			.isEqualTo(Verdict.FORGED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "zz", "00", "0" })
	void doesNotBelieveWhatIsNoSignature(String hex) {
		assertThat(this.signer.check(new Signature("new", NOW.toString(), hex), BODY, NOW)).isEqualTo(Verdict.FORGED);
	}

	@Test
	void doesNotBelieveWhatIsNotSigned() {
		String at = this.signature.signedAt();
		String hex = this.signature.hex();

		assertThat(this.signer.check(new Signature(null, at, hex), BODY, NOW)).isEqualTo(Verdict.UNSIGNED);
		assertThat(this.signer.check(new Signature("new", null, hex), BODY, NOW)).isEqualTo(Verdict.UNSIGNED);
		assertThat(this.signer.check(new Signature("new", at, null), BODY, NOW)).isEqualTo(Verdict.UNSIGNED);
	}

	@Test
	void doesNotBelieveWhatIsOldOrFromTheFuture() {
		assertThat(this.signer.check(this.signature, BODY, NOW.plusSeconds(300))).isEqualTo(Verdict.GENUINE);
		assertThat(this.signer.check(this.signature, BODY, NOW.plusSeconds(301))).isEqualTo(Verdict.STALE);
		assertThat(this.signer.check(this.signature, BODY, NOW.minusSeconds(30))).isEqualTo(Verdict.GENUINE);
		assertThat(this.signer.check(this.signature, BODY, NOW.minusSeconds(31))).isEqualTo(Verdict.STALE);
	}

	@Test
	void refusesAKeyThatIsTooShort() {
		assertThatThrownBy(() -> new NoticeSigner(Map.of("a", new byte[31]), "a", Duration.ofMinutes(5)))
			.hasMessageContaining("'a' has 31 bytes");
	}

	/** Printed by openssl for the key and the text above. */
	private static final class SignedElsewhere {

		static final String HMAC_OF_THE_BODY = "934be6509decf0446e42899cc427063aff3287cbbd022f3e9de5b877c71c3495";

	}

}
