package dev.eventpatterns.channelmonitor.publishing;

import java.nio.charset.StandardCharsets;
import java.util.Collection;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

import dev.eventpatterns.channelmonitor.ChannelMonitorProperties;
import dev.eventpatterns.channelmonitor.ChannelSample;
import dev.eventpatterns.channelmonitor.LatestPerChannel;
import dev.eventpatterns.channelmonitor.SampleJson;

/** The stream of the samples: a slow reader gets the newest of each channel. */
@Component
class ChannelStream {

	private final EventStream<ChannelSample, LatestPerChannel> stream;

	ChannelStream(ChannelMonitorProperties properties) {
		this.stream = new EventStream<>(properties.maxReaders(), ChannelStream::event,
				() -> SseEmitter.event().comment("nothing new"));
	}

	private static SseEventBuilder event(ChannelSample sample) {
		return SseEmitter.event()
			.name("sample")
			.data(new String(SampleJson.write(sample), StandardCharsets.UTF_8), MediaType.TEXT_PLAIN);
	}

	/**
	 * Lets somebody read.
	 * @param present what they are told first
	 * @return the answer that does not end
	 * @throws EventStream.TooManyReadersException if there are as many as may be, or it
	 * is closed
	 */
	SseEmitter open(Collection<ChannelSample> present) {
		LatestPerChannel news = new LatestPerChannel();
		present.forEach(news::put);
		return this.stream.open(news);
	}

	void tell(ChannelSample sample) {
		this.stream.tell((news) -> news.put(sample));
	}

	/** Ends all answers. */
	void close() {
		this.stream.close();
	}

}
