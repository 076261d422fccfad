package dev.eventpatterns.ops;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Dashboards, rules and meters on the running suite. */
@WithRabbitLab
class SuiteIT {

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private static Path folder;

	private static @Nullable Suite started;

	@BeforeAll
	static void start(Broker broker) throws IOException {
		started = new Suite(broker, folder);
	}

	/** What they did during the tests must have been within their permissions. */
	@AfterAll
	static void stop() throws IOException {
		if (started == null) {
			return;
		}
		Map<String, String> logs = started.logs();
		started.close();
		assertThat(logs).allSatisfy((service, log) -> assertThat(log).as(service).doesNotContain("ACCESS_REFUSED"));
	}

	private static Suite suite() {
		return Objects.requireNonNull(started);
	}

	static List<String> services() {
		return Project.services();
	}

	/** They run as the users of the compose file: see {@link BrokerUsers}. */
	@ParameterizedTest
	@MethodSource("services")
	void areWell(String service) {
		await().atMost(PATIENCE)
			.ignoreExceptions()
			.until(() -> Http.get(suite().address(service).resolve("/actuator/health")).contains("\"UP\""));
	}

	@Test
	void haveDataInEveryPanel(Broker broker) throws IOException {
		Tool.require("prometheus");
		URI metrics = Objects.requireNonNull(broker.prometheusUri());
		try (Prometheus prometheus = new Prometheus(suite().addresses(), metrics, folder)) {
			List<Dashboard.Question> unanswered = new ArrayList<>(Dashboard.all()
				.stream()
				.filter(Dashboard::isOfSomethingBuilt)
				.flatMap(Dashboard::questions)
				.toList());
			assertThat(unanswered).hasSizeGreaterThan(50);

			await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
				unanswered.removeIf((question) -> prometheus.answers(question.expression()));
				assertThat(unanswered).as("questions without an answer").isEmpty();
			});

			await().atMost(PATIENCE)
				.ignoreExceptions()
				.untilAsserted(
						() -> assertThat(prometheus.ask("up{job!=\"prometheus\"} == 0")).as("targets that are down")
							.isEmpty());
		}
	}

	@ParameterizedTest
	@MethodSource("services")
	void describeTheirMetersAndNameThemAsPrometheusDoes(String service) {
		Map<String, String> descriptions = new TreeMap<>();
		Map<String, String> types = new HashMap<>();
		suite().metrics(service).lines().filter((line) -> line.startsWith("# ")).forEach((line) -> {
			String[] words = line.split(" ", 4);
			(words[1].equals("HELP") ? descriptions : types).put(words[2], (words.length > 3) ? words[3] : "");
		});
		String prefix = service.equals("channel-monitor") ? "channel_" : service.replace('-', '_') + "_";
		descriptions.keySet().removeIf((name) -> !name.startsWith(prefix));

		assertThat(descriptions).isNotEmpty().allSatisfy((name, description) -> {
			assertThat(description).as(name).isNotBlank();
			assertThat(name).doesNotMatch(".*_(ms|millis|milliseconds|minutes|hours|percent|kb|mb|count)(_total)?");
			assertThat(name.endsWith("_total")).as(name + " is a " + types.get(name))
				.isEqualTo(Objects.equals(types.get(name), "counter"));
		});
	}

	@ParameterizedTest
	@MethodSource("services")
	void tagNothingWithAnOrderOrAnAccount(String service) {
		List<Sample> samples = suite().metrics(service).lines().flatMap((line) -> Sample.of(line).stream()).toList();

		assertThat(samples).isNotEmpty()
			.allSatisfy((sample) -> assertThat(sample.tags())
				.allSatisfy((tag, value) -> assertThat(value).as(sample.name() + ", " + tag)
					.doesNotMatch("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
					.doesNotMatch("[A-Z]-\\d+|HOUSE")));
	}

}
