package dev.eventpatterns.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of the repository that this build runs in. */
final class Project {

	static final Path ROOT = root();

	static final Path OPS = ROOT.resolve("ops");

	private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

	private static final JsonMapper JSON = new JsonMapper();

	private Project() {
	}

	private static Path root() {
		Path folder = Path.of("").toAbsolutePath();
		while (!Files.exists(folder.resolve("mvnw"))) {
			folder = folder.getParent();
			if (folder == null) {
				throw new IllegalStateException("no folder above the working directory has a mvnw: run this by Maven");
			}
		}
		return folder;
	}

	static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static JsonNode json(Path file) {
		return JSON.readTree(text(file));
	}

	/** Reads YAML, with its merges done, as a tree of JSON. */
	static JsonNode yaml(Path file) {
		LoaderOptions options = new LoaderOptions();
		// The services of one file share more than a stranger's file may.
		options.setMaxAliasesForCollections(200);
		Object read = new Yaml(options).load(text(file));
		return JSON.valueToTree(read);
	}

	/** The files in a folder with a certain ending, sorted. */
	static List<Path> files(Path folder, String ending) {
		try (Stream<Path> all = Files.list(folder)) {
			return all.filter((file) -> file.getFileName().toString().endsWith(ending)).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The modules that are services, each with a runnable jar. */
	static List<String> services() {
		return MODULE.matcher(text(ROOT.resolve("pom.xml")))
			.results()
			.map((match) -> match.group(1))
			.filter((module) -> !module.equals("pattern-parent"))
			.filter((module) -> text(ROOT.resolve(module).resolve("pom.xml"))
				.contains("<artifactId>pattern-parent</artifactId>"))
			.sorted()
			.toList();
	}

}
