package dev.eventpatterns.blueprint.consumer;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Profile;

import dev.eventpatterns.blueprint.Role;
import dev.eventpatterns.supervisorconsumer.SupervisorConsumerProperties;
import dev.eventpatterns.threaddelegate.Dispatcher;

/**
 * Dispatcher and delegates as they are. The topology of their module is declared in all
 * roles, and its producer gives way to the one that obeys signals.
 */
@Configuration(proxyBeanMethods = false)
@Profile(Role.CONSUMER)
@EnableConfigurationProperties(SupervisorConsumerProperties.class)
@ComponentScan(basePackageClasses = Dispatcher.class, nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
		excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX,
				pattern = { ".*Application", ".*Topology", ".*\\.producer\\..*" }))
class DelegateParts {

}
