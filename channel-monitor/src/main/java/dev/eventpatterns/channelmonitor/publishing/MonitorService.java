package dev.eventpatterns.channelmonitor.publishing;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import dev.eventpatterns.channelmonitor.ChannelMonitorMeters;
import dev.eventpatterns.channelmonitor.ChannelMonitorProperties;
import dev.eventpatterns.channelmonitor.sampling.LocalChannelSamples;

/**
 * Starts the sampling and tells all who want to know. It ends before the web server does:
 * that would wait for the readers of the stream, who never end by themselves.
 */
@Component
final class MonitorService implements SmartLifecycle {

	private final LocalChannelSamples samples;

	private final SampleExchange exchange;

	private final ChannelStream stream;

	private final ChannelMonitorMeters meters;

	private final ChannelMonitorProperties properties;

	private volatile boolean running;

	MonitorService(LocalChannelSamples samples, SampleExchange exchange, ChannelStream stream,
			ChannelMonitorMeters meters, ChannelMonitorProperties properties) {
		this.samples = samples;
		this.exchange = exchange;
		this.stream = stream;
		this.meters = meters;
		this.properties = properties;
	}

	@Override
	public void start() {
		this.samples.onPass(this.meters::passed);
		this.samples.onStatistics(this.meters::statisticsAsked);
		this.samples.onSample(this.stream::tell);
		if (this.properties.publish()) {
			this.samples.onSample(this.exchange::publish);
			this.exchange.start();
		}
		this.samples.start();
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.samples.close();
		this.stream.close();
		this.exchange.close();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
