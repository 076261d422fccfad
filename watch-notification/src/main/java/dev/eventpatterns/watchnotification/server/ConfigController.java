package dev.eventpatterns.watchnotification.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import dev.eventpatterns.watchnotification.ConfigValue;
import dev.eventpatterns.watchnotification.Role;

/** Sets and shows values. */
@RestController
@Profile(Role.CONFIG_SERVER)
class ConfigController {

	private static final int LONGEST = 65_536;

	private static final String VALUE = "value";

	private final ConfigServer server;

	private final JsonMapper json;

	ConfigController(ConfigServer server, JsonMapper json) {
		this.server = server;
		this.json = json;
	}

	/**
	 * The body is the value, as text in UTF-8; or JSON <code>{"value":"…"}</code>.
	 */
	@PutMapping("/config/{key}")
	ConfigValue change(@PathVariable String key,
			@RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String type, InputStream body)
			throws IOException {
		requireName(key);
		// One byte more than may be shows that it is too much, whatever the size.
		byte[] bytes = body.readNBytes(LONGEST + 1);
		if (bytes.length > LONGEST) {
			throw new ServerProblems.MistakesException(HttpStatus.CONTENT_TOO_LARGE,
					List.of("a value has " + LONGEST + " bytes at the most"));
		}
		String text = new String(bytes, StandardCharsets.UTF_8);
		String content = (type != null && type.startsWith("application/json")) ? inJson(text) : text;
		if (content.indexOf('\0') >= 0) {
			throw new ServerProblems.MistakesException(List.of("a value must not contain the character 0"));
		}
		return this.server.change(key, content);
	}

	/** JSON that is no such object is a value by itself. */
	private String inJson(String text) {
		try {
			JsonNode node = this.json.readTree(text);
			if (node.isString()) {
				return node.asString();
			}
			boolean wrapped = node.isObject() && node.size() == 1 && node.path(VALUE).isValueNode()
					&& !node.path(VALUE).isNull();
			return wrapped ? node.path(VALUE).asString() : text;
		}
		catch (JacksonException ex) {
			throw new ServerProblems.MistakesException(
					List.of("the body is no JSON, as its content type says; send text/plain or {\"value\":\"…\"}"));
		}
	}

	@GetMapping("/config/{key}")
	ConfigValue value(@PathVariable String key) {
		requireName(key);
		ConfigValue value = this.server.value(key);
		if (value.revision() == 0) {
			ErrorResponseException missing = new ErrorResponseException(HttpStatus.NOT_FOUND);
			missing.setTitle("No such key");
			missing.setDetail("This key has no value yet. PUT one.");
			throw missing;
		}
		return value;
	}

	private static void requireName(String key) {
		List<String> mistakes = new ArrayList<>();
		Names.check("key", key, mistakes);
		if (!mistakes.isEmpty()) {
			throw new ServerProblems.MistakesException(mistakes);
		}
	}

}
