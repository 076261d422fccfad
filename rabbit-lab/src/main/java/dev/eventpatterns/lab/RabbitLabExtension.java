package dev.eventpatterns.lab;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * What {@link WithRabbitLab} does in JUnit.
 */
final class RabbitLabExtension implements BeforeAllCallback, ParameterResolver, TestExecutionExceptionHandler,
		LifecycleMethodExecutionExceptionHandler {

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace
		.create(RabbitLabExtension.class);

	@Override
	public void beforeAll(ExtensionContext context) {
		Class<?> testClass = context.getRequiredTestClass();
		if (testClass.isAnnotationPresent(WithRabbitLab.class)) {
			brokerOf(testClass);
			// JUnit closes it after every afterAll of the class, so after Spring's.
			context.getStore(NAMESPACE).put("end", (AutoCloseable) () -> ClassBrokers.release(testClass));
		}
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		return type == Broker.class || type == RabbitLab.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		ClassBrokers.ClassBroker found = brokerOf(context.getRequiredTestClass());
		return (parameter.getParameter().getType() == Broker.class) ? found.broker() : found.lab();
	}

	@Override
	public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
		throw skipWhenNotKillable(thrown);
	}

	@Override
	public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
		throw skipWhenNotKillable(thrown);
	}

	@Override
	public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
		throw skipWhenNotKillable(thrown);
	}

	private static Throwable skipWhenNotKillable(Throwable thrown) {
		return (thrown instanceof BrokerNotKillableException) ? new TestAbortedException(thrown.getMessage()) : thrown;
	}

	/**
	 * The class that carries the annotation: for a nested one, that may be the one around
	 * it. Null when there is none.
	 */
	static @Nullable Class<?> annotated(Class<?> testClass) {
		for (Class<?> type = testClass; type != null; type = type.getEnclosingClass()) {
			if (type.isAnnotationPresent(WithRabbitLab.class)) {
				return type;
			}
		}
		return null;
	}

	private static ClassBrokers.ClassBroker brokerOf(Class<?> testClass) {
		Class<?> annotated = annotated(testClass);
		if (annotated == null) {
			throw new IllegalStateException(testClass.getName() + " is not annotated with @WithRabbitLab");
		}
		return ClassBrokers.of(annotated, annotated.getAnnotation(WithRabbitLab.class));
	}

}
