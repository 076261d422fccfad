package dev.eventpatterns.blueprint.monitor;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Profile;

import dev.eventpatterns.blueprint.Role;
import dev.eventpatterns.channelmonitor.ChannelMonitorProperties;
import dev.eventpatterns.channelmonitor.ChannelSamples;

/** A channel monitor in this process. */
@Configuration(proxyBeanMethods = false)
@Profile(Role.WATCHING)
@ConditionalOnProperty(name = "blueprint.monitor", havingValue = "local", matchIfMissing = true)
@EnableConfigurationProperties(ChannelMonitorProperties.class)
@ComponentScan(basePackageClasses = ChannelSamples.class,
		nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
		excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Application"))
class LocalMonitor {

}
