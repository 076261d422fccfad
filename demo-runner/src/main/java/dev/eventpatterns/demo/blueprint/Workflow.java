package dev.eventpatterns.demo.blueprint;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.eventpatterns.demo.Workspace;
import dev.eventpatterns.demo.chaos.Ports;
import dev.eventpatterns.demo.chaos.ServiceProcess;
import dev.eventpatterns.lab.Broker;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The workflow processor as a process of its own, and what is in its inbox. */
final class Workflow implements AutoCloseable {

	private static final String NAME = "workflow-processor";

	private static final String USER = "demo";

	private static final Duration START = Duration.ofSeconds(90);

	private static final Duration ANSWER = Duration.ofSeconds(10);

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final String password = UUID.randomUUID().toString();

	private final ServiceProcess service;

	Workflow(Workspace workspace, Broker broker, Path folder) {
		URI base = URI.create("http://127.0.0.1:" + Ports.free(1).get(0));
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-Xshare:auto", "-Xmx256m", "-jar", workspace.application(NAME).toString(),
						"--server.address=127.0.0.1", "--server.port=" + base.getPort(), "--DATA_FOLDER=" + folder,
						"--workflow-processor.users." + USER + ".password=" + this.password,
						"--workflow-processor.users." + USER + ".role=viewer", "--spring.security.user.name=" + USER,
						"--spring.security.user.password=" + this.password,
						"--workflow-processor.symbol-renames." + Poison.OLD_NAME + "=" + Poison.NEW_NAME));
		broker.springProperties().forEach((key, value) -> command.add("--" + key + "=" + value));
		this.service = new ServiceProcess(NAME, base, command, folder);
	}

	void start() {
		this.service.start();
	}

	void awaitReady() throws InterruptedException {
		this.service.awaitReady(START);
	}

	/**
	 * The orders that wait for a person, by their id; empty if it does not answer.
	 */
	Set<String> inbox() throws InterruptedException {
		Set<String> ids = new HashSet<>();
		try {
			for (JsonNode event : JSON.readTree(get("/api/events?state=WAITING&state=UNCERTAIN&size=200"))
				.path("items")) {
				ids.add(event.path("orderId").asString(event.path("messageId").asString("")));
			}
		}
		catch (IOException ex) {
			// It has to be asked again.
		}
		return ids;
	}

	private String get(String path) throws IOException, InterruptedException {
		String credentials = USER + ":" + this.password;
		HttpRequest request = HttpRequest.newBuilder(this.service.base().resolve(path))
			.timeout(ANSWER)
			.header("Authorization",
					"Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
			.build();
		HttpResponse<String> answer = this.http.send(request, HttpResponse.BodyHandlers.ofString());
		if (answer.statusCode() != 200) {
			throw new IOException("GET " + path + " was answered " + answer.statusCode());
		}
		return answer.body();
	}

	@Override
	public void close() {
		this.service.close();
	}

}
