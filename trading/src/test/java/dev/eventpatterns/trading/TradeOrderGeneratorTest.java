package dev.eventpatterns.trading;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.eventpatterns.trading.TradeOrderGenerator.Settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TradeOrderGeneratorTest {

	@Test
	void mixesMalformedPayloadsIntoTheStream() {
		TradeOrderGenerator generator = new TradeOrderGenerator(
				Settings.withSeed(42).withAccounts(1000).withSkew(1.1).withMalformedShare(0.01));
		Payload payload = generator.nextPayload();

		assertThat(payload.order()).isNotNull();
		assertThat(Stream.generate(generator::nextPayload).limit(10_000).filter((next) -> next.order() == null))
			.hasSizeBetween(50, 200);
	}

	@Test
	void givesTheSameOrdersOnEveryMachine() {
		TradeOrderGenerator generator = new TradeOrderGenerator(Settings.withSeed(42).withSkew(1));

		List<String> orders = Stream.generate(generator::next).limit(3).map(WireForm.JSON::write).toList();

		assertThat(orders).containsExactly(
				"{\"orderId\":\"019b76da-a800-7000-b045-f52ff1ac13b8\",\"account\":\"A-1\",\"action\":\"PLACE\",\"side\":\"BUY\",\"symbol\":\"NVDA\",\"quantity\":90517.11,\"sequence\":1}",
				"{\"orderId\":\"019b76da-a800-7001-b62e-aaa1b04301dd\",\"account\":\"A-8\",\"action\":\"PLACE\",\"side\":\"BUY\",\"symbol\":\"TSLA\",\"quantity\":31460.31,\"sequence\":1}",
				"{\"orderId\":\"019b76da-a800-7002-bc9a-56d9ceade200\",\"account\":\"A-24\",\"action\":\"PLACE\",\"side\":\"BUY\",\"symbol\":\"ORCL\",\"quantity\":53958.49,\"sequence\":1}");
	}

	@Property(tries = 50)
	void givesTheSamePayloadsForTheSameSettings(@ForAll long seed, @ForAll @IntRange(min = 1, max = 50) int accounts,
			@ForAll @DoubleRange(max = 3) double skew, @ForAll @DoubleRange(max = 1) double malformed) {
		Settings settings = new Settings(seed, accounts, skew, malformed);

		List<Payload> first = payloads(settings, 50);
		List<Payload> second = payloads(settings, 50);

		assertThat(first).extracting(Payload::order).isEqualTo(second.stream().map(Payload::order).toList());
		assertThat(first).extracting((payload) -> Arrays.hashCode(payload.body()))
			.isEqualTo(second.stream().map((payload) -> Arrays.hashCode(payload.body())).toList());
	}

	@Property(tries = 50)
	void countsSequencesWithoutAGapInEachAccount(@ForAll long seed, @ForAll @IntRange(min = 1, max = 50) int accounts,
			@ForAll @DoubleRange(max = 3) double skew, @ForAll @DoubleRange(max = 1) double malformed) {
		Map<String, Long> last = new HashMap<>();

		for (Payload payload : payloads(new Settings(seed, accounts, skew, malformed), 500)) {
			TradeOrder order = payload.order();
			if (order != null) {
				assertThat(order.sequence()).isEqualTo(last.merge(order.account(), 1L, Long::sum));
			}
		}

		assertThat(last.size()).isLessThanOrEqualTo(accounts);
	}

	@Property(tries = 50)
	void givesTheSameOrdersWhateverTheShareOfMalformedOnes(@ForAll long seed,
			@ForAll @DoubleRange(max = 0.9) double malformed) {
		Settings settings = Settings.withSeed(seed);
		TradeOrderGenerator pure = new TradeOrderGenerator(settings);

		List<TradeOrder> mixed = payloads(settings.withMalformedShare(malformed), 200).stream()
			.map(Payload::order)
			.filter(Objects::nonNull)
			.toList();

		assertThat(mixed).isEqualTo(Stream.generate(pure::next).limit(mixed.size()).toList());
	}

	@Property(tries = 50)
	void givesUniqueIdsThatSortByTime(@ForAll long seed) {
		TradeOrderGenerator generator = new TradeOrderGenerator(Settings.withSeed(seed));

		List<String> ids = Stream.generate(generator::next).limit(3000).map(TradeOrder::orderId).toList();

		assertThat(ids).isSorted().doesNotHaveDuplicates().allMatch((id) -> id.matches(OrderIdsTest.VERSION_7));
	}

	@Property(tries = 20)
	void givesPayloadsThatAreReadAsTheOrderTheyHold(@ForAll long seed) {
		for (Payload payload : payloads(Settings.withSeed(seed), 100)) {
			assertThat(TradeOrderParser.parse(payload.body(), payload.contentType())).isEqualTo(payload.order());
		}
	}

	@Property(tries = 100)
	void givesMalformedPayloadsThatAreAllRefused(@ForAll long seed) {
		for (Payload payload : payloads(Settings.withSeed(seed).withMalformedShare(1), 40)) {
			assertThat(payload.order()).isNull();
			assertThatExceptionOfType(MalformedOrderException.class)
				.isThrownBy(() -> TradeOrderParser.parse(payload.body(), payload.contentType()));
			assertThat(BatchParser.parse(payload.body(), payload.contentType()).refusals()).isNotEmpty();
		}
	}

	@Test
	void givesMalformedPayloadsOfManyKinds() {
		List<String> refusals = payloads(Settings.withSeed(1).withMalformedShare(1), 20).stream()
			.map((payload) -> BatchParser.parse(payload.body(), payload.contentType()).refusals().get(0).toString())
			.distinct()
			.toList();

		assertThat(refusals).hasSizeGreaterThanOrEqualTo(18);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.01, 0.5, 1 })
	void keepsToTheShareOfMalformedPayloads(double share) {
		int total = 20_000;

		long malformed = payloads(Settings.withSeed(7).withMalformedShare(share), total).stream()
			.filter((payload) -> payload.order() == null)
			.count();

		// Five standard deviations of the binomial law.
		double tolerance = 5 * Math.sqrt(total * share * (1 - share));
		assertThat(Math.abs(malformed - total * share)).isLessThanOrEqualTo(tolerance);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.8, 1, 1.1, 2.5 })
	void followsZipfsLaw(double skew) {
		int accounts = 50;
		int total = 200_000;
		TradeOrderGenerator generator = new TradeOrderGenerator(
				Settings.withSeed(11).withAccounts(accounts).withSkew(skew));
		int[] counts = new int[accounts];

		for (int i = 0; i < total; i++) {
			counts[Integer.parseInt(generator.next().account().substring(2)) - 1]++;
		}

		double harmonic = 0;
		for (int k = 1; k <= accounts; k++) {
			harmonic += 1 / Math.pow(k, skew);
		}
		double chiSquare = 0;
		for (int k = 1; k <= accounts; k++) {
			double expected = total / Math.pow(k, skew) / harmonic;
			chiSquare += (counts[k - 1] - expected) * (counts[k - 1] - expected) / expected;
		}
		// The 99.9 % quantile for 49 degrees of freedom.
		assertThat(chiSquare).isLessThan(85.4);
	}

	@Test
	void refusesSettingsOutOfRange() {
		assertThatIllegalArgumentException().isThrownBy(() -> Settings.withSeed(1).withAccounts(0))
			.withMessageContaining("accounts must be 1 to 1,000,000");
		assertThatIllegalArgumentException().isThrownBy(() -> Settings.withSeed(1).withSkew(Double.NaN))
			.withMessageContaining("skew must be 0 to 10");
		assertThatIllegalArgumentException().isThrownBy(() -> Settings.withSeed(1).withMalformedShare(1.1))
			.withMessageContaining("must be 0 to 1");
	}

	private static List<Payload> payloads(Settings settings, int count) {
		return Stream.generate(new TradeOrderGenerator(settings)::nextPayload).limit(count).toList();
	}

}
