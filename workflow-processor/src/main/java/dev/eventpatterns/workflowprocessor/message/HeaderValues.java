package dev.eventpatterns.workflowprocessor.message;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.rabbitmq.client.impl.LongStringHelper;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Restores header values from {@link HeaderJson}. */
final class HeaderValues {

	private HeaderValues() {
	}

	/** The type's name in JSON, of values that are written as text. */
	static String nameOf(Object value) {
		if (value instanceof Integer) {
			return "int";
		}
		return value.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
	}

	static Map<String, Object> table(JsonNode node) {
		Map<String, Object> table = new LinkedHashMap<>();
		node.properties().forEach((property) -> table.put(property.getKey(), value(property.getValue())));
		return table;
	}

	@SuppressWarnings("NullAway") // A header may be null, which no type here can say.
	private static Object value(JsonNode node) {
		if (node.isNull()) {
			return null;
		}
		if (node.isString()) {
			return LongStringHelper.asLongString(node.stringValue());
		}
		if (node.isArray()) {
			List<@Nullable Object> list = new ArrayList<>();
			node.forEach((each) -> list.add(value(each)));
			return list;
		}
		Map.Entry<String, JsonNode> typed = node.properties().iterator().next();
		return (typed.getValue().isObject()) ? table(typed.getValue())
				: typed(typed.getKey(), typed.getValue().asString());
	}

	private static Object typed(String type, String text) {
		return switch (type) {
			case "string" -> LongStringHelper.asLongString(Base64.getDecoder().decode(text));
			case "bytes" -> Base64.getDecoder().decode(text);
			case "timestamp" -> new Date(Long.parseLong(text) * 1000);
			case "decimal" -> decimal(text);
			case "int" -> Integer.valueOf(text);
			case "long" -> Long.valueOf(text);
			case "short" -> Short.valueOf(text);
			case "byte" -> Byte.valueOf(text);
			case "boolean" -> Boolean.valueOf(text);
			case "float" -> Float.valueOf(text);
			case "double" -> Double.valueOf(text);
			default -> throw new IllegalArgumentException("no header is of type " + type);
		};
	}

	private static BigDecimal decimal(String text) {
		int scale = text.indexOf("e-");
		return new BigDecimal(new BigInteger(text.substring(0, scale)), Integer.parseInt(text.substring(scale + 2)));
	}

}
