package dev.eventpatterns.channelmonitor.listening;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import com.rabbitmq.client.ConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventpatterns.channelmonitor.ChannelMonitorTopology;
import dev.eventpatterns.channelmonitor.ChannelSample;
import dev.eventpatterns.channelmonitor.ChannelSamples;
import dev.eventpatterns.channelmonitor.SampleJson;
import dev.eventpatterns.channelmonitor.SampleListeners;

/**
 * Hears of channels from a monitor elsewhere. When the monitor or the broker is away,
 * samples grow old, and nothing else happens; it connects again by itself.
 */
public final class ExchangeChannelSamples implements ChannelSamples, AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(ExchangeChannelSamples.class);

	private final SampleListeners listeners = new SampleListeners();

	private final Map<String, ChannelSample> latest = new ConcurrentHashMap<>();

	private final ExchangeListener listener;

	/**
	 * Prepares listening.
	 * @param factory where the broker with the exchange is; it is copied
	 * @param queues the channels to hear of; none stands for all
	 */
	public ExchangeChannelSamples(ConnectionFactory factory, String... queues) {
		List<String> channels = List.of(queues);
		// A sample that is lost is replaced by the next: nothing has to be acknowledged.
		this.listener = new ExchangeListener(factory, List.of(), "samples",
				(channel) -> ChannelMonitorTopology.listen(channel, channels), this::heard);
	}

	/** Starts listening, once. */
	public ExchangeChannelSamples start() {
		this.listener.start();
		return this;
	}

	private void heard(byte[] body) {
		ChannelSample sample;
		try {
			sample = SampleJson.read(body);
		}
		catch (IllegalArgumentException ex) {
			log.warn("Leaves out what is no sample: {}", ex.getMessage());
			return;
		}
		if (sample.gone()) {
			this.latest.remove(sample.queue());
		}
		else {
			this.latest.put(sample.queue(), sample);
		}
		this.listeners.tell(sample);
	}

	@Override
	public Optional<ChannelSample> latest(String queue) {
		return Optional.ofNullable(this.latest.get(queue));
	}

	@Override
	public AutoCloseable onSample(Consumer<ChannelSample> listener) {
		return this.listeners.add(listener);
	}

	/** Ends listening. What was heard can still be read. */
	@Override
	public void close() {
		this.listener.close();
	}

}
