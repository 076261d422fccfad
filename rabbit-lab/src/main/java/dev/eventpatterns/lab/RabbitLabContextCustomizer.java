package dev.eventpatterns.lab;

import java.util.Map;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Puts a broker's connection properties before all others. Contexts of two classes are
 * not shared: their virtual hosts differ, and so do these records.
 *
 * @param properties spring.rabbitmq.*
 */
record RabbitLabContextCustomizer(Map<String, String> properties) implements ContextCustomizer {

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("rabbit-lab", Map.copyOf(this.properties)));
	}

}
