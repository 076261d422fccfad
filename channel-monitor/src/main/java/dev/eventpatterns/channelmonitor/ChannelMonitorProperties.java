package dev.eventpatterns.channelmonitor;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the monitor.
 *
 * @param queues names of queues, or patterns with {@code *} and {@code ?}
 * @param interval from one sample of a channel to the next
 * @param managementUri where the broker's management API is
 * @param prometheusUri where the broker's Prometheus endpoint is, in its place
 * @param statisticsInterval the tick of the broker's statistics, its
 * {@code collect_statistics_interval}
 * @param rateWindow over which time rates are taken
 * @param laggingRatio arrivals ÷ service from which on a channel lags
 * @param stalledAfter how long nothing is acknowledged before a channel is stalled
 * @param steadySamples how many samples in a row must agree before a verdict changes
 * @param timeout how long the broker may take for an answer
 * @param publish whether samples are published
 * @param maxReaders how many may read a stream at once
 * @param history how far back the control room looks
 * @param historySamples how many samples of all channels are kept for that, at most; one
 * takes 29 bytes
 * @param decisions how many decisions are kept
 * @param inboxUri where the control room's link to the inbox leads
 */
@Validated
@ConfigurationProperties("channel-monitor")
public record ChannelMonitorProperties(@DefaultValue("*") @NotEmpty List<@NotBlank String> queues,
		@DefaultValue("1s") @DurationMin(millis = 100) Duration interval, @Nullable URI managementUri,
		@Nullable URI prometheusUri, @DefaultValue("5s") @DurationMin(millis = 100) Duration statisticsInterval,
		@DefaultValue("10s") @DurationMin(millis = 200) Duration rateWindow,
		@DefaultValue("1.1") @DecimalMin("1.01") double laggingRatio,
		@DefaultValue("5s") @DurationMin(millis = 100) Duration stalledAfter,
		@DefaultValue("3") @Min(1) @Max(100) int steadySamples,
		@DefaultValue("2s") @DurationMin(millis = 100) Duration timeout, @DefaultValue("true") boolean publish,
		@DefaultValue("100") @Min(1) @Max(10_000) int maxReaders,
		@DefaultValue("15m") @DurationMin(seconds = 10) @DurationMax(hours = 24) Duration history,
		@DefaultValue("1000000") @Min(1_000) @Max(50_000_000) int historySamples,
		@DefaultValue("1000") @Min(1) @Max(100_000) int decisions,
		@DefaultValue("http://localhost:8108/") URI inboxUri) {

	/**
	 * Checks what concerns several settings at once.
	 * @throws IllegalArgumentException if two sources of rates are named, or one of no
	 * known kind, or the window is too short
	 */
	public ChannelMonitorProperties {
		if (managementUri != null && prometheusUri != null) {
			throw new IllegalArgumentException(
					"name either channel-monitor.management-uri or channel-monitor.prometheus-uri, not both");
		}
		requireHttp("management-uri", managementUri);
		requireHttp("prometheus-uri", prometheusUri);
		requireHttp("inbox-uri", inboxUri);
		if (rateWindow.compareTo(statisticsInterval.multipliedBy(2)) < 0) {
			throw new IllegalArgumentException("channel-monitor.rate-window (" + rateWindow.toMillis()
					+ " ms) must be at least twice channel-monitor.statistics-interval ("
					+ statisticsInterval.toMillis() + " ms): raise it or lower that");
		}
	}

	private static void requireHttp(String name, @Nullable URI uri) {
		if (uri != null && (uri.getHost() == null || uri.getScheme() == null || !uri.getScheme().matches("https?"))) {
			throw new IllegalArgumentException(
					"channel-monitor." + name + " must be like http://localhost:15672, was " + uri);
		}
	}

	/** What the core goes by. */
	public MonitorSettings settings() {
		return new MonitorSettings(this.queues, this.interval, this.rateWindow, this.statisticsInterval,
				this.laggingRatio, this.stalledAfter, this.steadySamples, this.timeout);
	}

}
