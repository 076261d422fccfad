package dev.eventpatterns.houserules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The properties of a pattern, as its build has written them down.
 *
 * @param defaults each property's default, or an empty text where it has none
 */
record Settings(Map<String, String> defaults) {

	static Settings of(Repository repository, PatternModule pattern) {
		Path metadata = repository.root()
			.resolve(pattern.name())
			.resolve("target/classes/META-INF/spring-configuration-metadata.json");
		if (!Files.exists(metadata)) {
			return new Settings(Map.of());
		}
		try {
			Map<String, String> defaults = new TreeMap<>();
			for (JsonNode property : new JsonMapper().readTree(Files.readString(metadata)).path("properties")) {
				defaults.put(property.path("name").asString(), property.path("defaultValue").asString(""));
			}
			return new Settings(defaults);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Whether there is a property of that name; {@code name[0].uri} is one of a list. */
	boolean has(String name) {
		String plain = name.replaceAll("\\[[^\\]]*\\].*", "");
		return this.defaults.containsKey(plain);
	}

}
