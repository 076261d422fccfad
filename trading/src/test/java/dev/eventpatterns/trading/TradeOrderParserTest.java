package dev.eventpatterns.trading;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.eventpatterns.trading.TradeOrder.Action;
import dev.eventpatterns.trading.TradeOrder.Side;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TradeOrderParserTest {

	@Test
	void writesAndReadsJson() {
		assertThat(WireForm.JSON.write(TradeOrders.google())).isEqualTo(TradeOrders.JSON);
		assertThat(TradeOrderParser.parseJson(TradeOrders.JSON)).isEqualTo(TradeOrders.google());
	}

	@Test
	void readsJsonInAnyOrderAndLayoutWithoutAnId() {
		String json = """
				{ "sequence": 0, "quantity": 2e6, "symbol": "GOOG",
				  "side": "BUY", "action": "\\u0041MEND", "account": "7" }
				""";

		TradeOrder order = TradeOrderParser.parseJson(json);

		assertThat(order)
			.isEqualTo(new TradeOrder(null, "7", Action.AMEND, Side.BUY, "GOOG", new BigDecimal("2000000"), 0));
		assertThat(WireForm.JSON.write(order)).startsWith("{\"account\":").contains("\"quantity\":2000000,");
	}

	@Test
	void readsAnOrderWhoseIdIsNullAsUnidentified() {
		String json = TradeOrders.JSON.replace("\"0191-a\"", "null");

		assertThat(TradeOrderParser.parseJson(json).orderId()).isNull();
	}

	@Test
	void writesAndReadsActionFirstText() {
		String text = "PLACE SELL GOOG A-136 2,000,000.00";

		assertThat(WireForm.ACTION_FIRST.write(TradeOrders.google())).isEqualTo(text);
		assertThat(TradeOrderParser.parseText(text))
			.isEqualTo(new TradeOrder(null, "A-136", Action.PLACE, Side.SELL, "GOOG", new BigDecimal("2000000.00"), 0));
		assertThat(TradeOrderParser.parseText("PLACE SELL GOOG A-136 2000000.00"))
			.isEqualTo(TradeOrderParser.parseText(text));
	}

	@Test
	void writesAndReadsNumberedText() {
		String text = "(1) B-123,SELL,AAPL,206 SHARES";
		TradeOrder order = new TradeOrder(null, "B-123", Action.PLACE, Side.SELL, "AAPL", new BigDecimal("206"), 1);

		assertThat(WireForm.NUMBERED.write(order)).isEqualTo(text);
		assertThat(TradeOrderParser.parseText(text)).isEqualTo(order);
	}

	@Test
	void writesAndReadsHouseText() {
		String text = "BUY,AAPL,206";
		TradeOrder order = new TradeOrder(null, "HOUSE", Action.PLACE, Side.BUY, "AAPL", new BigDecimal("206"), 0);

		assertThat(WireForm.HOUSE.write(order)).isEqualTo(text);
		assertThat(TradeOrderParser.parseText(text)).isEqualTo(order);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\n", "\r\n" })
	void toleratesOneLineEnd(String lineEnd) {
		assertThat(TradeOrderParser.parseText("BUY,AAPL,206" + lineEnd))
			.isEqualTo(TradeOrderParser.parseText("BUY,AAPL,206"));
	}

	@ParameterizedTest
	@NullAndEmptySource
	@ValueSource(strings = { "text/plain", "TEXT/PLAIN", "text/plain; charset=UTF-8", "text/plain;charset=ISO-8859-1",
			"text/plain; format=flowed" })
	void takesTheseForText(String contentType) {
		assertThat(TradeOrderParser.parse("BUY,AAPL,206".getBytes(StandardCharsets.UTF_8), contentType).account())
			.isEqualTo("HOUSE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "Application/JSON", "application/json;charset=utf-8",
			"application/json ; charset=\"UTF-8\"" })
	void takesTheseForJson(String contentType) {
		assertThat(TradeOrderParser.parse(TradeOrders.JSON.getBytes(StandardCharsets.UTF_8), contentType))
			.isEqualTo(TradeOrders.google());
	}

	@Test
	void givesAnIdToAnUnidentifiedOrder() {
		TradeOrder order = TradeOrderParser.parseText("BUY,AAPL,206");

		assertThat(order.withOrderId("o:1")).usingRecursiveComparison().ignoringFields("orderId").isEqualTo(order);
		assertThat(order.withOrderId("o:1").orderId()).isEqualTo("o:1");
		assertThatExceptionOfType(MalformedOrderException.class).isThrownBy(() -> order.withOrderId("o 1"))
			.satisfies((ex) -> assertThat(ex.field()).isEqualTo("orderId"));
	}

	@Test
	void constructsNoOrderWithoutItsFields() {
		assertThatExceptionOfType(MalformedOrderException.class)
			.isThrownBy(() -> new TradeOrder(null, null, Action.PLACE, Side.BUY, "A", BigDecimal.ONE, 0))
			.withMessage("account: is missing");
		assertThatExceptionOfType(MalformedOrderException.class)
			.isThrownBy(() -> new TradeOrder(null, "A", null, Side.BUY, "A", BigDecimal.ONE, 0))
			.withMessage("action: is missing");
		assertThatExceptionOfType(MalformedOrderException.class)
			.isThrownBy(() -> new TradeOrder(null, "A", Action.PLACE, null, "A", BigDecimal.ONE, 0))
			.withMessage("side: is missing");
		assertThatExceptionOfType(MalformedOrderException.class)
			.isThrownBy(() -> new TradeOrder(null, "A", Action.PLACE, Side.BUY, null, BigDecimal.ONE, 0))
			.withMessage("symbol: is missing");
		assertThatExceptionOfType(MalformedOrderException.class)
			.isThrownBy(() -> new TradeOrder(null, "A", Action.PLACE, Side.BUY, "A", null, 0))
			.withMessage("quantity: is missing");
	}

}
