package dev.eventpatterns.houserules.violations.supervisorconsumer;

import dev.eventpatterns.houserules.violations.channelmonitor.Channels;

/** Harmless: the supervisor acts on what the channel monitor has measured. */
public final class SupervisorKnowsChannels {

	final Channels channels;

	public SupervisorKnowsChannels(Channels channels) {
		this.channels = channels;
	}

}
