package dev.eventpatterns.supervisorconsumer;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What became of a load: each message's response time, and how many consumers there were.
 * The same figures for what was simulated and for what really happened. All times are
 * seconds since the start.
 *
 * @param messages in the order of their arrival
 * @param moments how it looked, in order; what a moment shows holds until the next one
 * @param end when it was over
 */
public record Course(List<Message> messages, List<Moment> moments, double end) {

	/** Keeps copies. */
	public Course {
		messages = List.copyOf(messages);
		moments = List.copyOf(moments);
	}

	/**
	 * How long messages took, from their arrival to the end of their handling.
	 * @param percentile 0 to 100
	 * @param from only messages that arrived at this moment or later
	 * @param to only messages that arrived before this moment
	 * @return seconds; not a number where there was no message
	 */
	public double responseTime(double percentile, double from, double to) {
		double[] times = this.messages.stream()
			.filter((message) -> message.arrivedAt >= from && message.arrivedAt < to)
			.mapToDouble(Message::responseTime)
			.sorted()
			.toArray();
		int rank = (int) Math.ceil(percentile / 100 * times.length) - 1;
		return (times.length > 0) ? times[Math.max(0, rank)] : Double.NaN;
	}

	/** How long all messages together would keep one consumer busy. */
	public double leastConsumerSeconds(Duration work) {
		return this.messages.size() * (work.toNanos() / 1e9);
	}

	/** How long all consumers together were there. */
	public double consumerSeconds() {
		return IntStream.range(0, this.moments.size()).mapToDouble((i) -> {
			double until = (i + 1 < this.moments.size()) ? this.moments.get(i + 1).at : this.end;
			return this.moments.get(i).consumers * Math.max(0, until - this.moments.get(i).at);
		}).sum();
	}

	/**
	 * How long it took until there were so many consumers.
	 * @param consumers how many
	 * @param since from when on
	 * @return seconds since then; not a number where it never came to that
	 */
	public double reached(int consumers, double since) {
		double before = 0;
		for (Moment moment : this.moments) {
			if (moment.at <= since) {
				before = moment.consumers;
			}
			else if (moment.consumers >= consumers) {
				return (before >= consumers) ? 0 : moment.at - since;
			}
		}
		return (before >= consumers) ? 0 : Double.NaN;
	}

	/** The most consumers that there were at once between two moments. */
	public int most(double from, double to) {
		return this.moments.stream()
			.filter((moment) -> moment.at >= from && moment.at < to)
			.mapToInt(Moment::consumers)
			.max()
			.orElse(0);
	}

	/** When the last message that arrived in that time was done. */
	public double doneAt(double from, double to) {
		return this.messages.stream()
			.filter((message) -> message.arrivedAt >= from && message.arrivedAt < to)
			.mapToDouble((message) -> message.arrivedAt + message.responseTime)
			.max()
			.orElse(Double.NaN);
	}

	/**
	 * How often the number of consumers went down after it had gone up, or up after down.
	 */
	public int turns() {
		int[] counts = this.moments.stream().mapToInt(Moment::consumers).toArray();
		int[] directions = IntStream.range(1, counts.length)
			.map((i) -> Integer.signum(counts[i] - counts[i - 1]))
			.filter((direction) -> direction != 0)
			.toArray();
		return (int) IntStream.range(1, directions.length).filter((i) -> directions[i] != directions[i - 1]).count();
	}

	/** The greatest number of messages that waited. */
	public long deepest() {
		return Arrays.stream(this.moments.stream().mapToLong(Moment::depth).toArray()).max().orElse(0);
	}

	/** One message. */
	public record Message(double arrivedAt, double responseTime) {
	}

	/**
	 * How it looked at a moment.
	 *
	 * @param at seconds since the start
	 * @param depth messages that waited or were in hand
	 * @param consumers how many there were
	 */
	public record Moment(double at, long depth, int consumers) {
	}

}
