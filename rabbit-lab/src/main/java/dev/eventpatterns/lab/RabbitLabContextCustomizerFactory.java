package dev.eventpatterns.lab;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;

/**
 * Points the Spring test contexts of classes with {@link WithRabbitLab} at the lab's
 * broker.
 */
final class RabbitLabContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> attributes) {
		Class<?> annotated = RabbitLabExtension.annotated(testClass);
		if (annotated == null) {
			return null;
		}
		WithRabbitLab wanted = annotated.getAnnotation(WithRabbitLab.class);
		return new RabbitLabContextCustomizer(ClassBrokers.of(annotated, wanted).broker().springProperties());
	}

}
