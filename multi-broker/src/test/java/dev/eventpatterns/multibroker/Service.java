package dev.eventpatterns.multibroker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import dev.eventpatterns.trading.service.OrderHandler;

/** The application, on brokers that a test names, and with the handler of the test. */
final class Service implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private Service(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts it.
	 * @param profile a role, or empty for both
	 * @param brokers addresses by name
	 * @param settings {@code name=value}, without the module's name
	 */
	static Service start(String profile, Map<String, String> brokers, OrderHandler handler, String... settings) {
		Map<String, String> properties = new LinkedHashMap<>();
		properties.put("server.port", "0");
		int index = 0;
		for (Map.Entry<String, String> broker : brokers.entrySet()) {
			properties.put("multi-broker.brokers[" + index + "].name", broker.getKey());
			properties.put("multi-broker.brokers[" + index++ + "].uri", broker.getValue());
		}
		properties.put("multi-broker.probe-interval", "200ms");
		// A slow machine is no fault.
		properties.put("multi-broker.confirm-timeout", "10s");
		for (String setting : settings) {
			String[] parts = setting.split("=", 2);
			properties.put((setting.startsWith("spring.") ? "" : "multi-broker.") + parts[0], parts[1]);
		}
		List<String> arguments = new ArrayList<>();
		properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
		return new Service(new SpringApplicationBuilder(MultiBrokerApplication.class).bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.registerShutdownHook(false)
			.profiles(profile.isEmpty() ? new String[0] : new String[] { profile })
			.initializers(
					(context) -> ((GenericApplicationContext) context).registerBean(OrderHandler.class, () -> handler))
			.run(arguments.toArray(String[]::new)));
	}

	int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
