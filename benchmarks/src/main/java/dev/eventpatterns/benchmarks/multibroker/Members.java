package dev.eventpatterns.benchmarks.multibroker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import dev.eventpatterns.multibroker.Dispatcher;
import dev.eventpatterns.multibroker.MultiBrokerApplication;
import dev.eventpatterns.trading.service.OrderHandler;

/** Three producers and a consumer of the module, on the same brokers. */
final class Members implements AutoCloseable {

	static final int PRODUCERS = 3;

	private final List<ConfigurableApplicationContext> started = new ArrayList<>();

	private final List<Dispatcher> dispatchers = new ArrayList<>();

	Members(List<String> uris, String routing, OrderHandler handler) {
		this.started.add(start(uris, routing, "consumer", handler));
		for (int i = 0; i < PRODUCERS; i++) {
			ConfigurableApplicationContext producer = start(uris, routing, "producer", handler);
			this.started.add(producer);
			this.dispatchers.add(producer.getBean(Dispatcher.class));
		}
	}

	private static ConfigurableApplicationContext start(List<String> uris, String routing, String role,
			OrderHandler handler) {
		Map<String, String> properties = new LinkedHashMap<>();
		// Other modules are on this class path, and their settings are not for this one.
		properties.put("spring.config.name", "none");
		properties.put("spring.autoconfigure.exclude",
				"org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");
		properties.put("logging.level.root", "error");
		properties.put("multi-broker.routing", routing);
		// Handling costs nothing here, and nobody listens to what was handled.
		properties.put("multi-broker.publish-processed", "false");
		properties.put("multi-broker.threads", "8");
		// As on a slow machine, which these brokers are.
		properties.put("multi-broker.window", "500");
		properties.put("multi-broker.confirm-timeout", "5s");
		properties.put("multi-broker.accept-timeout", "60s");
		properties.put("spring.rabbitmq.connection-timeout", "20s");
		for (int i = 0; i < uris.size(); i++) {
			properties.put("multi-broker.brokers[" + i + "].name", "b" + (i + 1));
			properties.put("multi-broker.brokers[" + i + "].uri", uris.get(i));
		}
		List<String> arguments = new ArrayList<>();
		properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
		return new SpringApplicationBuilder(MultiBrokerApplication.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.registerShutdownHook(false)
			.profiles(role)
			.initializers(
					(context) -> ((GenericApplicationContext) context).registerBean(OrderHandler.class, () -> handler))
			.run(arguments.toArray(String[]::new));
	}

	Dispatcher producer(int index) {
		return this.dispatchers.get(index);
	}

	/** Whether each producer can use all brokers. */
	boolean allUp(int brokers) {
		return this.dispatchers.stream().allMatch((dispatcher) -> {
			for (int i = 1; i <= brokers; i++) {
				if (!dispatcher.standing("b" + i).state().takesOrders()) {
					return false;
				}
			}
			return true;
		});
	}

	@Override
	public void close() {
		this.started.forEach(ConfigurableApplicationContext::close);
	}

}
