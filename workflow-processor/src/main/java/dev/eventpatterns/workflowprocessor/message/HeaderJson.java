package dev.eventpatterns.workflowprocessor.message;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.LongString;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Headers as JSON, from which they can be restored with their AMQP types. Text is a JSON
 * string, a list an array, nothing is null; any other value is an object whose one field
 * names the type: <code>{"int": 5}</code>, <code>{"table": {…}}</code>.
 */
public final class HeaderJson {

	/** A header frame bounds both; the broker has let it through. */
	private static final JsonMapper JSON = JsonMapper
		.builder(JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxNestingDepth(Integer.MAX_VALUE)
				.maxStringLength(Integer.MAX_VALUE)
				.maxNumberLength(Integer.MAX_VALUE)
				.maxNameLength(Integer.MAX_VALUE)
				.build())
			.streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build())
			.build())
		.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private HeaderJson() {
	}

	/** Headers as JSON. */
	public static String write(@Nullable Map<String, Object> headers) {
		return JSON.writeValueAsString(table((headers != null) ? headers : Map.of()));
	}

	/** A tree, for what is to be shown as part of something else. */
	public static JsonNode tree(String json) {
		return JSON.readTree(json);
	}

	/** The headers again. */
	public static Map<String, Object> read(String json) {
		return HeaderValues.table(JSON.readTree(json));
	}

	private static ObjectNode table(Map<?, ?> table) {
		ObjectNode node = NODES.objectNode();
		table.forEach((name, value) -> node.set(String.valueOf(name), value(value)));
		return node;
	}

	private static JsonNode value(@Nullable Object value) {
		if (value == null) {
			return NODES.nullNode();
		}
		if (value instanceof LongString text) {
			return text(text.getBytes());
		}
		if (value instanceof String text) {
			return NODES.stringNode(text);
		}
		if (value instanceof List<?> list) {
			ArrayNode node = NODES.arrayNode();
			list.forEach((each) -> node.add(value(each)));
			return node;
		}
		ObjectNode node = NODES.objectNode();
		if (value instanceof Map<?, ?> table) {
			node.set("table", table(table));
		}
		else if (value instanceof byte[] bytes) {
			node.put("bytes", Base64.getEncoder().encodeToString(bytes));
		}
		else if (value instanceof Date date) {
			node.put("timestamp", date.getTime() / 1000);
		}
		else if (value instanceof BigDecimal decimal) {
			node.put("decimal", decimal.unscaledValue() + "e-" + decimal.scale());
		}
		else {
			// Float and double have values that JSON has no number for.
			node.put(HeaderValues.nameOf(value), String.valueOf(value));
		}
		return node;
	}

	private static JsonNode text(byte[] bytes) {
		try {
			return NODES.stringNode(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
		}
		catch (CharacterCodingException ex) {
			// Long strings are bytes, and need not be text.
			return NODES.objectNode().put("string", Base64.getEncoder().encodeToString(bytes));
		}
	}

}
