package dev.eventpatterns.benchmarks.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.supervisorconsumer.SupervisorConsumerApplication;
import dev.eventpatterns.trading.service.OrderHandler;

/**
 * The application of the module.
 *
 * @param name how it is called in tables
 * @param policy its policy
 * @param least its fewest consumers
 * @param most its most consumers
 * @param keepAlive for how long a consumer is not needed before it goes
 */
record OurSupervisor(String name, String policy, int least, int most, Duration keepAlive) implements SetUp {

	static final String TARGET_TIME = "1s";

	@Override
	public AutoCloseable start(Broker broker, Workplace workplace) {
		Map<String, String> properties = new LinkedHashMap<>(broker.springProperties());
		// Other modules are on this class path, and their settings are not for this one.
		properties.put("spring.config.name", "none");
		properties.put("spring.autoconfigure.exclude",
				"org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");
		properties.put("logging.level.root", "error");
		properties.put("supervisor-consumer.queue.orders", QUEUE);
		properties.put("supervisor-consumer.policy", this.policy);
		properties.put("supervisor-consumer.min-consumers", String.valueOf(this.least));
		properties.put("supervisor-consumer.max-consumers", String.valueOf(this.most));
		properties.put("supervisor-consumer.keep-alive", this.keepAlive.toMillis() + "ms");
		properties.put("supervisor-consumer.target-time", TARGET_TIME);
		properties.put("supervisor-consumer.publish-processed", "false");
		List<String> arguments = new ArrayList<>();
		properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
		return new SpringApplicationBuilder(SupervisorConsumerApplication.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.registerShutdownHook(false)
			.profiles("consumer")
			.initializers((context) -> ((GenericApplicationContext) context).registerBean(OrderHandler.class,
					() -> workplace::work))
			.run(arguments.toArray(String[]::new));
	}

}
