package dev.eventpatterns.threaddelegate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.HdrHistogram.Histogram;

/**
 * The response times that the delegates reported, from an event's receipt to the end of
 * its handling. Only the contexts with the most events are kept apart, by the
 * space-saving algorithm: a context that is not known takes the place of the least
 * frequent one and inherits its count, so the frequent ones are sure to be there, and
 * memory is bounded however many there are.
 *
 * @see <a href="https://doi.org/10.1007/978-3-540-30570-5_27">Metwally, Agrawal and El
 * Abbadi: Efficient Computation of Frequent and Top-k Elements in Data Streams</a>
 */
public final class ResponseTimes {

	private static final int HOTTEST = 20;

	private static final long HIGHEST_MICROS = Duration.ofHours(1).toNanos() / 1_000;

	private final Turns turns = new Turns();

	private final Map<String, Histogram> delegates = new HashMap<>();

	private final Map<String, Histogram> actions = new HashMap<>();

	private final Map<String, Hot> contexts = new HashMap<>();

	/**
	 * Notes a response time.
	 * @param delegate who handled the event
	 * @param action what kind of event it was
	 * @param context what it kept its order in
	 * @param took its response time; counted as an hour where it is longer
	 */
	public void record(int delegate, String action, String context, Duration took) {
		this.turns.leave(() -> note(String.valueOf(delegate), action, context, took));
	}

	private void note(String delegate, String action, String context, Duration took) {
		long micros = Math.max(0, Math.min(took.toNanos() / 1_000, HIGHEST_MICROS));
		this.delegates.computeIfAbsent(delegate, (name) -> histogram()).recordValue(micros);
		this.actions.computeIfAbsent(action, (name) -> histogram()).recordValue(micros);
		Hot hot = this.contexts.get(context);
		if (hot == null) {
			hot = (this.contexts.size() < HOTTEST) ? new Hot(histogram()) : takeColdest();
			this.contexts.put(context, hot);
		}
		hot.events++;
		hot.times.recordValue(micros);
	}

	private Hot takeColdest() {
		Map.Entry<String, Hot> coldest = Collections.min(this.contexts.entrySet(),
				Comparator.comparingLong((entry) -> entry.getValue().events));
		this.contexts.remove(coldest.getKey());
		coldest.getValue().times.reset();
		return coldest.getValue();
	}

	/**
	 * As large as its values ask for: one is cleared whenever a context takes a place.
	 */
	private static Histogram histogram() {
		return new Histogram(2);
	}

	/**
	 * All that was noted.
	 * @return the figures, contexts with the most events first
	 */
	public Summary summary() {
		return this.turns.ask(this::sumUp);
	}

	private Summary sumUp() {
		List<Figures> hottest = new ArrayList<>();
		this.contexts.entrySet()
			.stream()
			.sorted(Comparator.comparingLong((entry) -> -entry.getValue().events))
			.forEach((entry) -> hottest.add(Figures.of(entry.getKey(), entry.getValue().times)));
		return new Summary(figures(this.delegates), figures(this.actions), hottest);
	}

	private static List<Figures> figures(Map<String, Histogram> histograms) {
		return histograms.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.map((entry) -> Figures.of(entry.getKey(), entry.getValue()))
			.toList();
	}

	/**
	 * Response times in their three groups.
	 *
	 * @param delegates by delegate
	 * @param actions by action
	 * @param hottestContexts by context, those with the most events
	 */
	public record Summary(List<Figures> delegates, List<Figures> actions, List<Figures> hottestContexts) {
	}

	/**
	 * Response times of one member of a group, in milliseconds, correct to two digits.
	 *
	 * @param name the member
	 * @param events how many were measured
	 * @param p50 the median
	 * @param p99 99 of 100 took no longer
	 * @param max the longest
	 */
	public record Figures(String name, long events, double p50, double p99, double max) {

		static Figures of(String name, Histogram times) {
			return new Figures(name, times.getTotalCount(), times.getValueAtPercentile(50) / 1e3,
					times.getValueAtPercentile(99) / 1e3, times.getMaxValue() / 1e3);
		}

	}

	private static final class Hot {

		private final Histogram times;

		private long events;

		Hot(Histogram times) {
			this.times = times;
		}

	}

}
