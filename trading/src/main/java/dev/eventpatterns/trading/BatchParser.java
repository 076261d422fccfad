package dev.eventpatterns.trading;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import dev.eventpatterns.trading.Batch.Refusal;

/**
 * Reads a body with one or more orders: a JSON object, a JSON array of objects, or lines
 * of text in any of the text forms. A bad entry does not hide the others: all of them are
 * read, and every bad one is listed. A body that is no such document (broken JSON, no
 * text, empty, too large, too many entries) is listed as one refusal; where JSON breaks
 * off within an array, that entry is the last one listed. Never throws for what a body
 * holds.
 */
public final class BatchParser {

	/** The largest body that is read, in bytes. */
	public static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

	/** The most entries that are read from one body. */
	public static final int MAX_ENTRIES = 10_000;

	private BatchParser() {
	}

	/**
	 * Reads all orders of a body.
	 * @param body UTF-8 text
	 * @param contentType as in {@link TradeOrderParser#parse}
	 */
	public static Batch parse(byte[] body, @Nullable String contentType) {
		try {
			MediaType type = MediaType.of(contentType);
			String text = TradeOrderParser.text(body, MAX_BODY_BYTES);
			return (type == MediaType.JSON) ? parseJson(text) : parseLines(text);
		}
		catch (MalformedOrderException ex) {
			return Batch.refused(ex);
		}
	}

	private static Batch parseLines(String text) {
		List<TradeOrder> orders = new ArrayList<>();
		List<Refusal> refusals = new ArrayList<>();
		int entry = 0;
		int start = 0;
		while (start < text.length()) {
			requireRoom(++entry);
			int newline = text.indexOf('\n', start);
			int next = (newline < 0) ? text.length() : newline + 1;
			try {
				orders.add(TradeOrderParser.parseText(text.substring(start, next)));
			}
			catch (MalformedOrderException ex) {
				refusals.add(Refusal.of(entry, ex));
			}
			start = next;
		}
		return new Batch(orders, refusals);
	}

	private static Batch parseJson(String text) {
		try (JsonParser parser = JsonOrderReader.parser(text)) {
			try {
				JsonToken first = parser.nextToken();
				if (first != JsonToken.START_OBJECT && first != JsonToken.START_ARRAY) {
					throw new MalformedOrderException(MalformedOrderException.BODY,
							"must be a JSON object or array, was " + JsonValues.describe(first));
				}
				return (first == JsonToken.START_ARRAY) ? parseArray(parser) : parseObject(parser);
			}
			catch (JacksonException ex) {
				throw JsonOrderReader.notJson(ex, parser);
			}
		}
	}

	private static Batch parseObject(JsonParser parser) {
		List<TradeOrder> orders = new ArrayList<>();
		List<Refusal> refusals = new ArrayList<>();
		readEntry(parser, 1, orders, refusals);
		JsonOrderReader.requireEnd(parser);
		return new Batch(orders, refusals);
	}

	private static Batch parseArray(JsonParser parser) {
		List<TradeOrder> orders = new ArrayList<>();
		List<Refusal> refusals = new ArrayList<>();
		int entry = 1;
		try {
			while (parser.nextToken() != JsonToken.END_ARRAY) {
				requireRoom(entry);
				readEntry(parser, entry, orders, refusals);
				entry++;
			}
		}
		catch (JacksonException ex) {
			refusals.add(Refusal.of(entry, JsonOrderReader.notJson(ex, parser)));
			return new Batch(orders, refusals);
		}
		JsonOrderReader.requireEnd(parser);
		if (entry == 1) {
			throw new MalformedOrderException(MalformedOrderException.BODY, "holds no order");
		}
		return new Batch(orders, refusals);
	}

	/**
	 * Leaves the parser at the entry's last token, whatever the entry was. An entry is
	 * listed once that is reached: where JSON breaks off within it, that is what is said.
	 */
	private static void readEntry(JsonParser parser, int entry, List<TradeOrder> orders, List<Refusal> refusals) {
		if (parser.currentToken() != JsonToken.START_OBJECT) {
			String found = JsonValues.describe(parser.currentToken());
			parser.skipChildren();
			refusals.add(new Refusal(entry, MalformedOrderException.BODY, "must be a JSON object, was " + found));
			return;
		}
		int depth = parser.streamReadContext().getNestingDepth();
		try {
			orders.add(JsonOrderReader.readObject(parser));
		}
		catch (MalformedOrderException ex) {
			while (parser.streamReadContext().getNestingDepth() >= depth) {
				parser.nextToken();
			}
			refusals.add(Refusal.of(entry, ex));
		}
	}

	private static void requireRoom(int entry) {
		if (entry > MAX_ENTRIES) {
			throw new MalformedOrderException(MalformedOrderException.BODY,
					"holds more than " + MAX_ENTRIES + " orders; send them in several requests");
		}
	}

}
