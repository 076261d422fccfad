package dev.eventpatterns.benchmarks.delegate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.threaddelegate.ThreadDelegateApplication;
import dev.eventpatterns.trading.service.OrderHandler;

/** The consumer of the thread-delegate module, as it comes. */
final class OurDelegates implements Contender {

	static final String NAME = "thread-delegate";

	private static final String QUEUE = "benchmark.delegates";

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public List<String> queues() {
		return List.of(QUEUE);
	}

	@Override
	public AutoCloseable start(Broker broker, Scenario scenario, Workshop workshop) {
		Map<String, String> properties = new LinkedHashMap<>(broker.springProperties());
		// Other modules are on this class path, and their settings are not for this one.
		properties.put("spring.config.name", "none");
		properties.put("spring.autoconfigure.exclude",
				"org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");
		properties.put("logging.level.root", "error");
		properties.put("thread-delegate.queue.orders", QUEUE);
		properties.put("thread-delegate.delegates", String.valueOf(scenario.workers()));
		properties.put("thread-delegate.prefetch", String.valueOf(PREFETCH));
		properties.put("thread-delegate.publish-processed", "false");
		List<String> arguments = new ArrayList<>();
		properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
		return new SpringApplicationBuilder(ThreadDelegateApplication.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.registerShutdownHook(false)
			.profiles("consumer")
			.initializers((context) -> ((GenericApplicationContext) context).registerBean(OrderHandler.class,
					() -> workshop::work))
			.run(arguments.toArray(String[]::new));
	}

}
