package dev.eventpatterns.trading;

import java.math.BigDecimal;
import java.math.BigInteger;

import dev.eventpatterns.trading.TradeOrder.Action;
import dev.eventpatterns.trading.TradeOrder.Side;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Orders for tests: known ones and arbitrary ones. */
final class TradeOrders {

	static final String JSON = "{\"orderId\":\"0191-a\",\"account\":\"A-136\",\"action\":\"PLACE\",\"side\":\"SELL\","
			+ "\"symbol\":\"GOOG\",\"quantity\":2000000.00,\"sequence\":1}";

	private static final BigInteger LARGEST = FieldRules.LARGEST_QUANTITY.toBigIntegerExact();

	private TradeOrders() {
	}

	static TradeOrder google() {
		return new TradeOrder("0191-a", "A-136", Action.PLACE, Side.SELL, "GOOG", new BigDecimal("2000000.00"), 1);
	}

	static Arbitrary<TradeOrder> any() {
		return Combinators
			.combine(ids(), accounts(), Arbitraries.of(Action.class), Arbitraries.of(Side.class), symbols(),
					quantities(), sequences())
			.as(TradeOrder::new)
			.withoutEdgeCases();
	}

	private static Arbitrary<Long> sequences() {
		return Arbitraries.oneOf(Arbitraries.longs().between(0, Long.MAX_VALUE),
				Arbitraries.of(0L, 1L, Long.MAX_VALUE));
	}

	private static Arbitrary<String> ids() {
		return Arbitraries.strings()
			.withCharRange('a', 'z')
			.withCharRange('A', 'Z')
			.numeric()
			.withChars("._:-")
			.ofMinLength(1)
			.ofMaxLength(64)
			.injectNull(0.2);
	}

	private static Arbitrary<String> accounts() {
		Arbitrary<String> first = Arbitraries.strings()
			.withCharRange('a', 'z')
			.withCharRange('A', 'Z')
			.numeric()
			.ofLength(1);
		Arbitrary<String> rest = Arbitraries.strings()
			.withCharRange('a', 'z')
			.withCharRange('A', 'Z')
			.numeric()
			.withChars("._-")
			.ofMaxLength(31);
		return Arbitraries.oneOf(Combinators.combine(first, rest).as(String::concat),
				Arbitraries.of("HOUSE", "7", "a".repeat(32)));
	}

	private static Arbitrary<String> symbols() {
		Arbitrary<String> first = Arbitraries.strings().withCharRange('A', 'Z').ofLength(1);
		Arbitrary<String> rest = Arbitraries.strings().withCharRange('A', 'Z').numeric().withChars(".").ofMaxLength(11);
		return Arbitraries.oneOf(Combinators.combine(first, rest).as(String::concat),
				Arbitraries.of("F", "BRK.B", "A".repeat(12)));
	}

	/** Up to the largest one, at every scale that is allowed. */
	private static Arbitrary<BigDecimal> quantities() {
		Arbitrary<BigDecimal> any = Arbitraries.integers()
			.between(0, FieldRules.MOST_DECIMALS)
			.flatMap((scale) -> Arbitraries.bigIntegers()
				.between(BigInteger.ONE, LARGEST.multiply(BigInteger.TEN.pow(scale)))
				.map((unscaled) -> new BigDecimal(unscaled, scale)));
		return Arbitraries.oneOf(any,
				Arbitraries.of(FieldRules.LARGEST_QUANTITY, new BigDecimal("1000000000000.00000000"),
						new BigDecimal("0.00000001"), new BigDecimal("1E+6"), new BigDecimal("999"),
						new BigDecimal("1000")));
	}

}
