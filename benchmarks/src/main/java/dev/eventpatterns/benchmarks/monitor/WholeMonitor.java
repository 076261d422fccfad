package dev.eventpatterns.benchmarks.monitor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.benchmarks.BenchFailure;
import dev.eventpatterns.benchmarks.Figures;
import dev.eventpatterns.channelmonitor.MonitorSettings;
import dev.eventpatterns.channelmonitor.sampling.LocalChannelSamples;
import dev.eventpatterns.channelmonitor.sampling.Pass;
import org.jspecify.annotations.Nullable;

/** Asks every queue, and joins the answers with statistics where there is a source. */
record WholeMonitor(String name, @Nullable Source source) implements Probe {

	private static final int WARM_UP = 3;

	private static final long PATIENCE_SECONDS = 60;

	@Override
	public Sampled sample(Bench bench, List<String> queues, int samples) throws Exception {
		String[] watched = (this.source != null) ? new String[] { "*" } : queues.toArray(String[]::new);
		BlockingQueue<Pass> passes = new LinkedBlockingQueue<>();
		LocalChannelSamples monitor = new LocalChannelSamples(bench.broker().connectionFactory(), List.of(),
				MonitorSettings.of(watched).withStatisticsEvery(Duration.ofSeconds(1)),
				(this.source != null) ? this.source.of(bench.broker()) : null);
		monitor.onPass(passes::add);
		SampleAge age = new SampleAge();
		monitor.onSample(age);
		bench.cleanup().add(monitor);
		monitor.start();
		try {
			int warm = 0;
			while (warm < WARM_UP) {
				warm += (next(passes).queues().size() == queues.size()) ? 1 : 0;
			}
			age.forget();
			Duration cpu = ProcessCpu.now();
			Duration took = Duration.ZERO;
			int seen = queues.size();
			for (int i = 0; i < samples; i++) {
				Pass pass = next(passes);
				took = took.plus(pass.took());
				seen = pass.brokerAnswered() ? Math.min(seen, pass.queues().size()) : 0;
			}
			cpu = ProcessCpu.now().minus(cpu);
			return new Sampled(samples, took, cpu, age.oldest(), (seen == queues.size()) ? Optional.empty()
					: Optional.of("only " + Figures.count(seen) + " queues were sampled"));
		}
		finally {
			bench.cleanup().close(monitor);
		}
	}

	private static Pass next(BlockingQueue<Pass> passes) throws InterruptedException {
		Pass pass = passes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
		if (pass == null) {
			throw new BenchFailure("No sample within " + PATIENCE_SECONDS + " s: is the broker still there?");
		}
		return pass;
	}

}
