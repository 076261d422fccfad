package dev.eventpatterns.demo.forwarding;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.eventpatterns.demo.chaos.HopAccounting;
import dev.eventpatterns.demo.chaos.Timeline;
import dev.eventpatterns.demo.report.Chart;

/**
 * What was measured of one way of forwarding.
 *
 * @param way which
 * @param account what was accepted, and what of it was lost where
 * @param storedTwice orders that have more than one row in the database
 * @param duplicates orders that came to the store again and were not stored again
 * @param refusals requests that had to be sent again, because they were answered 503 or
 * not at all
 * @param resumed from each kill until orders flowed again
 * @param accepted orders answered 202, over time
 * @param stored orders in the database, over time
 */
record LaneResult(Way way, HopAccounting account, long storedTwice, long duplicates, long refusals,
		Map<Strike, Duration> resumed, Timeline.Track accepted, Timeline.Track stored) {

	boolean lostNothing() {
		return this.account.lost() == 0 && this.storedTwice == 0;
	}

	/** Stored orders a second, from the first accepted order to the last stored one. */
	long perSecond() {
		List<Chart.Point> points = this.stored.points();
		double first = firstAbove(this.accepted.points(), 0);
		double last = firstAbove(points, this.stored.last() - 1);
		return (last > first) ? Math.round(this.stored.last() / (last - first)) : 0;
	}

	private static double firstAbove(List<Chart.Point> points, long value) {
		return points.stream().filter((point) -> point.y() > value).mapToDouble(Chart.Point::x).findFirst().orElse(0);
	}

}
