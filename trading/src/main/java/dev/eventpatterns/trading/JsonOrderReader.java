package dev.eventpatterns.trading;

import java.math.BigDecimal;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads orders from JSON token by token: faster than data binding, and strict where that
 * is lenient. Every field at most once, no others, each of its own type.
 */
final class JsonOrderReader {

	/*
	 * The size of a body is limited before it gets here, and the length of a number is
	 * checked by JsonValues. A limit of the parser's own would end the whole document and
	 * so hide the entries that follow the bad one. Names are not shared between
	 * documents: the table for that could be flooded from outside.
	 */
	private static final JsonFactory JSON = JsonFactory.builder()
		.streamReadConstraints(StreamReadConstraints.builder()
			.maxNumberLength(Integer.MAX_VALUE)
			.maxStringLength(Integer.MAX_VALUE)
			.maxNameLength(Integer.MAX_VALUE)
			.build())
		.disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
		.build();

	private static final int ORDER_ID = 1;

	private static final int ACCOUNT = 2;

	private static final int ACTION = 4;

	private static final int SIDE = 8;

	private static final int SYMBOL = 16;

	private static final int QUANTITY = 32;

	private static final int SEQUENCE = 64;

	private JsonOrderReader() {
	}

	static JsonParser parser(String json) {
		return JSON.createParser(ObjectReadContext.empty(), json);
	}

	/** Reads a document that is one order and nothing else. */
	static TradeOrder readOne(String json) {
		try (JsonParser parser = parser(json)) {
			try {
				JsonToken first = parser.nextToken();
				if (first != JsonToken.START_OBJECT) {
					throw new MalformedOrderException(MalformedOrderException.BODY,
							"must be a JSON object, was " + JsonValues.describe(first));
				}
				TradeOrder order = readObject(parser);
				requireEnd(parser);
				return order;
			}
			catch (JacksonException ex) {
				throw notJson(ex, parser);
			}
		}
	}

	/**
	 * Reads the object that the parser has just entered. After a refusal the parser
	 * stands somewhere within that object.
	 * @throws JacksonException if the document is not JSON
	 */
	static TradeOrder readObject(JsonParser parser) {
		String orderId = null;
		String account = null;
		TradeOrder.Action action = null;
		TradeOrder.Side side = null;
		String symbol = null;
		BigDecimal quantity = null;
		long sequence = 0;
		int seen = 0;
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = parser.currentName();
			int field = bit(name);
			if (field == 0) {
				throw new MalformedOrderException(Excerpt.name(name), "is not a field of an order");
			}
			if ((seen & field) != 0) {
				throw new MalformedOrderException(name, "comes twice");
			}
			seen |= field;
			JsonToken token = parser.nextToken();
			switch (field) {
				case ORDER_ID -> orderId = (token == JsonToken.VALUE_NULL) ? null : JsonValues.string(parser, name);
				case ACCOUNT -> account = JsonValues.string(parser, name);
				case ACTION -> action = FieldRules.action(JsonValues.string(parser, name));
				case SIDE -> side = FieldRules.side(JsonValues.string(parser, name));
				case SYMBOL -> symbol = JsonValues.string(parser, name);
				case QUANTITY -> quantity = JsonValues.number(parser, name);
				default -> sequence = JsonValues.integer(parser, name);
			}
		}
		if ((seen & SEQUENCE) == 0) {
			throw new MalformedOrderException("sequence", "is missing; 0 says that it is unknown");
		}
		return new TradeOrder(orderId, FieldRules.present("account", account), FieldRules.present("action", action),
				FieldRules.present("side", side), FieldRules.present("symbol", symbol),
				FieldRules.present("quantity", quantity), sequence);
	}

	static void requireEnd(JsonParser parser) {
		if (parser.nextToken() != null) {
			throw new MalformedOrderException(MalformedOrderException.BODY, "must end with its first JSON value");
		}
	}

	static MalformedOrderException notJson(JacksonException ex, JsonParser parser) {
		String name = parser.currentName();
		String field = (name != null && bit(name) != 0) ? name : MalformedOrderException.BODY;
		if (ex instanceof StreamConstraintsException) {
			return new MalformedOrderException(field, "is nested too deeply");
		}
		TokenStreamLocation location = ex.getLocation();
		return new MalformedOrderException(field, "is not valid JSON: line " + location.getLineNr() + ", column "
				+ location.getColumnNr() + ": " + Excerpt.reason(ex.getOriginalMessage()));
	}

	private static int bit(String name) {
		return switch (name) {
			case "orderId" -> ORDER_ID;
			case "account" -> ACCOUNT;
			case "action" -> ACTION;
			case "side" -> SIDE;
			case "symbol" -> SYMBOL;
			case "quantity" -> QUANTITY;
			case "sequence" -> SEQUENCE;
			default -> 0;
		};
	}

}
