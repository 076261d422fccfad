package dev.eventpatterns.workflowprocessor.repair;

import java.math.BigDecimal;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads a JSON object whose values need not be those of an order. */
final class JsonFields implements Fields {

	private static final int LONGEST = 64 * 1024;

	/** A field that comes twice has two meanings: for a person. */
	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private final ObjectNode object;

	private JsonFields(ObjectNode object) {
		this.object = object;
	}

	static @Nullable JsonFields read(String text) {
		if (text.length() > LONGEST) {
			return null;
		}
		try {
			return (JSON.readTree(text) instanceof ObjectNode object) ? new JsonFields(object) : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	/** Only what is text can hold a fault that a rule mends. */
	@Override
	public boolean change(String field, UnaryOperator<String> change) {
		JsonNode value = this.object.get(field);
		if (value == null || !value.isString()) {
			return false;
		}
		String after = change.apply(value.stringValue());
		if (after.equals(value.stringValue())) {
			return false;
		}
		this.object.put(field, after);
		return true;
	}

	/** The number that a field's text is, where it is text. */
	@Nullable String textOf(String field) {
		JsonNode value = this.object.get(field);
		return (value != null && value.isString()) ? value.stringValue() : null;
	}

	/** Turns a text into the number that it stands for. */
	void putNumber(String field, String plainNumber) {
		this.object.put(field, new BigDecimal(plainNumber));
	}

	/**
	 * Gives fields their new names, as far as no field has one of these yet.
	 * @return whether anything was renamed
	 */
	boolean rename(Map<String, String> names) {
		boolean renamed = false;
		for (Map.Entry<String, String> name : names.entrySet()) {
			if (this.object.has(name.getKey()) && !this.object.has(name.getValue())) {
				this.object.set(name.getValue(), this.object.remove(name.getKey()));
				renamed = true;
			}
		}
		return renamed;
	}

	/** Takes a field out. */
	@Nullable JsonNode remove(String field) {
		return this.object.remove(field);
	}

	/** Sets a text where the field is missing. */
	void putIfMissing(String field, String text) {
		if (!this.object.has(field)) {
			this.object.put(field, text);
		}
	}

	/** Sets a number where the field is missing. */
	void putNumberIfMissing(String field, String plainNumber) {
		if (!this.object.has(field)) {
			putNumber(field, plainNumber);
		}
	}

	@Override
	public String write() {
		return JSON.writeValueAsString(this.object);
	}

}
