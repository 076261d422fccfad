package dev.eventpatterns.channelmonitor.sampling;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventpatterns.channelmonitor.ChannelSample;
import dev.eventpatterns.channelmonitor.ChannelWatch;
import dev.eventpatterns.channelmonitor.MonitorSettings;
import dev.eventpatterns.channelmonitor.QueueDepth;
import dev.eventpatterns.channelmonitor.QueuePatterns;
import dev.eventpatterns.channelmonitor.QueueStatistics;

/**
 * What a pass does: finds the queues, asks each, joins the answers with the statistics. A
 * queue that was found is watched until the broker says that there is none of that name;
 * one that was named is watched whether it is there or not. For one thread at a time.
 */
final class Sampling {

	private static final Logger log = LoggerFactory.getLogger(Sampling.class);

	private static final String NO_SOURCE = "no rates: neither the management API nor the Prometheus endpoint is named";

	private final MonitorSettings settings;

	private final QueuePatterns queues;

	private final QueueQuestions questions;

	private final Map<String, ChannelWatch> watched = new HashMap<>();

	/** Those that answer to one connection alone; left alone until they are gone. */
	private final Set<String> refused = new HashSet<>();

	private String brokerProblem = "";

	Sampling(MonitorSettings settings, QueueQuestions questions) {
		this.settings = settings;
		this.questions = questions;
		this.queues = new QueuePatterns(settings.queues());
	}

	QueuePatterns queues() {
		return this.queues;
	}

	/**
	 * Looks at each channel once.
	 * @param told of each sample
	 * @return whether the broker answered
	 */
	boolean pass(@Nullable StatisticsPoll poll, Consumer<ChannelSample> told) throws InterruptedException {
		QueueStatistics.Report report = (poll != null) ? poll.current() : null;
		find(report, told);
		Map<String, Answer> answers = ask();
		String missing = missing(poll, report);
		for (String queue : new TreeSet<>(this.watched.keySet())) {
			Answer answer = answers.getOrDefault(queue, Answer.SILENT);
			switch (answer.kind()) {
				case MISSING -> told.accept(missing(queue));
				case REFUSED -> {
					this.refused.add(queue);
					told.accept(sample(queue, null, report, missing));
				}
				default -> told.accept(sample(queue, answer.depth(), report, missing));
			}
		}
		return this.brokerProblem.isEmpty();
	}

	private void find(QueueStatistics.@Nullable Report report, Consumer<ChannelSample> told) {
		this.queues.names().forEach(this::watch);
		if (report != null) {
			Set<String> gone = new HashSet<>(this.refused);
			gone.removeAll(report.queues().keySet());
			this.refused.removeAll(gone);
			gone.stream().filter(this.watched::containsKey).map(this::missing).forEach(told);
			this.queues.names().forEach(this::watch);
			report.queues().keySet().stream().filter(this.queues::match).forEach(this::watch);
		}
	}

	private ChannelWatch watch(String queue) {
		return this.watched.computeIfAbsent(queue, (name) -> new ChannelWatch(name, this.settings));
	}

	private Map<String, Answer> ask() throws InterruptedException {
		List<String> asked = new ArrayList<>(this.watched.keySet());
		asked.removeAll(this.refused);
		try {
			Map<String, Answer> answers = this.questions.ask(asked);
			if (!this.brokerProblem.isEmpty()) {
				log.info("The broker answers again");
			}
			this.brokerProblem = "";
			return answers;
		}
		catch (IOException | RuntimeException ex) {
			String problem = (ex.getMessage() != null) ? ex.getMessage() : ex.getClass().getSimpleName();
			if (this.brokerProblem.isEmpty()) {
				log.warn("The broker cannot be asked, and is tried again at each interval: {}", problem);
			}
			this.brokerProblem = problem;
			return Map.of();
		}
	}

	private String missing(@Nullable StatisticsPoll poll, QueueStatistics.@Nullable Report report) {
		List<String> parts = new ArrayList<>();
		if (!this.brokerProblem.isEmpty()) {
			parts.add("the broker does not answer over AMQP (" + this.brokerProblem + ")");
		}
		if (report == null) {
			parts.add((poll != null) ? poll.missing() : NO_SOURCE);
		}
		return String.join("; ", parts);
	}

	private ChannelSample missing(String queue) {
		this.watched.remove(queue);
		return this.queues.names().contains(queue)
				? ChannelSample.nothing(queue, "there is no such queue", Instant.now())
				: ChannelSample.gone(queue, Instant.now());
	}

	private ChannelSample sample(String queue, @Nullable QueueDepth depth, QueueStatistics.@Nullable Report report,
			String missing) {
		String why = this.refused.contains(queue) ? join("the broker lets nobody else ask this queue", missing)
				: missing;
		return watch(queue).sample(depth, report, why, System.nanoTime(), Instant.now());
	}

	private static String join(String first, String second) {
		return second.isEmpty() ? first : first + "; " + second;
	}

	void close() {
		this.questions.close();
	}

}
