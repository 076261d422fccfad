package dev.eventpatterns.demo.blueprint;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;

import dev.eventpatterns.demo.blueprint.Accepted.Entry;
import dev.eventpatterns.demo.blueprint.Accepted.Kind;

/**
 * How long orders took from their acceptance to the end of their handling, in
 * milliseconds.
 *
 * @param ordinary of the orders that can wait, but for those that waited by intention,
 * sorted
 * @param urgent of the urgent orders, sorted
 */
record ResponseTimes(long[] ordinary, long[] urgent) {

	/**
	 * Times of the orders that were accepted within a time.
	 * @param from its begin, in milliseconds of the clock
	 * @param to its end
	 */
	static ResponseTimes between(long from, long to, Accepted accepted, Completions completions) {
		return new ResponseTimes(of(Kind.ORDINARY, from, to, accepted, completions),
				of(Kind.URGENT, from, to, accepted, completions));
	}

	private static long[] of(Kind kind, long from, long to, Accepted accepted, Completions completions) {
		LongStream.Builder times = LongStream.builder();
		for (Map.Entry<String, Entry> each : accepted.entries().entrySet()) {
			Entry order = each.getValue();
			Long finishedAt = completions.finishedAt(each.getKey());
			if (order.kind() == kind && order.atMillis() >= from && order.atMillis() < to && finishedAt != null) {
				// It may be done before the caller has read that it is accepted.
				times.add(Math.max(0, finishedAt - order.atMillis()));
			}
		}
		return times.build().sorted().toArray();
	}

	/**
	 * The time that so many of a hundred ordinary orders did not exceed; 0 without any.
	 */
	long ordinary(int percent) {
		return percentile(this.ordinary, percent);
	}

	/** The same of urgent orders. */
	long urgent(int percent) {
		return percentile(this.urgent, percent);
	}

	private static long percentile(long[] sorted, int percent) {
		if (sorted.length == 0) {
			return -1;
		}
		return sorted[Math.min(sorted.length - 1, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof ResponseTimes times && Arrays.equals(this.ordinary, times.ordinary)
				&& Arrays.equals(this.urgent, times.urgent);
	}

	@Override
	public int hashCode() {
		return 31 * Arrays.hashCode(this.ordinary) + Arrays.hashCode(this.urgent);
	}

}
