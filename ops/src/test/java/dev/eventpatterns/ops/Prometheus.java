package dev.eventpatterns.ops;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A real Prometheus on loopback, with the configuration of the suite and other targets.
 */
final class Prometheus implements AutoCloseable {

	private static final JsonMapper JSON = new JsonMapper();

	private static final Pattern LISTENING = Pattern.compile("Listening on\"? address=\\S*127\\.0\\.0\\.1:(\\d+)");

	private final Program program;

	private final URI address;

	/**
	 * Starts it.
	 * @param services where the services listen that the name service would tell of
	 * @param broker where the broker's metrics are
	 * @param folder for its data
	 */
	Prometheus(Map<String, URI> services, URI broker, Path folder) throws IOException {
		Path file = folder.resolve("prometheus.json");
		// All JSON is YAML.
		Files.writeString(file, configuration(services, broker).toString());
		this.program = new Program("prometheus", folder, LISTENING, Map.of(),
				List.of("prometheus", "--config.file=" + file, "--storage.tsdb.path=" + folder.resolve("prometheus"),
						"--web.listen-address=127.0.0.1:0"));
		this.address = this.program.address();
	}

	private static JsonNode configuration(Map<String, URI> services, URI broker) {
		ObjectNode all = (ObjectNode) Project.yaml(Project.OPS.resolve("prometheus/prometheus.yml"));
		((ObjectNode) all.path("global")).put("scrape_interval", "2s")
			.put("scrape_timeout", "2s")
			.put("evaluation_interval", "2s");
		all.putArray("rule_files").add(Project.OPS.resolve("prometheus/rules").resolve("*.yml").toString());
		for (JsonNode job : all.path("scrape_configs")) {
			if (job.path("job_name").asString().equals("services")) {
				((ObjectNode) job).remove("dns_sd_configs");
				var targets = ((ObjectNode) job).putArray("static_configs");
				services.forEach((name, at) -> {
					ObjectNode target = targets.addObject();
					target.putArray("targets").add(at.getAuthority());
					// As the name service would have it, so that the labels are made as
					// they are there.
					target.putObject("labels").put("__meta_dns_name", name);
				});
			}
			else if (job.path("job_name").asString().equals("rabbitmq")) {
				((ObjectNode) job).putArray("static_configs")
					.addObject()
					.putArray("targets")
					.add(broker.getAuthority());
			}
		}
		return all;
	}

	/** What it answers to a question right now: samples, each with labels and a value. */
	JsonNode ask(String expression) {
		String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
		try {
			return JSON.readTree(Http.get(this.address.resolve("/api/v1/query?query=" + query))).at("/data/result");
		}
		catch (IOException ex) {
			throw new IllegalStateException(expression + ": " + ex.getMessage(), ex);
		}
	}

	/** Whether there is an answer by now, with at least one number. */
	boolean answers(String expression) {
		try {
			return ask(expression).valueStream().anyMatch((sample) -> !sample.at("/value/1").asString().equals("NaN"));
		}
		catch (IllegalStateException ex) {
			return false;
		}
	}

	@Override
	public void close() {
		this.program.close();
	}

}
