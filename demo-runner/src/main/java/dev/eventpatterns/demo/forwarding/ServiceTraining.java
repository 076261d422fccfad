package dev.eventpatterns.demo.forwarding;

import java.io.IOException;
import java.net.URI;
import java.util.List;

import dev.eventpatterns.demo.chaos.AcceptedLedger;
import dev.eventpatterns.demo.chaos.ChaosSchedule;
import dev.eventpatterns.demo.chaos.Convoy;
import dev.eventpatterns.demo.chaos.LoadClient;
import dev.eventpatterns.demo.chaos.OrderBatches;
import dev.eventpatterns.demo.chaos.Pace;
import dev.eventpatterns.demo.chaos.Ports;
import dev.eventpatterns.demo.chaos.ServiceProcess;
import dev.eventpatterns.demo.chaos.Training;
import dev.eventpatterns.lab.Broker;

/**
 * All three hops in one process, which pass a few orders on.
 */
final class ServiceTraining implements Training {

	private static final int ORDERS = 500;

	private static final int PER_SECOND = 500;

	private static final long LOOK_MILLIS = 50;

	private final Broker broker;

	private final int port = Ports.free(1).get(0);

	ServiceTraining(Broker broker) {
		this.broker = broker;
	}

	@Override
	public List<String> arguments() {
		return Services.arguments(this.broker.withVirtualHost("training").springProperties(), this.port);
	}

	@Override
	public URI base() {
		return URI.create("http://127.0.0.1:" + this.port);
	}

	@Override
	public void exercise(ServiceProcess service) throws IOException, InterruptedException {
		AcceptedLedger ledger = new AcceptedLedger();
		Pace pace = new Pace(PER_SECOND, ChaosSchedule.draw(List.of(), 0, ORDERS, 1),
				new Convoy(ORDERS, List.of(ledger)));
		try (LoadClient load = new LoadClient("training", base().resolve("/orders"), new OrderBatches(1, ORDERS, 25),
				pace, ledger, 2)) {
			load.start();
			while (!load.finished()) {
				service.get("/orders/count");
				Thread.sleep(LOOK_MILLIS);
			}
		}
		service.get("/actuator/prometheus");
	}

}
