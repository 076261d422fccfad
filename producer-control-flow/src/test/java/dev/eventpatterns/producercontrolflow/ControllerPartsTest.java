package dev.eventpatterns.producercontrolflow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.eventpatterns.producercontrolflow.FlowDecision.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What the controller knows and by what it divides. */
class ControllerPartsTest {

	private static final long SECOND = 1_000_000_000L;

	private static Presence producer(String name, double weight, double offered, long published, int backlog) {
		return new Presence(name, "orders", weight, offered, 0, published, backlog, -1, false);
	}

	@ParameterizedTest
	@CsvSource({ "300, 100", "0, 0" })
	void dividesEvenlyAmongThoseWhoWantMore(double all, double each) {
		List<Presence> producers = List.of(producer("a", 1, 500, 0, 0), producer("b", 1, 900, 0, 0),
				producer("c", 1, 400, 0, 0));

		assertThat(Shares.perWeight(all, producers)).isEqualTo(each);
	}

	@Test
	void dividesWhatModestOnesLeave() {
		List<Presence> producers = List.of(producer("modest", 1, 20, 0, 0), producer("greedy", 3, 900, 0, 0));

		assertThat(Shares.perWeight(200, producers) * 3).isCloseTo(180, Offset.offset(1e-9));
	}

	@Test
	void permitsMoreThanIsWantedWhereThereIsEnough() {
		List<Presence> producers = List.of(producer("a", 1, 20, 0, 0), producer("b", 1, 30, 0, 0));

		double level = Shares.perWeight(200, producers);

		assertThat(level).isGreaterThan(30);
		assertThat(Shares.perWeight(200, List.of())).as("with nobody known").isEqualTo(200);
	}

	@Test
	void forgetsProducersThatAreSilentOrLeave() {
		KnownProducers known = new KnownProducers(Duration.ofSeconds(3));
		assertThat(known.on(producer("a", 1, 0, 0, 0), 0)).isTrue();
		assertThat(known.on(producer("b", 1, 0, 0, 0), 2 * SECOND)).isTrue();
		assertThat(known.on(producer("b", 1, 0, 0, 0), 3 * SECOND)).as("known already").isFalse();

		assertThat(known.present(4 * SECOND)).extracting(Presence::producer).containsExactly("b");
		known.on(new Presence("b", "orders", 1, 0, 0, 0, 0, -1, true), 4 * SECOND);
		assertThat(known.present(4 * SECOND)).isEmpty();
	}

	@Test
	void countsWhatIsPublishedOnOverComingsAndGoings() {
		KnownProducers known = new KnownProducers(Duration.ofSeconds(3));
		known.on(producer("a", 1, 0, 1_000, 0), 0);
		double before = known.published(0);

		known.on(producer("a", 1, 0, 1_100, 0), SECOND);
		known.on(producer("b", 1, 0, 50, 0), SECOND);
		known.on(producer("b", 1, 0, 60, 0), 2 * SECOND);
		known.on(new Presence("b", "orders", 1, 0, 0, 65, 0, -1, true), 2 * SECOND);
		known.present(10 * SECOND);

		assertThat(known.published(10 * SECOND) - before).isEqualTo(100 + 15);
	}

	@Test
	void carriesCountsOnBetweenAnnouncements() {
		KnownProducers known = new KnownProducers(Duration.ofSeconds(3));
		known.on(new Presence("a", "orders", 1, 0, 80, 1_000, 0, -1, false), 0);

		assertThat(known.published(SECOND / 2) - known.published(0)).isEqualTo(40);
		assertThat(known.published(3 * SECOND) - known.published(0)).as("for a second at the most").isEqualTo(80);
	}

	@Test
	void measuresConsumersByWhatLeavesTheQueue() {
		ConsumingRate rate = new ConsumingRate(Duration.ofSeconds(2));

		rate.measure(0, 100, 0, null);

		assertThat(rate.measure(SECOND, 250, 400, null)).isEqualTo(250);
		assertThat(rate.measure(2 * SECOND, 250, 400, 77.0)).as("statistics are late").isEqualTo(125);
		assertThat(rate.measure(3 * SECOND, 250, 400, 177.0)).as("others publish, too").isEqualTo(177);
		assertThat(rate.measure(4 * SECOND, 250, 400, null)).as("over two seconds").isZero();
	}

