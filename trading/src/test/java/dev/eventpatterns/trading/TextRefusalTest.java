package dev.eventpatterns.trading;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.eventpatterns.trading.Refusals.assertRefused;

/** Every refusal of text names the field and why. */
class TextRefusalTest {

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
							PLACE                                  | body: is in none of the text forms (such as 'PLACE SELL GOOG A-136 2,000,000.00'): 'PLACE'
							PLACE SELL GOOG A-136                  | quantity: is missing
							PLACE SELL GOOG                        | account: is missing
							PLACE SELL                             | symbol: is missing
							PLACE SELL GOOG A-136 5 SHARES         | body: must end with the quantity, but goes on after it: ' SHARES'
							PLACE  SELL GOOG A-136 5               | side: is missing
							` PLACE SELL GOOG A-136 5`             | action: is missing
							`PLACE SELL GOOG A-136 5 `             | body: must end with the quantity, but goes on after it: ' '
							DROP SELL GOOG A-136 5                 | action: must be PLACE, AMEND or CANCEL, was 'DROP'
							PLACE HOLD GOOG A-136 5                | side: must be BUY or SELL, was 'HOLD'
							PLACE SELL goog A-136 5                | symbol: must be 1 to 12 of A-Z 0-9 . that start with a letter, was 'goog'
							PLACE SELL GOOG ?136 5                 | account: must be 1 to 32 of A-Z a-z 0-9 . _ - that start with a letter or digit, was '?136'
							PLACE SELL GOOG A-136 -5               | quantity: must be positive, was -5
							PLACE SELL GOOG A-136 0                | quantity: must be positive, was 0
							PLACE SELL GOOG A-136 2,00,000.00      | quantity: must be a plain number such as 2,000,000.00, was '2,00,000.00'
							PLACE SELL GOOG A-136 2000,000         | quantity: must be a plain number such as 2,000,000.00, was '2000,000'
							PLACE SELL GOOG A-136 ,000             | quantity: must be a plain number such as 2,000,000.00, was ',000'
							PLACE SELL GOOG A-136 2,000,           | quantity: must be a plain number such as 2,000,000.00, was '2,000,'
							PLACE SELL GOOG A-136 2,000.000,000    | quantity: must be a plain number such as 2,000,000.00, was '2,000.000,000'
							PLACE SELL GOOG A-136 0,001            | quantity: must be a plain number such as 2,000,000.00, was '0,001'
							PLACE SELL GOOG A-136 1e3              | quantity: must be a plain number such as 2,000,000.00, was '1e3'
							PLACE SELL GOOG A-136 007              | quantity: must be a plain number such as 2,000,000.00, was '007'
							PLACE SELL GOOG A-136 5.               | quantity: must be a plain number such as 2,000,000.00, was '5.'
							PLACE SELL GOOG A-136 .5               | quantity: must be a plain number such as 2,000,000.00, was '.5'
							PLACE SELL GOOG A-136 1.2.3            | quantity: must be a plain number such as 2,000,000.00, was '1.2.3'
							PLACE SELL GOOG A-136 -                | quantity: must be a plain number such as 2,000,000.00, was '-'
							PLACE SELL GOOG A-136 ٣                | quantity: must be a plain number such as 2,000,000.00, was '\\u0663'
							PLACE SELL GOOG A-136 1,000,000,000,001 | quantity: must be at most 1000000000000, was 1000000000001
							PLACE SELL GOOG A-136 0.123456789      | quantity: must have at most 8 decimals, has 9: 0.123456789
							(1) B-123,SELL,AAPL,206                | quantity: must be followed by ' SHARES', was '206'
							(1) B-123,SELL,AAPL,206 shares         | quantity: must be followed by ' SHARES', was '206 shares'
							(1) B-123,SELL,AAPL,2,006 SHARES       | body: must end with the quantity, but goes on after it: ',006 SHARES'
							(1) B-123,SELL,AAPL,206  SHARES        | quantity: must be a plain number such as 206, was '206 '
							(1) B-123,SELL,AAPL                    | quantity: is missing
							(1)B-123,SELL,AAPL,206 SHARES          | sequence: must stand as '(n) ' before the account
							(1 B-123,SELL,AAPL,206 SHARES          | sequence: must stand as '(n) ' before the account
							(1)  B-123,SELL,AAPL,206 SHARES        | account: must be 1 to 32 of A-Z a-z 0-9 . _ - that start with a letter or digit, was ' B-123'
							(0) B-123,SELL,AAPL,206 SHARES         | sequence: must be 1 to 9223372036854775807, was '0'
							(-1) B-123,SELL,AAPL,206 SHARES        | sequence: must be 1 to 9223372036854775807, was '-1'
							() B-123,SELL,AAPL,206 SHARES          | sequence: must be 1 to 9223372036854775807, was ''
							(01) B-123,SELL,AAPL,206 SHARES        | sequence: must be 1 to 9223372036854775807, was '01'
							(9223372036854775808) B,SELL,AAPL,1 SHARES | sequence: must be 1 to 9223372036854775807, was '9223372036854775808'
							(9999999999999999999) B,SELL,AAPL,1 SHARES | sequence: must be 1 to 9223372036854775807, was '9999999999999999999'
							(1) B-123,SELL,,206 SHARES             | symbol: is missing
					`(1) `                                 | account: is missing
					`,AAPL,206`                            | side: is missing
							BUY,AAPL,206 SHARES                    | quantity: must be a plain number such as 206, was '206 SHARES'
							BUY,AAPL,2,006                         | body: must end with the quantity, but goes on after it: ',006'
							BUY,AAPL,                              | quantity: is missing
							BUY,AAPL                               | quantity: is missing
							buy,AAPL,206                           | side: must be BUY or SELL, was 'buy'
							`BUY, AAPL,206`                        | symbol: must be 1 to 12 of A-Z 0-9 . that start with a letter, was ' AAPL'
							BUY,AAPL,-206                          | quantity: must be positive, was -206
							""")
	void refusesText(String text, String refusal) {
		assertRefused(text, "text/plain", refusal);
		assertRefused(text + "\n", null, refusal);
	}

	@Test
	void refusesASecondLineEnd() {
		assertRefused("BUY,AAPL,206\n\n", null, "quantity: must be a plain number such as 206, was '206\\u000a'");
		assertRefused("BUY,AAPL,206\r", null, "quantity: must be a plain number such as 206, was '206\\u000d'");
		assertRefused("\n", null,
				"body: is in none of the text forms " + "(such as 'PLACE SELL GOOG A-136 2,000,000.00'): ''");
	}

}
