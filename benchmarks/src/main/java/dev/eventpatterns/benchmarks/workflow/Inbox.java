package dev.eventpatterns.benchmarks.workflow;

import java.io.IOException;
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
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.workflowprocessor.WorkflowProcessorProperties;

/** The workflow processor without its pages, on a database file of its own. */
final class Inbox implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private final Path folder;

	private Inbox(ConfigurableApplicationContext context, Path folder) {
		this.context = context;
		this.folder = folder;
	}

	static Inbox start(Broker broker, int perCommit) throws IOException {
		Path folder = Files.createTempDirectory("workflow-benchmark");
		Map<String, String> properties = new LinkedHashMap<>(broker.springProperties());
		// Other modules are on this class path, and their settings are not for this one.
		properties.put("spring.config.name", "none");
		properties.put("spring.flyway.locations", "classpath:db/workflow-processor");
		properties.put("logging.level.root", "error");
		properties.put("workflow-processor.batch.size", String.valueOf(perCommit));
		properties.put("spring.datasource.url", "jdbc:h2:file:" + folder.resolve("store")
				+ ";MODE=PostgreSQL;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;RETENTION_TIME=0;LOCK_TIMEOUT=10000");
		List<String> arguments = new ArrayList<>();
		properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
		return new Inbox(new SpringApplicationBuilder(Parts.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.registerShutdownHook(false)
			.run(arguments.toArray(String[]::new)), folder);
	}

	<T> T get(Class<T> type) {
		return this.context.getBean(type);
	}

	@Override
	public void close() {
		this.context.close();
		try (Stream<Path> files = Files.walk(this.folder)) {
			files.sorted(Comparator.reverseOrder()).forEach((file) -> file.toFile().delete());
		}
		catch (IOException ex) {
			// It lies in the folder for temporary files.
		}
	}

	/** All that stores and sends. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableConfigurationProperties(WorkflowProcessorProperties.class)
	@ComponentScan(basePackages = "dev.eventpatterns.workflowprocessor",
			excludeFilters = {
					@ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.(api|security|telling)\\..*"),
					@ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Application") })
	static class Parts {

	}

}
