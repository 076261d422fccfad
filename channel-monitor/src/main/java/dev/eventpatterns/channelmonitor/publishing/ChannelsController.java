package dev.eventpatterns.channelmonitor.publishing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import dev.eventpatterns.channelmonitor.ChannelSample;
import dev.eventpatterns.channelmonitor.SampleJson;
import dev.eventpatterns.channelmonitor.sampling.LocalChannelSamples;

/** Shows the newest sample of each channel, each with its age. */
@RestController
class ChannelsController {

	private final LocalChannelSamples samples;

	private final ChannelStream stream;

	ChannelsController(LocalChannelSamples samples, ChannelStream stream) {
		this.samples = samples;
		this.stream = stream;
	}

	@GetMapping("/channels")
	List<SampleJson.Event> channels() {
		Instant now = Instant.now();
		return this.samples.all()
			.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
			.map((entry) -> SampleJson.aged(entry.getValue(), now))
			.toList();
	}

	@GetMapping("/channels/{queue}")
	SampleJson.Event channel(@PathVariable String queue) {
		ChannelSample sample = this.samples.latest(queue)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND,
					"No channel " + queue + " is watched: see /channels for those that are"));
		return SampleJson.aged(sample, Instant.now());
	}

	/**
	 * For queues with slashes in their names: these arrive as further parts of the path.
	 */
	@GetMapping("/channels/{queue}/{*rest}")
	SampleJson.Event channel(@PathVariable String queue, @PathVariable String rest) {
		return channel(queue + rest);
	}

	@GetMapping(path = "/channels/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	SseEmitter stream() {
		return this.stream.open(this.samples.all().values());
	}

}
