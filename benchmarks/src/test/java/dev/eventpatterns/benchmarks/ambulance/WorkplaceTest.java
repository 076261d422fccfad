package dev.eventpatterns.benchmarks.ambulance;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import dev.eventpatterns.trading.TradeOrder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WorkplaceTest {

	private final Workplace workplace = new Workplace(1);

	@Test
	void measuresTheWaitOfUrgentOrdersOnly() {
		this.workplace.work(order("standard-1"));
		assertThat(this.workplace.waited(1)).isZero();

		this.workplace.sending("urgent-1");
		this.workplace.work(order("urgent-1"));

		assertThat(this.workplace.waited(1)).isPositive();
		assertThat(this.workplace.handled()).isEqualTo(2);
		assertThat(this.workplace.urgentSent()).isEqualTo(1);
		assertThat(this.workplace.urgentDone().tryAcquire()).isTrue();
	}

	@Test
	void isDoneWithTheBacklogWhenItsLastOrderIs() {
		this.workplace.sending("urgent-1");
		this.workplace.work(order("urgent-1"));
		assertThat(this.workplace.standardDone()).isFalse();

		this.workplace.work(order("standard-1"));

		assertThat(this.workplace.standardDone()).isTrue();
		assertThat(this.workplace.standardTook()).isEqualTo(this.workplace.took())
			.isGreaterThanOrEqualTo(Workplace.WORK.multipliedBy(2));
	}

	@Test
	void callsAThreadThatGotNothingWhollyIdle() {
		this.workplace.work(order("standard-1"));

		assertThat(this.workplace.mostIdle()).isEqualTo(1);
	}

	@Test
	void callsNobodyWhollyIdleWhereAllThreadsGotSomething() throws Exception {
		CountDownLatch together = new CountDownLatch(1);
		List<Thread> threads = IntStream.range(0, Workplace.THREADS).mapToObj((i) -> new Thread(() -> {
			try {
				together.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			this.workplace.work(order("standard-" + i));
		})).toList();
		threads.forEach(Thread::start);

		together.countDown();
		for (Thread thread : threads) {
			thread.join();
		}

		assertThat(this.workplace.mostIdle()).isBetween(0.0, 0.999);
	}

	private static TradeOrder order(String id) {
		return new TradeOrder(id, "A-1", TradeOrder.Action.PLACE, TradeOrder.Side.BUY, "IBM", BigDecimal.ONE, 1);
	}

}
