package dev.eventpatterns.channelmonitor.sampling;

import java.io.IOException;

import dev.eventpatterns.channelmonitor.QueuePatterns;
import dev.eventpatterns.channelmonitor.QueueStatistics;

/** Where the figures come from that a queue itself does not tell. */
public interface StatisticsSource {

	/**
	 * Reads the statistics of some queues.
	 * @param queues which ones; more may be told
	 * @return what the source knows, as old as the broker's last tick
	 * @throws IOException when there is no answer that can be understood, with the reason
	 * @throws InterruptedException when the monitor stops
	 */
	QueueStatistics.Report read(QueuePatterns queues) throws IOException, InterruptedException;

	/** What the source is called in a reason, for instance "the management API". */
	String label();

}
