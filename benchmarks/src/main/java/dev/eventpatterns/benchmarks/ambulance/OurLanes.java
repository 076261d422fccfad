package dev.eventpatterns.benchmarks.ambulance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.rabbitmq.client.Channel;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import dev.eventpatterns.ambulance.AmbulanceApplication;
import dev.eventpatterns.ambulance.Mode;
import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.trading.amqp.OrderTopology;
import dev.eventpatterns.trading.service.OrderHandler;

/** The consumer of the ambulance module, as it comes, in one of its modes. */
record OurLanes(Mode mode) implements Contender {

	private static final String PRIORITY = "benchmark.priority";

	private static final String STANDARD = "benchmark.standard";

	@Override
	public String name() {
		return this.mode.label();
	}

	@Override
	public void declare(Channel channel) throws IOException {
		for (String queue : queues()) {
			channel.queueDeclare(queue, true, false, false, OrderTopology.orderQueue(queue).getArguments());
		}
	}

	@Override
	public List<String> queues() {
		return List.of(PRIORITY, STANDARD);
	}

	@Override
	public String queueFor(boolean urgent) {
		// Without the pattern there is one queue for all.
		return (urgent && this.mode != Mode.NONE) ? PRIORITY : STANDARD;
	}

	@Override
	public Running start(Broker broker, Workplace workplace) {
		Map<String, String> properties = new LinkedHashMap<>(broker.springProperties());
		// Other modules are on this class path, and their settings are not for this one.
		properties.put("spring.config.name", "none");
		properties.put("spring.autoconfigure.exclude",
				"org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");
		properties.put("logging.level.root", "error");
		properties.put("ambulance.mode", this.mode.label());
		properties.put("ambulance.queue.priority", PRIORITY);
		properties.put("ambulance.queue.standard", STANDARD);
		properties.put("ambulance.threads", String.valueOf(Workplace.THREADS));
		properties.put("ambulance.priority-threads", String.valueOf(Workplace.PRIORITY_THREADS));
		properties.put("ambulance.publish-processed", "false");
		List<String> arguments = new ArrayList<>();
		properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
		return new Started(new SpringApplicationBuilder(AmbulanceApplication.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.registerShutdownHook(false)
			.profiles("consumer")
			.initializers((context) -> ((GenericApplicationContext) context).registerBean(OrderHandler.class,
					() -> workplace::work))
			.run(arguments.toArray(String[]::new)));
	}

	private record Started(ConfigurableApplicationContext context) implements Running {

		@Override
		public Double longestStandardWait() {
			return this.context.getBean(MeterRegistry.class)
				.get("ambulance.wait")
				.tag("lane", "standard")
				.timer()
				.max(TimeUnit.MILLISECONDS);
		}

		@Override
		public void close() {
			this.context.close();
		}

	}

}
