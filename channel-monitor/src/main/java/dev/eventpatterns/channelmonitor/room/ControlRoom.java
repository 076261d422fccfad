package dev.eventpatterns.channelmonitor.room;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import com.rabbitmq.client.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

import dev.eventpatterns.channelmonitor.ChannelMonitorMeters;
import dev.eventpatterns.channelmonitor.ChannelMonitorProperties;
import dev.eventpatterns.channelmonitor.ChannelMonitorTopology;
import dev.eventpatterns.channelmonitor.listening.ExchangeListener;
import dev.eventpatterns.channelmonitor.publishing.EventStream;
import dev.eventpatterns.channelmonitor.sampling.LocalChannelSamples;

/**
 * Remembers samples and decisions for those who look later, and tells those who look now.
 * What comes over the exchange and is no decision is dropped and counted.
 */
@Component
class ControlRoom implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(ControlRoom.class);

	/** For a reader who is slow; one who misses more sees it at the next look. */
	private static final int UNREAD = 1_000;

	private final LocalChannelSamples samples;

	private final ChannelMonitorMeters meters;

	private final JsonMapper json;

	private final SampleHistory history;

	private final ControlLog decisions;

	private final ExchangeListener listener;

	private final EventStream<Object, NewestFew<Object>> stream;

	private volatile boolean running;

	ControlRoom(LocalChannelSamples samples, CachingConnectionFactory connections, RabbitConnectionDetails broker,
			ChannelMonitorProperties properties, ChannelMonitorMeters meters, JsonMapper json) {
		this.samples = samples;
		this.meters = meters;
		this.json = json;
		this.history = new SampleHistory(properties.history(), properties.interval(), properties.historySamples());
		this.decisions = new ControlLog(properties.decisions(), this::tell);
		List<Address> addresses = broker.getAddresses()
			.stream()
			.map((address) -> new Address(address.host(), address.port()))
			.toList();
		this.listener = new ExchangeListener(connections.getRabbitConnectionFactory(), addresses, "decisions",
				ChannelMonitorTopology::listenToDecisions, this::heard)
			.onChange((listening) -> tell(new Listening(listening)));
		this.stream = new EventStream<>(properties.maxReaders(), this::event,
				() -> SseEmitter.event().name("alive").data("{}"));
	}

	private void heard(byte[] body) {
		try {
			this.meters.heard(this.decisions.on(ControlEventReader.read(body), Instant.now()));
		}
		catch (IllegalArgumentException ex) {
			log.debug("Leaves out what is no decision: {}", ex.getMessage());
			this.meters.heard(ControlEventKind.DROPPED);
		}
	}

	private void tell(Object news) {
		this.stream.tell((mailbox) -> mailbox.put(news));
	}

	private SseEventBuilder event(Object news) {
		String name = (news instanceof ControlLog.Snapshot) ? "snapshot" : (news instanceof ControlLog.Decision)
				? "decision" : (news instanceof ControlLog.State) ? "state" : "listening";
		return SseEmitter.event()
			.name(name)
			.data(new String(this.json.writeValueAsBytes(news), StandardCharsets.UTF_8), MediaType.TEXT_PLAIN);
	}

	/** Lets somebody read: all that is known, and then what comes. */
	SseEmitter open() {
		NewestFew<Object> mailbox = new NewestFew<>(UNREAD);
		return this.decisions.look(this.listener.isListening(), (snapshot) -> {
			mailbox.put(snapshot);
			return this.stream.open(mailbox);
		});
	}

	ControlLog.Snapshot snapshot() {
		return this.decisions.look(this.listener.isListening(), Function.identity());
	}

	SampleHistory history() {
		return this.history;
	}

	@Override
	public void start() {
		this.samples.onSample((sample) -> this.history.add(sample, Instant.now()));
		this.listener.start();
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		this.stream.close();
		this.listener.close();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Whether decisions are heard.
	 *
	 * @param listening false when the broker is away
	 */
	record Listening(boolean listening) {
	}

}
