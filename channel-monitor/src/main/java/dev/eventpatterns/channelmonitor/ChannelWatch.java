package dev.eventpatterns.channelmonitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * One channel through time: joins what its queue answers with what the broker's
 * statistics tell, takes rates from the counters, and lets the judge decide. What both
 * sources tell is taken from the queue's own answer, for that is fresh. Not for use by
 * several threads at once.
 */
public final class ChannelWatch {

	private final String queue;

	private final MonitorSettings settings;

	private final RateWindow published;

	private final RateWindow served;

	private final ChannelJudge judge;

	private final Deque<Waiting> waiting = new ArrayDeque<>();

	private @Nullable ChannelSample last;

	private @Nullable Long backlogSince;

	private long readAt;

	/**
	 * Begins to watch.
	 * @param queue the channel's queue
	 * @param settings when it counts as what
	 */
	public ChannelWatch(String queue, MonitorSettings settings) {
		this.queue = queue;
		this.settings = settings;
		this.published = new RateWindow(settings.rateWindow(), settings.statisticsInterval());
		this.served = new RateWindow(settings.rateWindow(), settings.statisticsInterval());
		this.judge = new ChannelJudge(settings);
	}

	/**
	 * Joins what was found out.
	 * @param depth the queue's answer; null where there was none
	 * @param report the newest statistics; null where there are none or they are too old
	 * @param missing why the one or the other is missing, in words; empty where nothing
	 * is
	 * @param nanos now, by {@link System#nanoTime()}
	 * @param now the same moment
	 * @return the sample; one of nothing new keeps the old figures and their time
	 */
	public ChannelSample sample(@Nullable QueueDepth depth, QueueStatistics.@Nullable Report report, String missing,
			long nanos, Instant now) {
		QueueStatistics statistics = (report != null) ? report.queues().get(this.queue) : null;
		read(report, statistics);
		if (depth == null && (statistics == null || statistics.ready() == null)) {
			return remember(notMeasured(missing, now));
		}
		Long ready = (depth != null) ? Long.valueOf(depth.ready()) : Objects.requireNonNull(statistics).ready();
		Integer consumers = (depth != null) ? Integer.valueOf(depth.consumers())
				: Objects.requireNonNull(statistics).consumers();
		Long unacked = (statistics != null) ? statistics.unacked() : null;
		ChannelFigures bare = new ChannelFigures(ready, unacked, consumers, null, null, growth(ready, nanos), null);
		Long backlog = bare.backlog();
		noteBacklog(backlog != null && backlog > 0, nanos);
		ChannelFigures figures = (statistics != null) ? new ChannelFigures(ready, unacked, consumers,
				this.published.perSecond(), this.served.perSecond(), bare.growth(), unserved(nanos)) : bare;
		ChannelJudge.Judgement judgement = this.judge.judge(figures, remark(depth, statistics, figures, missing));
		Instant at = (depth != null) ? depth.at() : Objects.requireNonNull(report).at();
		return remember(new ChannelSample(this.queue, ready, unacked, consumers, figures.publishRate(),
				figures.ackRate(), figures.drainSeconds(), judgement.verdict(), judgement.reason(), at,
				oldest(statistics, ready, now)));
	}

	private void read(QueueStatistics.@Nullable Report report, @Nullable QueueStatistics statistics) {
		if (report == null || report.nanos() == this.readAt) {
			return;
		}
		this.readAt = report.nanos();
		add(this.published, report.nanos(), (statistics != null) ? statistics.published() : null);
		add(this.served, report.nanos(), (statistics != null) ? statistics.served() : null);
	}

	private static void add(RateWindow window, long nanos, @Nullable Long count) {
		if (count != null) {
			window.add(nanos, count);
		}
		else {
			window.clear();
		}
	}

	private ChannelSample notMeasured(String missing, Instant now) {
		this.judge.notMeasured();
		this.waiting.clear();
		this.backlogSince = null;
		ChannelSample known = this.last;
		if (known == null) {
			return ChannelSample.nothing(this.queue, missing, now);
		}
		if (known.messagesReady() == null) {
			return known.unknown(missing);
		}
		String age = "measured " + Math.max(0, Duration.between(known.sampledAt(), now).toSeconds()) + " s ago";
		return known.unknown(missing.isEmpty() ? age : age + "; " + missing);
	}

	private ChannelSample remember(ChannelSample sample) {
		this.last = sample;
		return sample;
	}

	private @Nullable Double growth(@Nullable Long ready, long nanos) {
		if (ready == null) {
			return null;
		}
		this.waiting.addLast(new Waiting(nanos, ready));
		long window = this.settings.rateWindow().toNanos();
		while (nanos - this.waiting.getFirst().at > window) {
			this.waiting.removeFirst();
		}
		Waiting first = this.waiting.getFirst();
		long span = nanos - first.at;
		return (span >= window / 2) ? Double.valueOf((ready - first.ready) * 1e9 / span) : null;
	}

	private void noteBacklog(boolean there, long nanos) {
		if (!there) {
			this.backlogSince = null;
		}
		else if (this.backlogSince == null) {
			this.backlogSince = nanos;
		}
	}

	/** No longer than there have been messages, or the first would count as late. */
	private @Nullable Duration unserved(long nanos) {
		Duration unmoved = this.served.unmovedFor();
		if (unmoved == null || this.backlogSince == null) {
			return null;
		}
		Duration backlog = Duration.ofNanos(nanos - this.backlogSince);
		return (unmoved.compareTo(backlog) < 0) ? unmoved : backlog;
	}

	/** By the message's own clock; one that comes from the future is new. */
	private static @Nullable Double oldest(@Nullable QueueStatistics statistics, @Nullable Long ready, Instant now) {
		if (statistics == null || statistics.oldestSent() == null || ready == null || ready == 0) {
			return null;
		}
		return Math.max(0, Duration.between(statistics.oldestSent(), now).toMillis() / 1e3);
	}

	private static String remark(@Nullable QueueDepth depth, @Nullable QueueStatistics statistics,
			ChannelFigures figures, String missing) {
		if (!missing.isEmpty()) {
			return missing;
		}
		if (statistics == null) {
			return "no rates: the statistics do not know the queue yet";
		}
		if (figures.publishRate() == null || figures.ackRate() == null) {
			return "no rates yet: they take some readings of the broker's counters";
		}
		return (depth == null) ? "depth as of the broker's statistics" : "";
	}

	private record Waiting(long at, long ready) {
	}

}
