package dev.eventpatterns.channelmonitor;

import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Decides how a channel is, and says why. A verdict changes only when several samples in
 * a row agree on the new one, and a channel that lags must come down to as much as
 * arrives, not just below the bound at which it began to lag: so a channel at the edge
 * does not flap. Only the way from and to {@link Verdict#UNKNOWN} is short.
 * <p>
 * Not for use by several threads at once.
 */
final class ChannelJudge {

	private final MonitorSettings settings;

	private Verdict verdict = Verdict.UNKNOWN;

	private Verdict next = Verdict.UNKNOWN;

	private int seen;

	ChannelJudge(MonitorSettings settings) {
		this.settings = settings;
	}

	/** What is said of a channel. */
	record Judgement(Verdict verdict, String reason) {
	}

	/**
	 * Judges a sample.
	 * @param figures what was measured
	 * @param remark what could not be measured and why; empty where all was
	 */
	Judgement judge(ChannelFigures figures, String remark) {
		Verdict looks = look(figures);
		if (looks == this.verdict) {
			this.seen = 0;
		}
		else if (looks == Verdict.UNKNOWN || this.verdict == Verdict.UNKNOWN) {
			become(looks);
		}
		else {
			this.seen = (looks == this.next) ? this.seen + 1 : 1;
			this.next = looks;
			if (this.seen >= this.settings.steadySamples()) {
				become(looks);
			}
		}
		String reason = describe(figures, looks);
		if (looks != this.verdict) {
			reason += "; so far " + this.verdict + ", as that was seen in " + this.seen + " of "
					+ this.settings.steadySamples() + " samples";
		}
		return new Judgement(this.verdict, remark.isEmpty() ? reason : reason + "; " + remark);
	}

	/** Notes that the channel was not measured. */
	void notMeasured() {
		become(Verdict.UNKNOWN);
	}

	private void become(Verdict verdict) {
		this.verdict = verdict;
		this.next = verdict;
		this.seen = 0;
	}

	private Verdict look(ChannelFigures figures) {
		Long backlog = figures.backlog();
		if (figures.ready() == null || backlog == null || figures.consumers() == null) {
			return Verdict.UNKNOWN;
		}
		boolean unserved = figures.unserved() != null && figures.unserved()
			.compareTo(this.settings.stalledAfter().plus(this.settings.statisticsInterval())) > 0;
		// Who takes messages one by one, by basic.get, is no consumer and serves them.
		boolean taken = figures.ackRate() != null && figures.ackRate() > 0 && !unserved;
		if (figures.consumers() == 0 && figures.ready() > 0 && !taken) {
			return Verdict.NO_CONSUMER;
		}
		if (backlog > 0 && unserved) {
			return Verdict.STALLED;
		}
		return (figures.ready() > 0 && lags(figures)) ? Verdict.LAGGING : Verdict.OK;
	}

	private boolean lags(ChannelFigures figures) {
		boolean already = this.verdict == Verdict.LAGGING;
		if (figures.publishRate() != null && figures.ackRate() != null) {
			double bound = already ? 1 : this.settings.laggingRatio();
			return figures.publishRate() > bound * figures.ackRate();
		}
		// Without rates there is what waits: it grows when more arrives than is taken.
		double window = this.settings.rateWindow().toMillis() / 1e3;
		double bound = already ? 0 : (this.settings.laggingRatio() - 1) * Objects.requireNonNull(figures.ready());
		return figures.growth() != null && figures.growth() * window > bound;
	}

	private static String describe(ChannelFigures figures, Verdict looks) {
		Double publishRate = figures.publishRate();
		Double ackRate = figures.ackRate();
		String waiting = messages(figures.ready())
				+ ((figures.ready() != null && figures.ready() == 1) ? " waits" : " wait");
		return switch (looks) {
			case UNKNOWN -> "the queue's depth is not known";
			case NO_CONSUMER -> waiting + ", and nobody takes them";
			case STALLED -> messages(figures.backlog()) + " and " + consumers(figures.consumers())
					+ ", and nothing has been acknowledged for "
					+ ((figures.unserved() != null) ? figures.unserved().toSeconds() : "?") + " s";
			case LAGGING,
					OK ->
				(publishRate != null && ackRate != null)
						? rate(publishRate) + " arrive and " + rate(ackRate) + " are acknowledged, " + waiting
						: waiting + grows(figures.growth()) + " for " + consumers(figures.consumers());
		};
	}

	private static String grows(@Nullable Double growth) {
		return (growth != null && growth > 0) ? ", more by " + rate(growth) + "," : "";
	}

	private static String messages(@Nullable Long count) {
		return (count != null && count == 1) ? "1 message" : count + " messages";
	}

	private static String consumers(@Nullable Integer count) {
		return (count != null && count == 1) ? "1 consumer" : count + " consumers";
	}

	private static String rate(double perSecond) {
		return String.format(Locale.ROOT, (perSecond < 10) ? "%.1f/s" : "%.0f/s", perSecond);
	}

}
