package dev.eventpatterns.lab;

import org.springframework.core.Ordered;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Closes the Spring context of a class whose broker ends with it: a cached context would
 * try for ever to reconnect.
 */
final class ClosesContextBeforeBroker implements TestExecutionListener, Ordered {

	@Override
	public void afterTestClass(TestContext context) {
		Class<?> type = context.getTestClass();
		WithRabbitLab wanted = type.getAnnotation(WithRabbitLab.class);
		if (wanted != null && ClassBrokers.ownNode(wanted)) {
			context.markApplicationContextDirty(DirtiesContext.HierarchyMode.EXHAUSTIVE);
		}
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
