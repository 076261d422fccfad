package dev.eventpatterns.benchmarks.multibroker;

import java.math.BigDecimal;
import java.util.List;

import dev.eventpatterns.trading.TradeOrder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LedgerTest {

	private final Ledger ledger = new Ledger().ordered();

	@Test
	void countsWhatIsLost() {
		this.ledger.accepted(List.of(order("A", 1), order("A", 2), order("B", 1)));

		this.ledger.handle(order("A", 1));
		this.ledger.handle(order("B", 1));

		assertThat(this.ledger.missing()).isEqualTo(1);
	}

	@Test
	void countsWhatIsHandledTwiceAndDoesNotCallItOutOfOrder() {
		this.ledger.handle(order("A", 1));
		this.ledger.handle(order("A", 2));
		this.ledger.handle(order("A", 1));

		assertThat(this.ledger.twice()).isEqualTo(1);
		assertThat(this.ledger.outOfOrder()).isZero();
	}

	@Test
	void countsWhatIsOvertakenWithinAnAccount() {
		this.ledger.handle(order("A", 2));
		this.ledger.handle(order("B", 1));
		this.ledger.handle(order("A", 1));

		assertThat(this.ledger.outOfOrder()).isEqualTo(1);
	}

	private static TradeOrder order(String account, long sequence) {
		return new TradeOrder(account + sequence, account, TradeOrder.Action.PLACE, TradeOrder.Side.BUY, "IBM",
				BigDecimal.ONE, sequence);
	}

}
