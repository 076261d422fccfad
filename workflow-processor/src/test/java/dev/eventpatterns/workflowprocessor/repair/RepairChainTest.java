package dev.eventpatterns.workflowprocessor.repair;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.TradeOrderGenerator;
import dev.eventpatterns.trading.TradeOrderParser;
import dev.eventpatterns.trading.WireForm;

import static org.assertj.core.api.Assertions.assertThat;

/** What rules mend, what they leave to people, and that they never guess. */
class RepairChainTest {

	private static final String TEXT = "text/plain";

	private static final String JSON = "application/json";

	private final RepairChain chain = new RepairChain(
			List.of(new QuotesAndMarks(), new StaleSchema(), new CaseAndSpace(), new UnitAfterNumber(),
					new ThousandsSeparators(), new RenamedSymbols(Map.of("FB", "META", "A", "B", "B", "A"))));

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			BUY,AAPL,206 shares               | BUY,AAPL,206                     | unit
			BUY,AAPL,206 Shs.                 | BUY,AAPL,206                     | unit
			BUY,AAPL,206.5shares              | BUY,AAPL,206.5                   | unit
			(1) B-123,SELL,AAPL,206 shares    | (1) B-123,SELL,AAPL,206 SHARES   | unit
			buy,aapl,206                      | BUY,AAPL,206                     | case
			BUY, AAPL ,206                    | BUY,AAPL,206                     | case
			PLACE  SELL GOOG  A-136 2,000.00  | PLACE SELL GOOG A-136 2,000.00   | case
			place sell goog A-136 7           | PLACE SELL GOOG A-136 7          | case
			BUY,AAPL,2,000,206                | BUY,AAPL,2000206                 | separators
			BUY,AAPL,2,000 shares             | BUY,AAPL,2000                    | unit+separators
			"BUY,AAPL,206"                    | BUY,AAPL,206                     | quotes
			'BUY,AAPL,206'                    | BUY,AAPL,206                     | quotes
			\uFEFFBUY,AAPL,206                | BUY,AAPL,206                     | quotes
			BUY,FB,206                        | BUY,META,206                     | symbols
			"buy,fb,1,206 shares"             | BUY,META,1206                    | quotes+case+unit+separators+symbols
			""")
	void mendsText(String before, String after, String rules) {
		RepairChain.Repair repair = mend(unescaped(before), TEXT);

		assertThat(repair).isNotNull();
		assertThat(new String(repair.body(), StandardCharsets.UTF_8)).isEqualTo(after);
		assertThat(repair.rules()).containsExactly(rules.split("\\+"));
	}

	private static String unescaped(String text) {
		return text.replace("\\uFEFF", "\uFEFF");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{"account":"A-1","action":"PLACE","side":"buy","symbol":" AAPL","quantity":2,"sequence":1} | "side":"BUY","symbol":"AAPL"
					{"account":"A-1","action":"PLACE","side":"BUY","symbol":"AAPL","quantity":"2,000.10","sequence":1} | "quantity":2000.10
					{"account":"A-1","action":"PLACE","side":"BUY","symbol":"AAPL","quantity":"206 shares","sequence":1} | "quantity":206
					{"schema":1,"id":"o-1","client":"A-1","side":"BUY","instrument":"AAPL","amount":2.50,"seq":7} | "quantity":2.50
					""")
	void mendsJson(String before, String expected) {
		RepairChain.Repair repair = mend(before, JSON);

		assertThat(repair).isNotNull();
		assertThat(new String(repair.body(), StandardCharsets.UTF_8)).contains(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					BUY,AAPL,206 lots        | text/plain
					BUY,AAPL,1.234.567       | text/plain
					BUY,AAPL,2,00,000        | text/plain
					BUY,AAPL,-206 shares     | text/plain
					BUY,AAPL,0,206           | text/plain
					BYU,AAPL,206 shares      | text/plain
					BUY;AAPL;206             | text/plain
					BUY,AAPL,206             | text/plain
					BUY,A,206                | text/plain
					BUY,AAPL,206 shares      | application/x-order
					{"account":"A-1","account":"A-2","action":"PLACE","side":"buy","symbol":"AAPL","quantity":2} | application/json
					{"account":"A-1","action":"PLACE","side":"BUY","symbol":"AAPL","quantity":"1.234,56"} | application/json
					[1,2]                    | application/json
					""")
	void leavesToPeopleWhatMayMeanSeveralThings(String body, String contentType) {
		assertThat(mend(body, contentType)).isNull();
	}

	@Test
	void leavesOrdersOfAllFormsAlone() {
		TradeOrderGenerator generator = new TradeOrderGenerator(TradeOrderGenerator.Settings.withSeed(7));
		for (int i = 0; i < 2_000; i++) {
			TradeOrder order = generator.next();
			for (WireForm form : WireForm.values()) {
				if (form.carries(order) && !order.symbol().equals("FB")) {
					assertThat(mend(form.write(order), form.contentType())).isNull();
				}
			}
		}
	}

	@Test
	void whatItMakesIsAnOrderAndIsNotChangedASecondTime() {
		Random random = new Random(11);
		String[] seeds = { "BUY,AAPL,2,206 shares", "\"buy , fb,206 Shares\"", "(1) B-123,sell,AAPL,206 shares",
				"place buy goog A-1 2,000",
				"{\"account\":\"A-1\",\"side\":\"buy\",\"symbol\":\"X\",\"amount\":\"2,000\",\"seq\":3}" };
		String alphabet = "BUYSELaplfb,0129. ()\"'{}:-\u00e9\uFEFF";
		int mended = 0;
		for (int i = 0; i < 50_000; i++) {
			StringBuilder text = new StringBuilder(seeds[random.nextInt(seeds.length)]);
			for (int edits = random.nextInt(3); edits > 0; edits--) {
				text.setCharAt(random.nextInt(text.length()), alphabet.charAt(random.nextInt(alphabet.length())));
			}
			String contentType = random.nextBoolean() ? TEXT : JSON;
			RepairChain.Repair repair = mend(text.toString(), contentType);
			if (repair != null) {
				mended++;
				TradeOrderParser.parse(repair.body(), contentType);
				assertThat(this.chain.mend(repair.body(), contentType, (rule) -> true)).as(text.toString()).isNull();
			}
		}
		assertThat(mended).isGreaterThan(1_000);
	}

	@Test
	void doesNotApplyWhatIsSwitchedOff() {
		byte[] body = "BUY,AAPL,206 shares".getBytes(StandardCharsets.UTF_8);

		assertThat(this.chain.mend(body, null, (rule) -> !rule.name().equals("unit"))).isNull();
		assertThat(this.chain.mend(body, null, (rule) -> rule.name().equals("unit"))).isNotNull();
	}

	@Test
	void takesWhateverBytesComeInShortTime() {
		Random random = new Random(5);
		byte[] body = new byte[64 * 1024];
		for (int i = 0; i < 20; i++) {
			random.nextBytes(body);
			assertThat(this.chain.mend(body, TEXT, (rule) -> true)).isNull();
		}
		for (String hostile : List.of("(".repeat(60_000), " ".repeat(60_000), "1,".repeat(30_000), "[".repeat(60_000),
				"BUY,AAPL," + "1".repeat(900) + " ".repeat(60))) {
			assertThat(mend(hostile, TEXT)).isNull();
			assertThat(mend(hostile, JSON)).isNull();
		}
	}

	private RepairChain.@Nullable Repair mend(String body, String contentType) {
		return this.chain.mend(body.getBytes(StandardCharsets.UTF_8), contentType, (rule) -> true);
	}

}
