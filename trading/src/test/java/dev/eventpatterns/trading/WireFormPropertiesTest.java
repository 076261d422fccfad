package dev.eventpatterns.trading;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.eventpatterns.trading.TradeOrder.Action;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WireFormPropertiesTest {

	@Property
	void readsBackEveryOrderThatWasWrittenAsJson(@ForAll("orders") TradeOrder order) {
		assertThat(writtenAndRead(WireForm.JSON, order)).isEqualTo(order);
	}

	@Property
	void readsBackAllButIdAndSequenceFromActionFirstText(@ForAll("orders") TradeOrder order) {
		assertThat(writtenAndRead(WireForm.ACTION_FIRST, order)).isEqualTo(new TradeOrder(null, order.account(),
				order.action(), order.side(), order.symbol(), order.quantity(), 0));
	}

	@Property
	void readsBackAllButTheIdFromNumberedText(@ForAll("orders") TradeOrder any) {
		TradeOrder order = new TradeOrder(any.orderId(), any.account(), Action.PLACE, any.side(), any.symbol(),
				any.quantity(), Math.max(1, any.sequence()));

		assertThat(writtenAndRead(WireForm.NUMBERED, order)).isEqualTo(new TradeOrder(null, order.account(),
				Action.PLACE, order.side(), order.symbol(), order.quantity(), order.sequence()));
	}

	@Property
	void readsBackSideSymbolAndQuantityFromHouseText(@ForAll("orders") TradeOrder any) {
		TradeOrder order = new TradeOrder(any.orderId(), WireForm.HOUSE_ACCOUNT, Action.PLACE, any.side(), any.symbol(),
				any.quantity(), any.sequence());

		assertThat(writtenAndRead(WireForm.HOUSE, order)).isEqualTo(new TradeOrder(null, WireForm.HOUSE_ACCOUNT,
				Action.PLACE, order.side(), order.symbol(), order.quantity(), 0));
	}

	@Property
	void writesAnOrderInAFormExactlyIfTheFormCarriesIt(@ForAll("orders") TradeOrder order, @ForAll WireForm form) {
		if (form.carries(order)) {
			TradeOrder read = writtenAndRead(form, order);

			assertThat(read.action()).isEqualTo(order.action());
			assertThat(read.account()).isEqualTo(order.account());
		}
		else {
			assertThatIllegalArgumentException().isThrownBy(() -> form.write(order))
				.withMessageContaining("cannot carry");
		}
	}

	@Property(tries = 100)
	void readsBackABatch(@ForAll @Size(min = 1, max = 50) List<@From("orders") TradeOrder> orders) {
		String array = orders.stream().map(WireForm.JSON::write).toList().toString();
		String lines = String.join("\r\n", orders.stream().map(WireForm.ACTION_FIRST::write).toList());

		Batch fromJson = BatchParser.parse(array.getBytes(StandardCharsets.UTF_8), "application/json");
		Batch fromText = BatchParser.parse(lines.getBytes(StandardCharsets.UTF_8), null);

		assertThat(fromJson).isEqualTo(new Batch(orders, List.of()));
		assertThat(fromText.refusals()).isEmpty();
		assertThat(fromText.orders()).extracting(TradeOrder::quantity)
			.isEqualTo(orders.stream().map(TradeOrder::quantity).toList());
	}

	@Provide
	Arbitrary<TradeOrder> orders() {
		return TradeOrders.any();
	}

	private static TradeOrder writtenAndRead(WireForm form, TradeOrder order) {
		return TradeOrderParser.parse(form.write(order).getBytes(StandardCharsets.UTF_8), form.contentType());
	}

}
