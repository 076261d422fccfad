package dev.eventpatterns.channelmonitor;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * All that was found out about a channel, from whatever source. Null is what was not.
 *
 * @param ready messages that wait for a consumer
 * @param unacked messages delivered and not yet acknowledged
 * @param consumers how many consumers there are
 * @param publishRate messages a second that arrive
 * @param ackRate messages a second that are acknowledged
 * @param growth messages a second by which those that wait have grown
 * @param unserved for how long there have been messages of which none was acknowledged
 */
record ChannelFigures(@Nullable Long ready, @Nullable Long unacked, @Nullable Integer consumers,
		@Nullable Double publishRate, @Nullable Double ackRate, @Nullable Double growth, @Nullable Duration unserved) {

	/** Messages that are not done; those delivered are left out where unknown. */
	@Nullable Long backlog() {
		return (this.ready != null) ? Long.valueOf(this.ready + ((this.unacked != null) ? this.unacked : 0)) : null;
	}

	/**
	 * The time until the backlog is done: backlog ÷ (ack rate − publish rate), a fluid
	 * queue that is emptied at the difference of the two.
	 * @return seconds; null where a rate is not known, or no more is served than arrives
	 */
	@Nullable Double drainSeconds() {
		Long backlog = backlog();
		if (backlog == null) {
			return null;
		}
		if (backlog == 0) {
			return 0.0;
		}
		if (this.publishRate == null || this.ackRate == null || this.ackRate <= this.publishRate) {
			return null;
		}
		return backlog / (this.ackRate - this.publishRate);
	}

}