	@Test
	void numbersSignalsUpwardsWhateverTheClockDoes() {
		AtomicLong clock = new AtomicLong(1_000);
		Epochs epochs = new Epochs(clock::get);

		assertThat(epochs.next(-1)).isEqualTo(1_000);
		clock.set(400);
		assertThat(epochs.next(-1)).as("set back").isEqualTo(1_001);
		assertThat(epochs.next(5_000)).as("taken over from a clock ahead").isEqualTo(5_001);
		clock.set(9_000);
		assertThat(epochs.next(5_001)).isEqualTo(9_000);
	}

	@Test
	void countsOverTheLastSecond() {
		RateMeter meter = new RateMeter();
		for (int i = 0; i < 40; i++) {
			meter.add(5, i * SECOND / 10);
		}

		assertThat(meter.perSecond(4 * SECOND)).isEqualTo(50);
		assertThat(meter.perSecond(4 * SECOND + SECOND / 2)).isEqualTo(25);
		assertThat(meter.perSecond(100 * SECOND)).isZero();
	}

	@Test
	void keepsWhatItDecidedWhileTheDepthIsNotKnown() {
		FlowController controller = new FlowController(settings());
		controller.decide(new FlowObservation(0, 1_200L, 0, 100.0, List.of(), null));
		Double before = controller.decide(new FlowObservation(SECOND, 1_200L, 0, 100.0, List.of(), null)).toPerSecond();

		FlowDecision blind = controller.decide(new FlowObservation(2 * SECOND, null, 0, null, List.of(), null));

		assertThat(blind.kind()).isEqualTo(Kind.UNCHANGED);
		assertThat(blind.toPerSecond()).isEqualTo(before);
	}

	@Test
	void letsASupervisorThatHasRemovedConsumersScaleFirstAgain() {
		FlowController controller = new FlowController(settings());
		ConsumerScale capped = new ConsumerScale(10, 10);
		assertThat(controller.decide(new FlowObservation(0, 1_100L, 0, 100.0, List.of(), capped)).kind())
			.isEqualTo(Kind.THROTTLED);

		FlowObservation fewer = new FlowObservation(SECOND, 800L, 0, 100.0, List.of(), new ConsumerScale(9, 10));

		assertThat(controller.decide(fewer).kind()).isEqualTo(Kind.RELEASED);
	}

	@Test
	void permitsNothingWhileTheQueueIsFullAndNobodyConsumes() {
		FlowController controller = new FlowController(settings());

		FlowDecision decision = controller.decide(new FlowObservation(0, 1_000L, 0, 0.0, List.of(), null));

		assertThat(decision.kind()).isEqualTo(Kind.THROTTLED);
		assertThat(decision.toPerSecond()).isZero();
	}

	@Test
	void holdsOnWhileCallersSendAsFastAsTheyMay() {
		Relief relief = new Relief(settings());
		relief.begin();

		for (int quarter = 0; quarter < 40; quarter++) {
			FlowObservation seen = new FlowObservation(quarter * SECOND / 4, 700L, 0, null,
					List.of(producer("a", 1, 80, 0, 30)), null);
			assertThat(relief.isOver(seen, 700, 100, 80)).isFalse();
		}
		FlowObservation easier = new FlowObservation(10 * SECOND, 700L, 0, null, List.of(producer("a", 1, 80, 0, 0)),
				null);
		assertThat(relief.isOver(easier, 700, 100, 80)).as("their backlog is gone").isTrue();
	}

	@Test
	void refusesAnnouncementsThatNobodyWouldMake() {
		assertThatIllegalArgumentException().isThrownBy(() -> producer("a", 0, 0, 0, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> producer("a", 1, -1, 0, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> producer("a", 1, Double.NaN, 0, 0));
		assertThatIllegalArgumentException().isThrownBy(() -> producer(" ", 1, 0, 0, 0));
	}

	private static FlowSettings settings() {
		return new FlowSettings("orders", 500, 1_000, Duration.ofMillis(250), Duration.ofSeconds(2),
				Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(10));
	}

}
