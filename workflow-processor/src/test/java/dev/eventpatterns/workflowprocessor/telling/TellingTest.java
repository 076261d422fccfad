package dev.eventpatterns.workflowprocessor.telling;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;

import dev.eventpatterns.workflowprocessor.Cause;
import dev.eventpatterns.workflowprocessor.EventState;
import dev.eventpatterns.workflowprocessor.store.EventGroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** When people are told, and what. */
class TellingTest {

	private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

	private static final EventGroup GROUP = new EventGroup("g1", Cause.FAILED, "ambulance", "ambulance.standard",
			"MalformedOrderException", "quantity: no", Map.of(EventState.WAITING, 12L), BEGIN, BEGIN);

	@Test
	void tellsOfAGroupThatAppearsAndThatGrowsOncePerQuietPeriod() {
		QuietPeriods periods = new QuietPeriods(10, Duration.ofMinutes(15));

		assertThat(periods.isNews("a", 1, BEGIN)).isTrue();
		assertThat(periods.isNews("b", 1, BEGIN)).isTrue();
		assertThat(periods.isNews("a", 50, BEGIN.plusSeconds(60))).isFalse();
		assertThat(periods.isNews("a", 50, BEGIN.plusSeconds(900))).isTrue();
		assertThat(periods.isNews("a", 99, BEGIN.plusSeconds(2_000))).isFalse();
		assertThat(periods.isNews("a", 100, BEGIN.plusSeconds(2_000))).isTrue();
		assertThat(periods.isNews("b", 9, BEGIN.plusSeconds(2_000))).isFalse();
	}

	@Test
	void tellsAgainOfAGroupThatWasDoneWithButNotTooSoon() {
		QuietPeriods periods = new QuietPeriods(10, Duration.ofMinutes(15));
		periods.isNews("a", 1, BEGIN);

		periods.isNews("a", 0, BEGIN.plusSeconds(10));
		assertThat(periods.isNews("a", 1, BEGIN.plusSeconds(20))).isFalse();
		periods.isNews("a", 0, BEGIN.plusSeconds(900));

		assertThat(periods.isNews("a", 1, BEGIN.plusSeconds(910))).isTrue();
	}

	@Test
	void signsWhatItPosts() throws Exception {
		List<String> received = new ArrayList<>();
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/hook", (exchange) -> {
			received.add(exchange.getRequestHeaders().getFirst(Webhook.SIGNATURE));
			received.add(new String(exchange.getRequestBody().readAllBytes()));
			exchange.sendResponseHeaders((received.size() > 2) ? 500 : 204, -1);
			exchange.close();
		});
		server.start();
		try {
			Webhook webhook = new Webhook(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook"),
					"s3cret", JsonMapper.shared());
			webhook.tell(GROUP);

			long seconds = Long.parseLong(received.get(0).substring(2, received.get(0).indexOf(',')));
			assertThat(received.get(0)).isEqualTo(Webhook.signature("s3cret", seconds, received.get(1).getBytes()));
			assertThat(received.get(1)).contains("\"waiting\":12").doesNotContain("s3cret");
			assertThatThrownBy(() -> webhook.tell(GROUP)).hasMessageContaining("500");
		}
		finally {
			server.stop(0);
		}
	}

	@Test
	void writesMailToThoseWhoAreNamed() {
		List<SimpleMailMessage> sent = new ArrayList<>();
		MailSender sender = (messages) -> sent.addAll(List.of(messages));

		new Mail(sender, "from@example.com", List.of("desk@example.com")).tell(GROUP);

		assertThat(sent).hasSize(1);
		assertThat(sent.get(0).getTo()).containsExactly("desk@example.com");
		assertThat(sent.get(0).getSubject()).isEqualTo("12 events of ambulance wait for a person");
		assertThat(sent.get(0).getText()).contains("MalformedOrderException");
	}

}
