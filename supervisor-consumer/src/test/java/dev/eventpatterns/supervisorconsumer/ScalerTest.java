package dev.eventpatterns.supervisorconsumer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.eventpatterns.supervisorconsumer.Decision.Kind;

import static org.assertj.core.api.Assertions.assertThat;

class ScalerTest {

	private static final Scaler.Bounds BOUNDS = new Scaler.Bounds(1, 500, Duration.ofSeconds(10),
			Duration.ofSeconds(3));

	private final Scaler scaler = new Scaler(new DepthPolicy(10), BOUNDS, 1);

	private int second;

	@Test
	void goesUpAtOnceAndSaysWhy() {
		Decision decision = depth(1_234);

		assertThat(decision.kind()).isEqualTo(Kind.SCALE_UP);
		assertThat(decision.from()).isEqualTo(1);
		assertThat(decision.to()).isEqualTo(124);
		assertThat(decision.reason()).isEqualTo("1234 ready and 0 in hand, 10 for each consumer");
	}

	@Test
	void goesUpByASingleConsumer() {
		assertThat(depth(11).to()).isEqualTo(2);
	}

	@Test
	void keepsWithinItsBounds() {
		assertThat(depth(1_000_000).to()).isEqualTo(500);
		assertThat(new Scaler(new DepthPolicy(10), BOUNDS, 9_000).decide(seen(0, 0, 0L)).to()).isEqualTo(500);
		assertThat(new Scaler(new DepthPolicy(10), BOUNDS, 0).decide(seen(0, 0, 0L)).to()).isEqualTo(1);
	}

	@Test
	void goesDownOnlyWhenSoManyWereNotNeededForTheWholeKeepAliveAndThenInSteps() {
		depth(1_000);

		List<Decision> decisions = IntStream.range(0, 20).mapToObj((i) -> depth(0)).toList();

		assertThat(decisions.subList(0, 10)).extracting(Decision::to).containsOnly(100);
		assertThat(decisions.subList(10, 19)).extracting(Decision::to).containsExactly(50, 25, 12, 6, 3, 1, 1, 1, 1);
		assertThat(decisions.get(10).kind()).isEqualTo(Kind.SCALE_DOWN);
		assertThat(decisions.get(10).reason()).startsWith("no more than 1 were needed for 10.0 s; now ");
		assertThat(decisions.get(19).kind()).isEqualTo(Kind.KEEP);
	}

	@Test
	void beginsTheKeepAliveAnewWhenTheyAreNeededAgain() {
		depth(1_000);
		IntStream.range(0, 9).forEach((i) -> depth(0));
		depth(1_000);

		List<Decision> decisions = IntStream.range(0, 10).mapToObj((i) -> depth(0)).toList();

		assertThat(decisions).extracting(Decision::to).containsOnly(100);
	}

	@Test
	void keepsAllItFindsForOneKeepAlive() {
		Scaler takenOver = new Scaler(new DepthPolicy(10), BOUNDS, 80);

		List<Decision> decisions = IntStream.range(0, 12).mapToObj((i) -> takenOver.decide(seen(i, 80, 0L))).toList();

		assertThat(decisions.subList(0, 10)).extracting(Decision::to).containsOnly(80);
		assertThat(decisions.get(10).to()).isEqualTo(40);
	}

	@Test
	void holdsAndSaysSoWhereTheDepthIsUnknown() {
		depth(1_000);

		Decision decision = this.scaler.decide(seen(++this.second, 100, null));

		assertThat(decision.kind()).isEqualTo(Kind.HOLD);
		assertThat(decision.to()).isEqualTo(100);
		assertThat(decision.reason()).isEqualTo("the channel's depth is unknown");
	}

	@Test
	void holdsAndSaysSoWhereTheDepthIsOld() {
		depth(1_000);
		Instant at = Instant.EPOCH.plusSeconds(20);

		Decision decision = this.scaler.decide(new Observation(at, at.minusMillis(5_100), 0L, 0L, null, null, 100, 0));

		assertThat(decision.kind()).isEqualTo(Kind.HOLD);
		assertThat(decision.to()).isEqualTo(100);
		assertThat(decision.reason()).isEqualTo("the channel was last seen 5.1 s ago");
	}

	@Test
	void takesNothingThatHappenedWhileItDidNotSeeForGranted() {
		depth(1_000);
		IntStream.range(0, 15).forEach((i) -> this.scaler.decide(seen(++this.second, 100, null)));

		List<Decision> decisions = IntStream.range(0, 9).mapToObj((i) -> depth(0)).toList();

		assertThat(decisions).extracting(Decision::to).containsOnly(100);
		assertThat(depth(0).to()).isEqualTo(50);
	}

	@Test
	void neverLetsGoOfThoseThatAreBusy() {
		depth(1_000);

		List<Decision> decisions = IntStream.range(0, 20)
			.mapToObj((i) -> this.scaler.decide(seen(++this.second, 100, 0L, 70L, 0)))
			.toList();

		assertThat(decisions).extracting(Decision::to).endsWith(70).allMatch((to) -> to >= 70);
	}

	@Test
	void replacesAConsumerThatHangs() {
		Decision decision = this.scaler.decide(seen(++this.second, 1, 0L, 3L, 3));

		assertThat(decision.to()).isEqualTo(4);
	}

	@Test
	void letsNobodyGoForTheSakeOfAFew() {
		depth(1_000);

		List<Decision> decisions = IntStream.range(0, 20).mapToObj((i) -> depth(910)).toList();

		assertThat(decisions).extracting(Decision::to).containsOnly(100);
	}

	private Decision depth(long ready) {
		return this.scaler.decide(seen(++this.second, 1, ready));
	}

	private static Observation seen(int second, int consumers, @Nullable Long ready) {
		return seen(second, consumers, ready, 0L, 0);
	}

	private static Observation seen(int second, int consumers, @Nullable Long ready, Long unacked, int hanging) {
		Instant at = Instant.EPOCH.plusSeconds(second);
		return new Observation(at, at, ready, unacked, null, null, consumers, hanging);
	}

}
