package dev.eventpatterns.channelmonitor.publishing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import dev.eventpatterns.channelmonitor.ChannelMonitorProperties;
import dev.eventpatterns.channelmonitor.ChannelSample;
import dev.eventpatterns.channelmonitor.LatestPerChannel;
import dev.eventpatterns.channelmonitor.SampleJson;

/**
 * The stream's readers. Each has a thread and holds the newest sample of each channel, so
 * a slow one misses samples, and nobody waits for it.
 */
@Component
class ChannelStream {

	private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

	private final Map<SseEmitter, LatestPerChannel> readers = new ConcurrentHashMap<>();

	private final int most;

	private volatile boolean closed;

	ChannelStream(ChannelMonitorProperties properties) {
		this.most = properties.maxReaders();
	}

	/**
	 * Lets somebody read.
	 * @param present what they are told first
	 * @return the answer that does not end
	 * @throws TooManyReadersException if there are as many as may be, or it is closed
	 */
	SseEmitter open(Collection<ChannelSample> present) {
		SseEmitter emitter = new SseEmitter(0L);
		LatestPerChannel news = new LatestPerChannel();
		synchronized (this) {
			if (this.closed || this.readers.size() >= this.most) {
				throw new TooManyReadersException(this.most);
			}
			this.readers.put(emitter, news);
		}
		present.forEach(news::put);
		emitter.onCompletion(() -> leave(emitter));
		emitter.onError((failure) -> leave(emitter));
		Thread thread = new Thread(() -> send(emitter, news), "channel-stream");
		thread.setDaemon(true);
		thread.start();
		return emitter;
	}

	private void send(SseEmitter emitter, LatestPerChannel news) {
		try {
			// Tells the reader that it is connected even if there is no channel.
			emitter.send(SseEmitter.event().comment("channels"));
			while (!news.isClosed()) {
				List<ChannelSample> samples = news.take(SIGN_OF_LIFE);
				if (samples.isEmpty() && !news.isClosed()) {
					emitter.send(SseEmitter.event().comment("nothing new"));
				}
				for (ChannelSample sample : samples) {
					emitter.send(SseEmitter.event()
						.name("sample")
						.data(new String(SampleJson.write(sample), StandardCharsets.UTF_8), MediaType.TEXT_PLAIN));
				}
			}
			emitter.complete();
		}
		catch (IOException | IllegalStateException ex) {
			// The reader has gone.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			leave(emitter);
		}
	}

	private void leave(SseEmitter emitter) {
		LatestPerChannel news = this.readers.remove(emitter);
		if (news != null) {
			news.close();
		}
	}

	void tell(ChannelSample sample) {
		this.readers.values().forEach((news) -> news.put(sample));
	}

	int readers() {
		return this.readers.size();
	}

	/** Ends all answers. */
	synchronized void close() {
		this.closed = true;
		this.readers.values().forEach(LatestPerChannel::close);
	}

	/** As many read as may. */
	static final class TooManyReadersException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		TooManyReadersException(int most) {
			super("As many as " + most + " read the stream: end one, or raise channel-monitor.max-readers");
		}

	}

}
