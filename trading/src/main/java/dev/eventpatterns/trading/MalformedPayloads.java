package dev.eventpatterns.trading;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.jspecify.annotations.Nullable;

/**
 * What broken producers send. Every kind is refused whatever the random parts are, since
 * those stand where no value could help.
 */
final class MalformedPayloads {

	private static final int LARGE = TradeOrderParser.MAX_BODY_BYTES + 1;

	private final Random random;

	private int next;

	MalformedPayloads(Random random) {
		this.random = random;
	}

	/** The kinds take turns, so that even a short stream has all of them. */
	Payload next() {
		int kind = this.next;
		this.next = (kind + 1) % 20;
		return switch (kind) {
			case 0 -> json("{\"account\":\"A-1\",");
			case 1 -> json(order("\"A-1\"", "\"BUY\"", "-" + digits(), "1"));
			case 2 -> json(order("\"A-1\"", "\"BUY\"", "0", "1"));
			case 3 -> json(order("\"A-1\"", "\"BUY\"", "1e999999999", "1"));
			case 4 -> json(order("\"A-1\"", "\"BUY\"", '"' + digits() + '"', "1"));
			case 5 -> json(order("null", "\"BUY\"", digits(), "1"));
			case 6 -> json(order("\"A 1\\u0000\"", "\"BUY\"", digits(), "1"));
			case 7 -> json(order("\"A-1\"", "\"HOLD\"", digits(), "1"));
			case 8 -> json(order("\"A-1\"", "\"BUY\"", digits(), "1.0"));
			case 9 -> json(order("\"A-1\"", "\"BUY\"", digits(), "1,\"x" + digits() + "\":true"));
			case 10 -> json(order("\"A-1\"", "\"BUY\"", digits(), "1,\"account\":\"A-2\""));
			case 11 -> json("[".repeat(2000));
			case 12 -> json("{\"symbol\":\"GOOG\",\"quantity\":" + digits() + "}");
			case 13 -> bytes(new byte[0], null);
			case 14 -> bytes(noText(), null);
			case 15 -> text("BUY,AAPL," + digits() + " SHARES");
			case 16 -> text("(1) B-123,SELL,AAPL," + digits());
			case 17 -> text("PLACE SELL GOOG A-136 2,00,000." + digits());
			case 18 -> bytes(digits().getBytes(StandardCharsets.UTF_8), "application/x-order");
			default -> text("x".repeat(LARGE));
		};
	}

	private String digits() {
		return Integer.toString(1 + this.random.nextInt(1_000_000));
	}

	/** 0xFF appears nowhere in UTF-8. */
	private byte[] noText() {
		byte[] bytes = new byte[1 + this.random.nextInt(200)];
		this.random.nextBytes(bytes);
		bytes[0] = (byte) 0xFF;
		return bytes;
	}

	private static String order(String account, String side, String quantity, String sequence) {
		return "{\"account\":" + account + ",\"action\":\"PLACE\",\"side\":" + side
				+ ",\"symbol\":\"GOOG\",\"quantity\":" + quantity + ",\"sequence\":" + sequence + '}';
	}

	private static Payload json(String body) {
		return bytes(body.getBytes(StandardCharsets.UTF_8), "application/json");
	}

	private static Payload text(String body) {
		return bytes(body.getBytes(StandardCharsets.UTF_8), "text/plain");
	}

	private static Payload bytes(byte[] body, @Nullable String contentType) {
		return new Payload(body, contentType, null);
	}

}
