package dev.eventpatterns.channelmonitor.room;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.channelmonitor.ChannelSample;
import dev.eventpatterns.channelmonitor.Verdict;

/**
 * The samples of one channel over time; the oldest makes room. It grows as it fills. A
 * sample takes 29 bytes: a time, five figures as floats, exact up to 16 million, and a
 * verdict. What was not measured is NaN. Not for use by several threads at once.
 */
final class SampleRing {

	private static final int FIGURES = 5;

	private static final int SMALLEST = 32;

	private static final Verdict[] VERDICTS = Verdict.values();

	private long[] at = new long[0];

	private float[] figures = new float[0];

	private byte[] verdicts = new byte[0];

	private int first;

	private int size;

	/**
	 * Adds a sample.
	 * @param millis when, in milliseconds since 1970
	 * @param sample its figures; those of one that is {@link Verdict#UNKNOWN} are from
	 * another time, and left out
	 * @param most how many samples there may be from now on; at least 1
	 */
	void add(long millis, ChannelSample sample, int most) {
		if (this.size >= most) {
			int surplus = this.size - most + 1;
			this.first = (this.first + surplus) % this.at.length;
			this.size -= surplus;
		}
		if (this.size == this.at.length || this.at.length > most) {
			resize(Math.min(most, Math.max(SMALLEST, 2 * this.size)));
		}
		int index = (this.first + this.size) % this.at.length;
		boolean known = sample.verdict() != Verdict.UNKNOWN;
		this.at[index] = millis;
		this.verdicts[index] = (byte) sample.verdict().ordinal();
		put(index, 0, known ? sample.messagesReady() : null);
		put(index, 1, known ? sample.messagesUnacked() : null);
		put(index, 2, known ? sample.consumers() : null);
		put(index, 3, known ? sample.publishRate() : null);
		put(index, 4, known ? sample.ackRate() : null);
		this.size++;
	}

	private void put(int index, int figure, @Nullable Number value) {
		this.figures[index * FIGURES + figure] = (value != null) ? value.floatValue() : Float.NaN;
	}

	private void resize(int length) {
		long[] times = new long[length];
		float[] values = new float[length * FIGURES];
		byte[] judged = new byte[length];
		for (int i = 0; i < this.size; i++) {
			int from = (this.first + i) % this.at.length;
			times[i] = this.at[from];
			judged[i] = this.verdicts[from];
			System.arraycopy(this.figures, from * FIGURES, values, i * FIGURES, FIGURES);
		}
		this.at = times;
		this.figures = values;
		this.verdicts = judged;
		this.first = 0;
	}

	int size() {
		return this.size;
	}

	/** How many samples it has room for. */
	int room() {
		return this.at.length;
	}

	/**
	 * All samples from a time on, the oldest first.
	 * @param since in milliseconds since 1970
	 */
	ChannelHistory history(String queue, long since) {
		int from = 0;
		while (from < this.size && this.at[(this.first + from) % this.at.length] < since) {
			from++;
		}
		List<Long> times = new ArrayList<>(this.size - from);
		List<String> judged = new ArrayList<>(this.size - from);
		for (int i = from; i < this.size; i++) {
			int index = (this.first + i) % this.at.length;
			times.add(this.at[index]);
			judged.add(VERDICTS[this.verdicts[index]].name());
		}
		return new ChannelHistory(queue, times, counts(from, 0), counts(from, 1), counts(from, 2), rates(from, 3),
				rates(from, 4), judged);
	}

	/** The newest figures of how many messages wait, the oldest of them first. */
	@Nullable Long[] depths(int newest) {
		List<@Nullable Long> depths = counts(Math.max(0, this.size - newest), 0);
		return depths.toArray(new Long[0]);
	}

	private List<@Nullable Long> counts(int from, int figure) {
		List<@Nullable Long> column = new ArrayList<>(this.size - from);
		for (int i = from; i < this.size; i++) {
			float value = value(i, figure);
			column.add(Float.isNaN(value) ? null : Long.valueOf((long) value));
		}
		return column;
	}

	private List<@Nullable Double> rates(int from, int figure) {
		List<@Nullable Double> column = new ArrayList<>(this.size - from);
		for (int i = from; i < this.size; i++) {
			float value = value(i, figure);
			column.add(Float.isNaN(value) ? null : Double.valueOf(Math.round(value * 10.0) / 10.0));
		}
		return column;
	}

	private float value(int position, int figure) {
		return this.figures[((this.first + position) % this.at.length) * FIGURES + figure];
	}

}
