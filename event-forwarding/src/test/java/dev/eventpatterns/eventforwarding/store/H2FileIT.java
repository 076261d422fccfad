package dev.eventpatterns.eventforwarding.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.trading.TradeOrderGenerator;

import static org.assertj.core.api.Assertions.assertThat;

/** The built-in database as the application sets it up, but for its folder. */
@WithRabbitLab
@ActiveProfiles("store")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
class H2FileIT {

	private static final long MEGABYTE = 1024 * 1024;

	@TempDir
	private static Path folder;

	@Autowired
	private OrderRepository orders;

	@DynamicPropertySource
	static void moveTheFile(DynamicPropertyRegistry registry) {
		registry.add("DATA_FOLDER", folder::toString);
	}

	/** As H2 comes, the file has 80 MB by then. */
	@Test
	void keepsItsFileInProportionEvenWithOneCommitPerOrder() throws Exception {
		TradeOrderGenerator generator = new TradeOrderGenerator(TradeOrderGenerator.Settings.withSeed(61));

		for (int i = 0; i < 5_000; i++) {
			this.orders.storeAll(List.of(new ReceivedOrder(generator.next(), null, true)));
		}

		assertThat(this.orders.count()).isEqualTo(5_000);
		assertThat(Files.size(folder.resolve("event-forwarding.mv.db"))).isLessThan(20 * MEGABYTE);
	}

}
