package dev.eventpatterns.benchmarks.forwarding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.eventpatterns.eventforwarding.EventForwardingApplication;
import dev.eventpatterns.lab.Broker;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the event-forwarding application in this JVM. */
final class Application {

	private Application() {
	}

	/**
	 * Starts one role, as it comes but for the properties given. It declares nothing:
	 * what it uses has been declared, so that every variant finds the same.
	 * @param role the profile
	 * @param properties what differs from the defaults
	 * @return the running application
	 */
	static ConfigurableApplicationContext start(String role, Broker broker, Map<String, String> properties) {
		Map<String, String> all = new LinkedHashMap<>(broker.springProperties());
		all.put("spring.rabbitmq.dynamic", "false");
		all.put("logging.level.root", "error");
		all.putAll(properties);
		List<String> arguments = new ArrayList<>();
		all.forEach((name, value) -> arguments.add("--" + name + "=" + value));
		return new SpringApplicationBuilder(EventForwardingApplication.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.registerShutdownHook(false)
			.profiles(role)
			.run(arguments.toArray(String[]::new));
	}

}
