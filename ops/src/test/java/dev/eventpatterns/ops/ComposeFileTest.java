package dev.eventpatterns.ops;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What docker-compose.yml promises, read without Docker. {@link ComposeIT} runs it. */
class ComposeFileTest {

	private static final int MOST_MEGABYTES = 4_096;

	private static final Set<String> ONE_SHOT = Set.of("databases", "scenario");

	private static final String TEXT = Project.text(Project.ROOT.resolve("docker-compose.yml"));

	private static final Map<String, JsonNode> SERVICES = services();

	private static Map<String, JsonNode> services() {
		Map<String, JsonNode> services = new TreeMap<>();
		Project.yaml(Project.ROOT.resolve("docker-compose.yml"))
			.path("services")
			.properties()
			.forEach((service) -> services.put(service.getKey(), service.getValue()));
		return services;
	}

	@Test
	void publishesPortsOnLoopbackOnly() {
		assertThat(SERVICES.values().stream().flatMap((service) -> service.path("ports").valueStream())).isNotEmpty()
			.allSatisfy((port) -> assertThat(port.asString()).startsWith("127.0.0.1:"));
	}

	@Test
	void limitsMemoryRestartsAndChecksHealth() {
		assertThat(SERVICES).allSatisfy((name, service) -> {
			assertThat(service.path("mem_limit").asString("")).as(name).endsWith("m");
			assertThat(service.path("restart").asString(""))
				.isEqualTo(ONE_SHOT.contains(name) ? "no" : "unless-stopped");
			// What is built here has its check in the Dockerfile.
			assertThat(service.has("healthcheck") || service.has("build") || ONE_SHOT.contains(name)).as(name).isTrue();
		});
	}

	@Test
	void fitsIntoFourGigabytesByDefault() {
		int megabytes = SERVICES.values()
			.stream()
			.filter((service) -> !service.has("profiles"))
			.mapToInt((service) -> Integer.parseInt(service.path("mem_limit").asString().replace("m", "")))
			.sum();

		assertThat(megabytes).isLessThan(MOST_MEGABYTES);
	}

	@Test
	void pinsImagesAndHardensWhatItBuilds() {
		assertThat(SERVICES).allSatisfy((name, service) -> {
			if (service.has("build")) {
				assertThat(service.path("read_only").asBoolean(false)).as(name).isTrue();
				assertThat(service.path("cap_drop").toString()).as(name).contains("ALL");
				assertThat(service.path("security_opt").toString()).as(name).contains("no-new-privileges");
			}
			else {
				assertThat(service.path("image").asString()).as(name).matches(".+:v?\\d+\\.\\d+.*");
			}
		});
	}

	@Test
	void namesEachSecretInTheExample() {
		Set<String> named = found("\\$\\{([A-Z_]+_(?:PASSWORD|KEY))", TEXT);

		assertThat(found("(?m)^([A-Z_]+)=", Project.text(Project.ROOT.resolve(".env.example")))).isEqualTo(named);
	}

	@Test
	void refusesToStartWithoutSecretsAndSaysWhatToDo() {
		assertThat(found("(\\$\\{[A-Z_]+_(?:PASSWORD|KEY)[^}]*)}", TEXT)).isNotEmpty()
			.allSatisfy((variable) -> assertThat(variable)
				.matches("\\$\\{[A-Z_]+:\\?run ./ops/make-env once, it writes .env"));
	}

	@Test
	void givesTheBrokerThePasswordOfEachOfItsUsers() {
		Set<String> asked = found("@([A-Z_]+)@", Project.text(Project.OPS.resolve("rabbitmq/definitions.json")));

		assertThat(SERVICES.get("rabbitmq").path("environment").propertyNames())
			.containsExactlyInAnyOrderElementsOf(asked);
	}

	@Test
	void connectsEachServiceAsAUserOfItsOwn() {
		List<String> users = Project.json(Project.OPS.resolve("rabbitmq/definitions.json"))
			.path("users")
			.valueStream()
			.map((user) -> user.path("name").asString())
			.toList();

		assertThat(built()).isNotEmpty().allSatisfy((service) -> {
			String environment = service.path("environment").toString();
			assertThat(found("(?:(?:RABBITMQ|CREDENTIALS_0)_USERNAME\":\"|amqp://)([a-z-]+)(?:\"|:\\$)", environment))
				.contains(service.at("/build/args/MODULE").asString())
				.isSubsetOf(users);
		});
		assertThat(users).doesNotContain("guest");
	}

	@Test
	void tellsEachServiceHowToLogAndWhereToSendTraces() {
		assertThat(built()).isNotEmpty()
			.allSatisfy((service) -> assertThat(service.path("environment").propertyNames())
				.contains("LOGGING_STRUCTURED_FORMAT_CONSOLE", "OTEL_EXPORTER_OTLP_ENDPOINT"));
	}

	@Test
	void hasAProfileOrTheDefaultForEachService() {
		assertThat(built().map((service) -> service.at("/build/args/MODULE").asString()).collect(Collectors.toSet()))
			.containsAll(Project.services());
		assertThat(built()).allSatisfy((service) -> assertThat(service.path("profiles").valueStream()).allSatisfy(
				(profile) -> assertThat(service.at("/build/args/MODULE").asString()).isEqualTo(profile.asString())));
	}

	@Test
	void hasEveryServiceWatched() {
		JsonNode scraped = Project.yaml(Project.OPS.resolve("prometheus/prometheus.yml"))
			.at("/scrape_configs/0/dns_sd_configs/0/names");

		assertThat(scraped.valueStream().map(JsonNode::asString))
			.containsExactlyInAnyOrderElementsOf(SERVICES.entrySet()
				.stream()
				.filter((service) -> isBuilt(service.getValue()))
				.map(Map.Entry::getKey)
				.toList());
	}

	private static Stream<JsonNode> built() {
		return SERVICES.values().stream().filter(ComposeFileTest::isBuilt);
	}

	/** One of the suite's services, which all come of one recipe. */
	private static boolean isBuilt(JsonNode service) {
		return !service.at("/build/args/MODULE").isMissingNode();
	}

	private static Set<String> found(String pattern, String text) {
		return Pattern.compile(pattern)
			.matcher(text)
			.results()
			.map((MatchResult match) -> match.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
