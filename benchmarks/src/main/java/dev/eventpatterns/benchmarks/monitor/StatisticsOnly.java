package dev.eventpatterns.benchmarks.monitor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.benchmarks.Figures;
import dev.eventpatterns.channelmonitor.QueuePatterns;
import dev.eventpatterns.channelmonitor.sampling.StatisticsSource;

/** Reads the broker's statistics, and asks no queue. */
record StatisticsOnly(String name, Source source) implements Probe {

	private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

	@Override
	public Sampled sample(Bench bench, List<String> queues, int samples) throws Exception {
		StatisticsSource statistics = this.source.of(bench.broker());
		QueuePatterns all = new QueuePatterns(List.of("*"));
		Duration took = Duration.ZERO;
		Duration cpu = ProcessCpu.now();
		int found = queues.size();
		for (int i = 0; i < samples; i++) {
			long began = System.nanoTime();
			found = Math.min(found, statistics.read(all).queues().size());
			long each = System.nanoTime() - began;
			took = took.plusNanos(each);
			Thread.sleep(Duration.ofNanos(Math.max(0, INTERVAL_NANOS - each)).toMillis());
		}
		return new Sampled(samples, took, ProcessCpu.now().minus(cpu), null, (found == queues.size()) ? Optional.empty()
				: Optional.of("only " + Figures.count(found) + " queues were found"));
	}

}
