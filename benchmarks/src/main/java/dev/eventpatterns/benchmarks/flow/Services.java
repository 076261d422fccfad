package dev.eventpatterns.benchmarks.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.springframework.amqp.AmqpException;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.producercontrolflow.ProducerControlFlowApplication;
import dev.eventpatterns.producercontrolflow.SignalGate;
import dev.eventpatterns.producercontrolflow.producer.OrderDesk;
import dev.eventpatterns.trading.TradeOrder;

/** The producers of the module, with its controller or without. */
class Services implements SetUp {

	static final String OURS = "producer-control-flow";

	static final String NO_CONTROL = "no-control";

	private final List<ConfigurableApplicationContext> started = new ArrayList<>();

	private final List<OrderDesk> desks = new ArrayList<>();

	private final List<SignalGate> gates = new ArrayList<>();

	Services(Broker broker, String queue, boolean controlled) {
		for (int i = 0; i < Overload.PRODUCERS; i++) {
			ConfigurableApplicationContext producer = start(broker, queue, "producer", (context) -> {
			});
			this.started.add(producer);
			this.desks.add(producer.getBean(OrderDesk.class));
			this.gates.add(producer.getBean(SignalGate.class));
		}
		if (controlled) {
			this.started.add(start(broker, queue, "controller", (context) -> {
			}));
		}
	}

	static ConfigurableApplicationContext start(Broker broker, String queue, String role,
			Consumer<GenericApplicationContext> beans) {
		Map<String, String> properties = new LinkedHashMap<>(broker.springProperties());
		// Other modules are on this class path, and their settings are not for this one.
		properties.put("spring.config.name", "none");
		properties.put("spring.autoconfigure.exclude",
				"org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");
		properties.put("logging.level.root", "error");
		properties.put("producer-control-flow.queue.orders", queue);
		properties.put("producer-control-flow.high-water", String.valueOf(Overload.HIGH_WATER));
		properties.put("producer-control-flow.low-water", String.valueOf(Overload.HIGH_WATER / 2));
		properties.put("producer-control-flow.normal-rate", String.valueOf(Overload.OFFERED_PER_PRODUCER));
		// The overload is to meet producers that have long been connected.
		properties.put("producer-control-flow.slow-start", "0s");
		properties.put("producer-control-flow.consumers", String.valueOf(Workers.COUNT));
		properties.put("producer-control-flow.buffer.timeout", "120s");
		List<String> arguments = new ArrayList<>();
		properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
		return new SpringApplicationBuilder(ProducerControlFlowApplication.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.registerShutdownHook(false)
			.profiles(role)
			.initializers((context) -> beans.accept((GenericApplicationContext) context))
			.run(arguments.toArray(String[]::new));
	}

	List<SignalGate> gates() {
		return this.gates;
	}

	@Override
	public boolean offer(int producer, List<TradeOrder> orders) {
		try {
			this.desks.get(producer).takeOver(orders);
			return true;
		}
		catch (AmqpException ex) {
			return false;
		}
	}

	@Override
	public boolean holdsBack() {
		return this.gates.stream().anyMatch((gate) -> gate.throttled(System.nanoTime()));
	}

	@Override
	public void close() {
		this.started.forEach(ConfigurableApplicationContext::close);
	}

}
