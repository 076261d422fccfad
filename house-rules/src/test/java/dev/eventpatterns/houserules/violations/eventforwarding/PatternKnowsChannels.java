package dev.eventpatterns.houserules.violations.eventforwarding;

import dev.eventpatterns.houserules.violations.channelmonitor.Channels;

/** Breaks: patterns know only the story, and only two of them the channel monitor. */
public final class PatternKnowsChannels {

	final Channels channels;

	public PatternKnowsChannels(Channels channels) {
		this.channels = channels;
	}

}
