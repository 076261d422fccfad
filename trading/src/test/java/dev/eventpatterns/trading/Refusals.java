package dev.eventpatterns.trading;

import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

/** What the tests say about refusals. */
final class Refusals {

	private Refusals() {
	}

	static void assertRefused(String body, String contentType, String refusal) {
		assertRefused(body.getBytes(StandardCharsets.UTF_8), contentType, refusal);
	}

	static void assertRefused(byte[] body, String contentType, String refusal) {
		MalformedOrderException ex = refusalOf(body, contentType);

		assertThat(ex).hasMessage(refusal);
		assertThat(ex.field() + ": " + ex.reason()).isEqualTo(refusal);
	}

	static MalformedOrderException refusalOf(byte[] body, String contentType) {
		try {
			TradeOrder order = TradeOrderParser.parse(body, contentType);
			throw new AssertionError("was read as " + order);
		}
		catch (MalformedOrderException ex) {
			return ex;
		}
	}

}
