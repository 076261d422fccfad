package dev.eventpatterns.ops;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/**
 * A dashboard as Grafana reads it.
 *
 * @param file its file's name
 * @param json what is in it
 */
record Dashboard(String file, JsonNode json) {

	private static final Path FOLDER = Project.OPS.resolve("grafana/dashboards");

	private static final Pattern VARIABLE = Pattern.compile("\\$(?!__)\\{?\\w+}?");

	static List<Dashboard> all() {
		return Project.files(FOLDER, ".json")
			.stream()
			.map((file) -> new Dashboard(file.getFileName().toString(), Project.json(file)))
			.toList();
	}

	/** What shows something: all but the headings. */
	List<JsonNode> panels() {
		return this.json.path("panels")
			.valueStream()
			.filter((panel) -> !panel.path("type").asString().equals("row"))
			.toList();
	}

	/** Whether what it shows is part of this build. */
	boolean isOfSomethingBuilt() {
		String uid = this.json.path("uid").asString();
		return List.of("overview", "jvm").contains(uid) || Project.services().contains(uid);
	}

	/** Everything that it asks Prometheus, with all variables set to all. */
	Stream<Question> questions() {
		Stream<Question> shown = panels().stream()
			.flatMap((panel) -> panel.path("targets")
				.valueStream()
				.map((target) -> new Question(this.file + ", " + panel.path("title").asString(),
						plain(target.path("expr").asString()))));
		return Stream.concat(shown, variables());
	}

	private Stream<Question> variables() {
		return this.json.at("/templating/list")
			.valueStream()
			.map((variable) -> new Question(this.file + ", variable " + variable.path("name").asString(),
					variable.at("/query/query")
						.asString()
						.replaceFirst("^label_values\\((.+), (\\w+)\\)$", "group by ($2) ($1)")));
	}

	/**
	 * Without the 0 that stands in where there is nothing, which is well for alerts only.
	 */
	private static String plain(String expression) {
		String asked = expression.contains("ALERTS") ? expression : expression.replace(" or vector(0)", "");
		return VARIABLE.matcher(asked.replace("$__rate_interval", "15s")).replaceAll(".+");
	}

	@Override
	public String toString() {
		return this.file;
	}

	/**
	 * What is asked.
	 *
	 * @param where for messages
	 * @param expression in PromQL
	 */
	record Question(String where, String expression) {
	}

}
