package dev.eventpatterns.benchmarks.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.watchnotification.ServiceAddress;
import dev.eventpatterns.watchnotification.Watch;
import dev.eventpatterns.watchnotification.WatchId;
import dev.eventpatterns.watchnotification.WatchNotificationApplication;
import dev.eventpatterns.watchnotification.server.ConfigServer;

/** The module's server, with its database in a file. */
final class OurServer implements AutoCloseable {

	static final String KEY = "benchmark";

	private final Path folder;

	private final ConfigurableApplicationContext context;

	OurServer(Fleet fleet, boolean web) {
		try {
			this.folder = Files.createTempDirectory("benchmark-watch-");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.context = start(fleet, web);
	}

	private ConfigurableApplicationContext start(Fleet fleet, boolean web) {
		Map<String, String> properties = new LinkedHashMap<>();
		// Other modules are on this class path, and their settings are not for this one.
		properties.put("spring.config.name", "none");
		// So is Spring Security, which would ask who polls.
		String security = "org.springframework.boot.security.autoconfigure.";
		properties.put("spring.autoconfigure.exclude",
				security + "web.servlet.ServletWebSecurityAutoConfiguration," + security
						+ "web.servlet.SecurityFilterAutoConfiguration," + security
						+ "actuate.web.servlet.ManagementWebSecurityAutoConfiguration," + security
						+ "UserDetailsServiceAutoConfiguration");
		properties.put("logging.level.root", "error");
		properties.put("spring.datasource.url", "jdbc:h2:file:" + this.folder.resolve("db")
				+ ";MODE=PostgreSQL;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;RETENTION_TIME=0");
		properties.put("spring.flyway.locations", "classpath:db/watch-notification");
		properties.put("server.port", "0");
		properties.put("server.address", "127.0.0.1");
		properties.put("server.tomcat.max-keep-alive-requests", "-1");
		properties.put("watch-notification.lease", "1h");
		for (int way = 0; way < Fleet.WAYS; way++) {
			String credentials = "watch-notification.credentials[" + way + "].";
			properties.put(credentials + "address", "amqp://127.0.0.1:" + fleet.way(way).port());
			properties.put(credentials + "username", fleet.members().get(0).broker().username());
			properties.put(credentials + "password", fleet.members().get(0).broker().password());
		}
		List<String> arguments = new ArrayList<>();
		properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
		return new SpringApplicationBuilder(WatchNotificationApplication.class)
			.web(web ? WebApplicationType.SERVLET : WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.registerShutdownHook(false)
			.profiles("config-server")
			.run(arguments.toArray(String[]::new));
	}

	void register(Fleet.Member member) {
		server().register(new WatchId(member.name(), KEY), ServiceAddress.parse(member.address()), member.queue(),
				null);
	}

	long change(String value) {
		return server().change(KEY, value).revision();
	}

	long revision() {
		return server().value(KEY).revision();
	}

	/** Whether a visit goes on. */
	boolean isNotifying() {
		return !server().watches((watch) -> watch.state() == Watch.Phase.NOTIFYING, 1).isEmpty();
	}

	private ConfigServer server() {
		return this.context.getBean(ConfigServer.class);
	}

	int port() {
		return Integer.parseInt(String.valueOf(this.context.getEnvironment().getProperty("local.server.port")));
	}

	@Override
	public void close() throws IOException {
		this.context.close();
		try (Stream<Path> files = Files.walk(this.folder)) {
			files.sorted(Comparator.reverseOrder()).forEach((file) -> file.toFile().delete());
		}
	}

}
