package dev.eventpatterns.blueprint.producer;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Profile;

import dev.eventpatterns.blueprint.Role;
import dev.eventpatterns.producercontrolflow.FlowController;
import dev.eventpatterns.producercontrolflow.ProducerControlFlowProperties;

/**
 * Producer and flow controller as they are, each in its role. The consumer of their
 * module gives way to the delegates, and the topology to the blueprint's.
 */
@Configuration(proxyBeanMethods = false)
@Profile(Role.SIGNALLING)
@EnableConfigurationProperties(ProducerControlFlowProperties.class)
@ComponentScan(basePackageClasses = FlowController.class,
		nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
		excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX,
				pattern = { ".*Application", ".*Topology", ".*\\.consumer\\..*" }))
class FlowParts {

}
