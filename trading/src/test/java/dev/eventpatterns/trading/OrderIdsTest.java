package dev.eventpatterns.trading;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OrderIdsTest {

	static final String VERSION_7 = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

	@Test
	void laysTheBitsOutAsTheStandardsExample() {
		// RFC 9562, A.6: the time 017F22E279B0, 0xCC3 and 0x18C4DC0C0C07398F.
		String id = OrderIds.format(0x017F22E279B0L << 12 | 0xCC3, 0x18C4DC0C0C07398FL);

		assertThat(id).isEqualTo("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
	}

	@Test
	void carriesTheTimeOfItsMaking() {
		long before = System.currentTimeMillis();

		UUID id = UUID.fromString(OrderIds.next());

		assertThat(id.version()).isEqualTo(7);
		assertThat(id.variant()).isEqualTo(2);
		// Ids made in a burst before may have carried the counter a little ahead.
		assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, System.currentTimeMillis() + 1000);
	}

	@Test
	void growsWithEveryIdAndIsFitForAnOrder() {
		List<String> ids = Stream.generate(OrderIds::next).limit(100_000).toList();

		assertThat(ids).isSorted().doesNotHaveDuplicates();
		assertThat(TradeOrders.google().withOrderId(ids.get(0)).orderId()).matches(VERSION_7);
	}

	@Test
	void givesDistinctIdsToSeveralThreads() {
		List<String> ids = IntStream.range(0, 100_000).parallel().mapToObj((i) -> OrderIds.next()).toList();

		assertThat(ids).doesNotHaveDuplicates();
	}

}
