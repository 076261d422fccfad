package dev.eventpatterns.trading;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/** No input makes a parser throw anything but its own refusal. */
class ParserRobustnessTest {

	private static final String[] FRAGMENTS = { "{", "}", "[", "]", "\"", ":", ",", "null", "true", "NaN", "Infinity",
			"1e999999999", "1e-999999999", "1e99999999999", "-0", "0e9", "9223372036854775808", "\\u0000", "\\ud800",
			"\"account\"", "\"quantity\":", "\"sequence\":", "{\"account\":", "[[[[", " SHARES", "(1) ", "()", " ",
			"\n", "\r", "\t", "\u0000", "\ufeff", "\u202e", "é", "💥", "PLACE", "BUY", "0x10", "1_000", "٣", "1,0",
			"." };

	@Property
	void refusesOrReadsAnyBytes(@ForAll byte[] body, @ForAll("contentTypes") String contentType) {
		assertRefusedOrRead(body, contentType);
	}

	@Property
	void refusesOrReadsAnyText(@ForAll String body, @ForAll("contentTypes") String contentType) {
		assertRefusedOrRead(body.getBytes(StandardCharsets.UTF_8), contentType);
	}

	@Property
	void refusesOrReadsUnderAnyContentType(@ForAll String contentType) {
		assertRefusedOrRead(TradeOrders.JSON.getBytes(StandardCharsets.UTF_8), contentType);
		assertRefusedOrRead(TradeOrders.JSON.getBytes(StandardCharsets.UTF_8), "text/plain;" + contentType);
		assertRefusedOrRead(TradeOrders.JSON.getBytes(StandardCharsets.UTF_8),
				"application/json;charset=" + contentType);
	}

	@Property(tries = 5000)
	void refusesOrReadsDamagedOrders(@ForAll("damagedOrders") byte[] body, @ForAll("contentTypes") String contentType) {
		assertRefusedOrRead(body, contentType);
	}

	private static void assertRefusedOrRead(byte[] body, String contentType) {
		String refusal = null;
		TradeOrder order = null;
		try {
			order = TradeOrderParser.parse(body, contentType);
		}
		catch (MalformedOrderException ex) {
			refusal = ex.getMessage();
			assertThat(refusal).matches("[ -~]{1,500}");
			assertThat(ex.getStackTrace()).isEmpty();
		}
		assertThat(order == null).isEqualTo(refusal != null);

		Batch batch = BatchParser.parse(body, contentType);

		assertThat(batch.orders().size() + batch.refusals().size()).isPositive();
		if (order != null) {
			assertThat(batch.orders()).containsExactly(order);
		}
	}

	@Provide
	Arbitrary<String> contentTypes() {
		return Arbitraries.of("application/json", "text/plain", "", "APPLICATION/JSON; charset=UTF-8").injectNull(0.2);
	}

	/** A valid order in any form, cut, overwritten or added to at random places. */
	@Provide
	Arbitrary<byte[]> damagedOrders() {
		Arbitrary<String> valid = Combinators.combine(TradeOrders.any(), Arbitraries.of(WireForm.class))
			.as((order, form) -> form.carries(order) ? form.write(order) : WireForm.JSON.write(order));
		Arbitrary<String> framed = Combinators.combine(valid, Arbitraries.of("%s", "[%s]", "[%s,%s]", "%s\n%s"))
			.as((order, frame) -> frame.replace("%s", order));
		Arbitrary<byte[]> junk = Arbitraries.oneOf(
				Arbitraries.of(FRAGMENTS).map((fragment) -> fragment.getBytes(StandardCharsets.UTF_8)),
				Arbitraries.bytes().array(byte[].class).ofMaxSize(4));
		return Combinators
			.combine(framed, junk, Arbitraries.doubles().between(0, 1), Arbitraries.integers().between(0, 6))
			.as((order, inserted, where, removed) -> damage(order.getBytes(StandardCharsets.UTF_8), inserted, where,
					removed))
			.withoutEdgeCases();
	}

	private static byte[] damage(byte[] order, byte[] inserted, double where, int removed) {
		int at = (int) (where * order.length);
		int resume = Math.min(order.length, at + removed);
		byte[] damaged = Arrays.copyOf(order, at + inserted.length + order.length - resume);
		System.arraycopy(inserted, 0, damaged, at, inserted.length);
		System.arraycopy(order, resume, damaged, at + inserted.length, order.length - resume);
		return damaged;
	}

}
