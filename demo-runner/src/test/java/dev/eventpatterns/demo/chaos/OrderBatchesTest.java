package dev.eventpatterns.demo.chaos;

import java.util.ArrayList;
import java.util.List;

import dev.eventpatterns.demo.chaos.OrderBatches.Batch;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class OrderBatchesTest {

	@Test
	void handsOutEveryOrderOnceAndThenNothing() {
		List<String> ids = new ArrayList<>();
		OrderBatches batches = new OrderBatches(1, 105, 25);

		for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
			ids.addAll(batch.orderIds());
		}

		assertThat(ids).hasSize(105).doesNotHaveDuplicates();
		assertThat(batches.next()).isNull();
	}

	@Test
	void writesTheOrdersThatItNames() {
		Batch batch = new OrderBatches(1, 3, 25).next();

		JsonNode json = new JsonMapper().readTree(batch.json());

		assertThat(json.values()).extracting((order) -> order.get("orderId").asString())
			.containsExactlyElementsOf(batch.orderIds());
	}

	@Test
	void givesBothWaysTheSameOrders() {
		assertThat(new OrderBatches(5, 50, 25).next()).isEqualTo(new OrderBatches(5, 50, 25).next());
	}

}
