package dev.eventpatterns.trading;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.eventpatterns.trading.Refusals.assertRefused;
import static dev.eventpatterns.trading.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Every refusal of JSON, and of a body in any form, names the field and why. */
class RefusalTest {

	/**
	 * What is replaced in a valid order, by what, and the refusal that this must give.
	 */
	@ParameterizedTest(name = "{0} → {1}")
	@CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, quoteCharacter = '`',
			textBlock = """
					"orderId":"0191-a"    | "orderId":""             | orderId: must be 1 to 64 of A-Z a-z 0-9 . _ : -, was ''
					"orderId":"0191-a"    | "orderId":"a b"          | orderId: must be 1 to 64 of A-Z a-z 0-9 . _ : -, was 'a b'
					"orderId":"0191-a"    | "orderId":7              | orderId: must be a string, was an integer
					"account":"A-136",    | ``                       | account: is missing
					"A-136"               | null                     | account: must be a string, was null
					"A-136"               | ""                       | account: must be 1 to 32 of A-Z a-z 0-9 . _ - that start with a letter or digit, was ''
					"A-136"               | "-136"                   | account: must be 1 to 32 of A-Z a-z 0-9 . _ - that start with a letter or digit, was '-136'
					"A-136"               | "А-136"                  | account: must be 1 to 32 of A-Z a-z 0-9 . _ - that start with a letter or digit, was '\\u0410-136'
					"A-136"               | ["A-136"]                | account: must be a string, was an array
					"A-136"               | {"a":1}                  | account: must be a string, was an object
					"account":"A-136"     | "account":"A","account":"B" | account: comes twice
					"account":"A-136"     | "account":"A","\\u0061ccount":"B" | account: comes twice
					"action":"PLACE",     | ``                       | action: is missing
					"PLACE"               | "place"                  | action: must be PLACE, AMEND or CANCEL, was 'place'
					"PLACE"               | 0                        | action: must be a string, was an integer
					"side":"SELL",        | ``                       | side: is missing
					"SELL"                | "HOLD"                   | side: must be BUY or SELL, was 'HOLD'
					"symbol":"GOOG",      | ``                       | symbol: is missing
					"GOOG"                | "goog"                   | symbol: must be 1 to 12 of A-Z 0-9 . that start with a letter, was 'goog'
					"GOOG"                | "ABCDEFGHIJKLM"          | symbol: must be 1 to 12 of A-Z 0-9 . that start with a letter, was 'ABCDEFGHIJKLM'
					"GOOG"                | true                     | symbol: must be a string, was a boolean
					"quantity":2000000.00,| ``                       | quantity: is missing
					2000000.00            | -5                       | quantity: must be positive, was -5
					2000000.00            | 0.00                     | quantity: must be positive, was 0.00
					2000000.00            | -0                       | quantity: must be positive, was 0
					2000000.00            | "2000000.00"             | quantity: must be a number, was a string
					2000000.00            | null                     | quantity: must be a number, was null
					2000000.00            | 1e999999999              | quantity: must be at most 1000000000000, was 1E+999999999
					2000000.00            | -1e999999999             | quantity: must be positive, was -1E+999999999
					2000000.00            | 1e99999999999            | quantity: has an exponent out of range
					2000000.00            | 1e-999999999             | quantity: must have at most 8 decimals, has 999999999: 1E-999999999
					2000000.00            | 1000000000000.01         | quantity: must be at most 1000000000000, was 1000000000000.01
					2000000.00            | 0.000000001              | quantity: must have at most 8 decimals, has 9: 1E-9
					"sequence":1          | "sequence":-1            | sequence: must be 0 (unknown) or positive, was -1
					"sequence":1          | "sequence":1.0           | sequence: must be an integer, was a decimal number
					"sequence":1          | "sequence":1e0           | sequence: must be an integer, was a decimal number
					"sequence":1          | "sequence":"1"           | sequence: must be an integer, was a string
					"sequence":1          | "sequence":9223372036854775808 | sequence: must be 0 to 9223372036854775807, was 9223372036854775808
					,"sequence":1         | ``                       | sequence: is missing; 0 says that it is unknown
					"sequence":1          | "sequence":1,"price":2   | price: is not a field of an order
					"sequence":1          | "sequence":1,"":2        | '': is not a field of an order
					"sequence":1}         | "sequence":1} {}         | body: must end with its first JSON value
					{"orderId"            | [{"orderId"              | body: must be a JSON object, was an array
					""")
	void refusesJson(String part, String replacement, String refusal) {
		String json = TradeOrders.JSON.replace(part, replacement);

		assertThat(json).isNotEqualTo(TradeOrders.JSON);
		assertRefused(json, "application/json", refusal);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			2000000.00   | NaN       | quantity
			2000000.00   | +5        | quantity
			2000000.00   | 05        | quantity
			2000000.00   | 2,000.00  | quantity
			2000000.00   | .5        | quantity
			"A-136"      | 'A-136'   | account
			"sequence":1} | "sequence":1 | sequence
			"sequence":1} | "sequence":1,} | sequence
			{"orderId"   | {orderId  | body
			{"orderId"   | x         | body
			""")
	void refusesWhatIsNotJson(String part, String replacement, String field) {
		String json = TradeOrders.JSON.replace(part, replacement);

		assertThatExceptionOfType(MalformedOrderException.class).isThrownBy(() -> TradeOrderParser.parseJson(json))
			.satisfies((ex) -> assertThat(ex.field()).isEqualTo(field))
			.satisfies((ex) -> assertThat(ex.reason()).startsWith("is not valid JSON: line 1, column "));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			application/xml                | must be application/json or text/plain, was 'application/xml'
			application/jsonp              | must be application/json or text/plain, was 'application/jsonp'
			text/plain; charset=utf-16     | must have the charset utf-8, was 'text/plain; charset=utf-16'
			application/json;charset=      | must have the charset utf-8, was 'application/json;charset='
			""")
	void refusesOtherContentTypes(String contentType, String reason) {
		assertRefused(TradeOrders.JSON, contentType, "content-type: " + reason);
	}

	@Test
	void refusesABodyThatIsEmptyTooLargeOrNoText() {
		byte[] noText = { 'B', 'U', 'Y', (byte) 0xC3, (byte) 0x28 };
		String large = "x".repeat(TradeOrderParser.MAX_BODY_BYTES + 1);

		assertRefused(new byte[0], "application/json", "body: is empty");
		assertRefused(new byte[0], null, "body: is empty");
		assertRefused(" ", "application/json", "body: must be a JSON object, was empty");
		assertRefused(noText, "application/json", "body: is not valid UTF-8 text");
		assertRefused(noText, "text/plain", "body: is not valid UTF-8 text");
		assertRefused(large, "text/plain", "body: must be at most 65536 bytes, was 65537");
		assertRefused(large, "application/json", "body: must be at most 65536 bytes, was 65537");
		assertThatExceptionOfType(MalformedOrderException.class).isThrownBy(() -> TradeOrderParser.parseText(large));
		assertThatExceptionOfType(MalformedOrderException.class).isThrownBy(() -> TradeOrderParser.parseJson(large));
	}

	@Test
	void refusesALongNumberWithoutConvertingIt() {
		String quantity = "1".repeat(60_000);

		assertRefused(TradeOrders.JSON.replace("2000000.00", quantity), "application/json",
				"quantity: must have at most 64 characters, has 60000");
		assertRefused("BUY,AAPL," + quantity, null,
				"quantity: must be a plain number such as 206, was '" + "1".repeat(40) + "... (60000 characters)'");
	}

	@Test
	void quotesUntrustedTextShortenedAndWithoutControlCharacters() {
		String hostile = "\u001b[2J\n\u202e" + "x".repeat(1000);

		assertRefused("BUY," + hostile + ",1", null,
				"symbol: must be 1 to 12 of A-Z 0-9 . that start with a letter, was '\\u001b[2J\\u000a\\u202e"
						+ "x".repeat(34) + "... (1006 characters)'");
	}

	@Test
	void staysShortWhereEveryCharacterHasToBeEscaped() {
		byte[] body = ("\u00a2" + "\u0000".repeat(300)).getBytes(StandardCharsets.UTF_8);

		assertThat(refusalOf(body, "application/json").getMessage()).startsWith("body: ").hasSizeLessThan(320);
	}

	@Test
	void refusesTenThousandInARowWithoutStackTraces() {
		byte[] malformed = "BUY,AAPL,206 SHARES".getBytes(StandardCharsets.UTF_8);

		MalformedOrderException[] refusals = new MalformedOrderException[10_000];
		Arrays.setAll(refusals, (i) -> refusalOf(malformed, "text/plain"));

		assertThat(refusals).allSatisfy((ex) -> assertThat(ex.getStackTrace()).isEmpty());
	}

}
