package dev.eventpatterns.channelmonitor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LatestPerChannelTest {

	private static final Duration NO_WAIT = Duration.ofMillis(1);

	private final LatestPerChannel latest = new LatestPerChannel();

	@Test
	void keepsOnlyTheNewestOfEachChannel() throws InterruptedException {
		for (int i = 0; i < 10_000; i++) {
			this.latest.put(sample("a", i));
			this.latest.put(sample("b", i));
		}

		assertThat(this.latest.take(NO_WAIT)).containsExactly(sample("a", 9_999), sample("b", 9_999));
		assertThat(this.latest.take(NO_WAIT)).isEmpty();
	}

	@Test
	void wakesWhoWaits() throws Exception {
		CompletableFuture<List<ChannelSample>> taken = taking();

		this.latest.put(sample("a", 1));

		assertThat(taken.get(30, TimeUnit.SECONDS)).containsExactly(sample("a", 1));
	}

	@Test
	void endsTheWaitingWhenItIsClosed() throws Exception {
		CompletableFuture<List<ChannelSample>> taken = taking();

		this.latest.close();
		this.latest.put(sample("a", 1));

		assertThat(taken.get(30, TimeUnit.SECONDS)).isEmpty();
		assertThat(this.latest.take(NO_WAIT)).isEmpty();
		assertThat(this.latest.isClosed()).isTrue();
	}

	private CompletableFuture<List<ChannelSample>> taking() {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return this.latest.take(Duration.ofSeconds(60));
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	private static ChannelSample sample(String queue, long ready) {
		return new ChannelSample(queue, ready, null, null, null, null, null, Verdict.OK, "", Instant.EPOCH);
	}

}
