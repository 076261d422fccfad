package dev.eventpatterns.houserules;

import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** What counts as declaring a queue, exchange or binding, and as naming a meter. */
final class Declaring extends ArchCondition<JavaClass> {

	private static final Set<String> BUILDERS = Set.of("org.springframework.amqp.core.QueueBuilder",
			"org.springframework.amqp.core.ExchangeBuilder", "org.springframework.amqp.core.BindingBuilder",
			"org.springframework.amqp.rabbit.annotation.Queue", "org.springframework.amqp.rabbit.annotation.Exchange",
			"org.springframework.amqp.rabbit.annotation.QueueBinding");

	private static final Set<String> CHANNEL_CALLS = Set.of("queueDeclare", "queueDeclareNoWait", "exchangeDeclare",
			"exchangeDeclareNoWait", "queueBind", "queueBindNoWait", "exchangeBind", "exchangeBindNoWait");

	private static final Set<String> REGISTRY_CALLS = Set.of("counter", "gauge", "timer", "summary",
			"gaugeCollectionSize", "gaugeMapSize");

	private static final String METERS = "io.micrometer.core.instrument.";

	private final DescribedPredicate<JavaAccess<?>> calls;

	private final DescribedPredicate<Dependency> uses;

	private Declaring(String description, DescribedPredicate<JavaAccess<?>> calls,
			DescribedPredicate<Dependency> uses) {
		super(description);
		this.calls = calls;
		this.uses = uses;
	}

	static Declaring declareQueues() {
		return new Declaring("declare a queue, exchange or binding",
				DescribedPredicate.describe("declare", Declaring::declares), DescribedPredicate.describe("build",
						(dependency) -> BUILDERS.contains(dependency.getTargetClass().getName())));
	}

	static Declaring nameMeters() {
		return new Declaring("name a meter", DescribedPredicate.describe("name a meter", Declaring::namesMeter),
				DescribedPredicate.alwaysFalse());
	}

	@Override
	public void check(JavaClass type, ConditionEvents events) {
		type.getAccessesFromSelf()
			.stream()
			.filter(this.calls)
			.forEach((call) -> events.add(SimpleConditionEvent.satisfied(type, call.getDescription())));
		type.getDirectDependenciesFromSelf()
			.stream()
			.filter(this.uses)
			.forEach((use) -> events.add(SimpleConditionEvent.satisfied(type, use.getDescription())));
	}

	private static boolean declares(JavaAccess<?> call) {
		JavaClass owner = call.getTargetOwner();
		if (call.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)) {
			return owner.isAssignableTo("org.springframework.amqp.core.Declarable")
					|| owner.isAssignableTo("org.springframework.amqp.core.Declarables");
		}
		return owner.isAssignableTo("com.rabbitmq.client.Channel") && CHANNEL_CALLS.contains(call.getName());
	}

	private static boolean namesMeter(JavaAccess<?> call) {
		JavaClass owner = call.getTargetOwner();
		return (owner.getName().startsWith(METERS) && call.getName().equals("builder"))
				|| owner.getName().equals(METERS + "Metrics")
				|| (owner.isAssignableTo(METERS + "MeterRegistry") && REGISTRY_CALLS.contains(call.getName()));
	}

}
