package dev.eventpatterns.multibroker;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import dev.eventpatterns.trading.TradeOrder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class DispatcherTest {

	private static final Duration LONG = Duration.ofSeconds(60);

	private static final Duration SHORT = Duration.ofMillis(50);

	private final AtomicLong micros = new AtomicLong(1_000);

	private final List<BrokerHealth.Change> changes = new ArrayList<>();

	private Dispatcher dispatcher = dispatcher(
			new SpreadPlacement(new SpreadChoice(Selection.ROUND_ROBIN, new Random(1))), 10);

	private Dispatcher dispatcher(Placement placement, int window) {
		return new Dispatcher(List.of("b1", "b2"), placement, window, this.changes::add);
	}

	private Dispatcher byContext(int window) {
		return dispatcher(new ContextPlacement(new AccountTrails(100), this.micros::incrementAndGet), window);
	}

	@Test
	void acceptsOnlyWhatIsConfirmed() throws Exception {
		up("b1");

		CompletableFuture<Boolean> accepted = accept(LONG, order("A", 1), order("A", 2));
		List<Parcel> sent = take("b1", 2);
		this.dispatcher.confirmed("b1", sent.subList(0, 1), SHORT);
		assertThat(accepted).isNotDone();
		this.dispatcher.confirmed("b1", sent.subList(1, 2), SHORT);

		assertThat(accepted.get()).isTrue();
	}

	@Test
	void sendsWhatALostBrokerHasNotConfirmedToAnotherAndMarksIt() throws Exception {
		up("b1");
		CompletableFuture<Boolean> accepted = accept(LONG, order("A", 1), order("A", 2), order("A", 3));
		List<Parcel> sent = take("b1", 3);
		this.dispatcher.confirmed("b1", sent.subList(0, 1), SHORT);
		up("b2");

		this.dispatcher.failed("b1", "lost");

		List<Parcel> again = take("b2", 2);
		assertThat(again).extracting((parcel) -> parcel.order().sequence()).containsExactly(2L, 3L);
		assertThat(again).allMatch(Parcel::possibleDuplicate);
		this.dispatcher.confirmed("b2", again, SHORT);
		assertThat(accepted.get()).isTrue();
	}

	@Test
	void marksNothingThatWasNeverSent() throws Exception {
		up("b1");
		accept(LONG, order("A", 1));
		awaitUnconfirmed("b1", 1);
		up("b2");

		this.dispatcher.failed("b1", "lost");

		assertThat(take("b2", 1)).noneMatch(Parcel::possibleDuplicate);
	}

	@Test
	void takesNoConfirmFromABrokerThatWasGivenUp() throws Exception {
		up("b1");
		CompletableFuture<Boolean> accepted = accept(SHORT, order("A", 1));
		List<Parcel> sent = take("b1", 1);

		this.dispatcher.failed("b1", "no confirm");
		this.dispatcher.confirmed("b1", sent, SHORT);

		assertThatExceptionOfType(ExecutionException.class).isThrownBy(accepted::get)
			.withCauseInstanceOf(NotAcceptedException.class);
	}

	@Test
	void refusesInTimeWhenNobodyTakesOrders() {
		assertThatExceptionOfType(NotAcceptedException.class)
			.isThrownBy(() -> this.dispatcher.accept(List.of(order("A", 1)), SHORT))
			.withMessage("no broker takes orders now");
	}

	@Test
	void refusesInTimeWhenBrokersHaveTooMuch() throws Exception {
		this.dispatcher = byContext(1);
		up("b1");
		accept(LONG, order("A", 1));
		awaitUnconfirmed("b1", 1);

		assertThatExceptionOfType(NotAcceptedException.class)
			.isThrownBy(() -> this.dispatcher.accept(List.of(order("B", 1)), SHORT))
			.withMessageContaining("too much to confirm");
	}

	@Test
	void dropsWhatItsSenderWasToldToSendAgain() throws Exception {
		up("b1");
		assertThatExceptionOfType(NotAcceptedException.class)
			.isThrownBy(() -> this.dispatcher.accept(List.of(order("A", 1)), SHORT));
		up("b2");

		this.dispatcher.failed("b1", "lost");

		assertThat(this.dispatcher.next("b2", 1, Duration.ZERO)).isEmpty();
	}

	@Test
	void saysBehindWhichBrokerAMovedAccountComes() throws Exception {
		this.dispatcher = byContext(10);
		this.dispatcher.cleared("b1");
		this.dispatcher.cleared("b2");
		String home = Rendezvous.rank("A", List.of("b1", "b2")).get(0);
		String other = home.equals("b1") ? "b2" : "b1";
		up("b1");
		up("b2");
		accept(LONG, order("A", 1));
		List<Parcel> first = take(home, 1);
		this.dispatcher.confirmed(home, first, SHORT);

		this.dispatcher.tell(home, BrokerHealth::drain);
		accept(LONG, order("A", 2));

		Parcel second = take(other, 1).get(0);
		assertThat(second.after()).containsOnly(Map.entry(home, first.get(0).position()));
		assertThat(second.position()).isGreaterThan(first.get(0).position());
		this.dispatcher.confirmed(other, List.of(second), SHORT);
		accept(LONG, order("A", 3));
		assertThat(take(other, 1).get(0).after()).as("the second stands for the first").isEmpty();
	}

	@Test
	void doesNotMoveAnAccountWhileAnythingOfItIsOnTheWay() throws Exception {
		this.dispatcher = byContext(10);
		String home = Rendezvous.rank("A", List.of("b1", "b2")).get(0);
		String other = home.equals("b1") ? "b2" : "b1";
		up("b1");
		up("b2");
		accept(LONG, order("A", 1));
		List<Parcel> first = take(home, 1);
		this.dispatcher.tell(home, BrokerHealth::drain);

		CompletableFuture<Boolean> second = accept(LONG, order("A", 2));
		assertThat(this.dispatcher.next(other, 1, SHORT)).isEmpty();
		this.dispatcher.confirmed(home, first, SHORT);

		this.dispatcher.confirmed(other, take(other, 1), SHORT);
		assertThat(second.get()).isTrue();
	}

	private void up(String broker) {
		this.dispatcher.tell(broker, BrokerHealth::opened);
	}

	private CompletableFuture<Boolean> accept(Duration patience, TradeOrder... orders) {
		CompletableFuture<Boolean> accepted = new CompletableFuture<>();
		Thread caller = new Thread(() -> {
			try {
				this.dispatcher.accept(List.of(orders), patience);
				accepted.complete(true);
			}
			catch (NotAcceptedException | InterruptedException ex) {
				accepted.completeExceptionally(ex);
			}
		});
		caller.setDaemon(true);
		caller.start();
		return accepted;
	}

	private List<Parcel> take(String broker, int count) throws InterruptedException {
		List<Parcel> taken = new ArrayList<>();
		while (taken.size() < count) {
			List<Parcel> next = this.dispatcher.next(broker, count - taken.size(), LONG);
			assertThat(next).as("there is something to send").isNotEmpty();
			taken.addAll(next);
		}
		return taken;
	}

	private void awaitUnconfirmed(String broker, int count) {
		await().until(() -> this.dispatcher.standing(broker).unconfirmed() == count);
	}

	private static TradeOrder order(String account, long sequence) {
		return new TradeOrder(account + "-" + sequence, account, TradeOrder.Action.PLACE, TradeOrder.Side.BUY, "IBM",
				BigDecimal.ONE, sequence);
	}

}
