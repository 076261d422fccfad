package dev.eventpatterns.trading;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.eventpatterns.trading.Batch.Refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class BatchParserTest {

	private static final String GOOD = TradeOrders.JSON;

	@Test
	void readsOneObject() {
		assertThat(json(GOOD).orders()).containsExactly(TradeOrders.google());
		assertThat(json(GOOD).refusals()).isEmpty();
	}

	@Test
	void listsEveryBadEntryOfAnArrayAndReadsTheGoodOnes() {
		String nested = "{\"account\":{\"a\":[1,{\"b\":[]}]},\"x\":[{}]}";
		String longNumber = GOOD.replace("2000000.00", "9".repeat(100_000));
		String longName = "{\"" + "n".repeat(100_000) + "\":1}";

		Batch batch = json(
				"[%s,7,%s,%s,{},[[1],{}],\"x\",null,%s,%s]".formatted(GOOD, nested, longNumber, longName, GOOD));

		assertThat(batch.orders()).containsExactly(TradeOrders.google(), TradeOrders.google());
		assertThat(batch.refusals()).extracting(Refusal::entry, Refusal::field, Refusal::reason)
			.containsExactly(tuple(2, "body", "must be a JSON object, was an integer"),
					tuple(3, "account", "must be a string, was an object"),
					tuple(4, "quantity", "must have at most 64 characters, has 100000"),
					tuple(5, "sequence", "is missing; 0 says that it is unknown"),
					tuple(6, "body", "must be a JSON object, was an array"),
					tuple(7, "body", "must be a JSON object, was a string"),
					tuple(8, "body", "must be a JSON object, was null"),
					tuple(9, "n".repeat(40) + "... (100000 characters)", "is not a field of an order"));
	}

	@Test
	void endsTheListWhereJsonBreaksOff() {
		Batch batch = json("[" + GOOD + ",{\"account\":7},{\"account\":oops}," + GOOD + "]");

		assertThat(batch.orders()).hasSize(1);
		assertThat(batch.refusals()).extracting(Refusal::entry, Refusal::field)
			.containsExactly(tuple(2, "account"), tuple(3, "account"));
		assertThat(batch.refusals().get(1).reason()).startsWith("is not valid JSON: line 1, column ");
	}

	@Test
	void readsLinesInAllTextFormsAndListsEveryBadOne() {
		Batch batch = text("PLACE SELL GOOG A-136 2,000,000.00\r\n\n(1) B-123,SELL,AAPL,206 SHARES\nBUY,AAPL,x\n"
				+ "BUY,AAPL,206\n");

		assertThat(batch.orders()).extracting(TradeOrder::account).containsExactly("A-136", "B-123", "HOUSE");
		assertThat(batch.refusals()).extracting(Refusal::entry, Refusal::field)
			.containsExactly(tuple(2, "body"), tuple(4, "quantity"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			``        | body | is empty
			` `       | body | must be a JSON object or array, was empty
			[]        | body | holds no order
			7         | body | must be a JSON object or array, was an integer
			[{}] []   | body | must end with its first JSON value
			""")
	void refusesADocumentThatIsNoBatch(String document, String field, String reason) {
		assertThat(json(document))
			.isEqualTo(new Batch(List.of(), List.of(new Refusal(Refusal.WHOLE_BODY, field, reason))));
	}

	@Test
	void refusesBrokenJsonOnce() {
		assertThat(json("{\"account\":").refusals()).hasSize(1);
		assertThat(json("oops").refusals()).hasSize(1);
		assertThat(json("[").refusals()).hasSize(1);
		assertThat(json("[" + GOOD + " oops").refusals()).extracting(Refusal::entry).containsExactly(2);
		assertThat(json("[".repeat(1_000_000)).refusals())
			.containsExactly(new Refusal(1, "body", "is nested too deeply"));
		assertThat(json("[{\"x\":" + "[".repeat(1_000_000)).refusals())
			.containsExactly(new Refusal(1, "body", "is nested too deeply"));
	}

	@Test
	void refusesOtherContentTypesAndBytesThatAreNoText() {
		byte[] noText = { (byte) 0xFF };

		assertThat(BatchParser.parse(noText, "image/png").refusals()).extracting(Refusal::field)
			.containsExactly("content-type");
		assertThat(BatchParser.parse(noText, null).refusals())
			.containsExactly(new Refusal(0, "body", "is not valid UTF-8 text"));
	}

	@Test
	void takesTenThousandEntriesAndNoMore() {
		int most = BatchParser.MAX_ENTRIES;
		Refusal tooMany = new Refusal(0, "body", "holds more than 10000 orders; send them in several requests");

		assertThat(text("BUY,AAPL,206\n".repeat(most)).orders()).hasSize(most);
		assertThat(json("[" + (GOOD + ",").repeat(most - 1) + GOOD + "]").orders()).hasSize(most);
		assertThat(text("BUY,AAPL,206\n".repeat(most + 1)).refusals()).containsExactly(tooMany);
		assertThat(json("[" + (GOOD + ",").repeat(most) + GOOD + "]").refusals()).containsExactly(tooMany);
	}

	@Test
	void refusesALargeBodyByItsLengthAndALargeLineAmongGoodOnes() {
		byte[] large = new byte[20_000_000];
		String longLine = "x".repeat(TradeOrderParser.MAX_BODY_BYTES + 1);

		assertThat(BatchParser.parse(large, "application/json").refusals())
			.containsExactly(new Refusal(0, "body", "must be at most 16777216 bytes, was 20000000"));
		assertThat(text("BUY,AAPL,206\n" + longLine + "\nBUY,AAPL,206").orders()).hasSize(2);
	}

	private static Batch json(String body) {
		return BatchParser.parse(body.getBytes(StandardCharsets.UTF_8), "application/json");
	}

	private static Batch text(String body) {
		return BatchParser.parse(body.getBytes(StandardCharsets.UTF_8), "text/plain");
	}

}
