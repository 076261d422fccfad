package dev.eventpatterns.lab;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

/**
 * Which broker a test class uses. JUnit's extension and Spring's test context both ask
 * here, in whatever order they come, and get the same one.
 */
final class ClassBrokers {

	private static final Map<Class<?>, ClassBroker> BY_CLASS = new ConcurrentHashMap<>();

	private static @Nullable RabbitLab shared;

	private ClassBrokers() {
	}

	/**
	 * The broker of a test class, started when nobody has asked before.
	 * @throws NoBrokerException when there is none to be had
	 */
	static ClassBroker of(Class<?> testClass, WithRabbitLab wanted) {
		return BY_CLASS.computeIfAbsent(testClass, (type) -> {
			boolean own = ownNode(wanted);
			RabbitLab lab = own ? RabbitLab.start(options(wanted)) : shared();
			// Not the class's name alone: the broker may outlive this JVM.
			String name = type.getSimpleName() + "-"
					+ Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000, 0x10000));
			return new ClassBroker(lab, lab.broker().withVirtualHost(name), own);
		});
	}

	/**
	 * Ends the node that was the class's own.
	 */
	static void release(Class<?> testClass) {
		ClassBroker broker = BY_CLASS.get(testClass);
		if (broker != null && broker.own()) {
			BY_CLASS.remove(testClass);
			broker.lab().close();
		}
	}

	static boolean ownNode(WithRabbitLab wanted) {
		return wanted.ownNode() || wanted.nodes() > 1 || wanted.plugins().length > 0;
	}

	private static LabOptions options(WithRabbitLab wanted) {
		LabOptions options = LabOptions.defaults().plugins(wanted.plugins());
		return wanted.clustered() ? options.cluster(wanted.nodes()) : options.nodes(wanted.nodes());
	}

	private static synchronized RabbitLab shared() {
		if (shared == null) {
			shared = RabbitLab.start();
		}
		return shared;
	}

	/**
	 * A test class's broker.
	 *
	 * @param lab the lab that it comes from
	 * @param broker the broker, seen through the class's virtual host
	 * @param own whether the lab ends with the class
	 */
	record ClassBroker(RabbitLab lab, Broker broker, boolean own) {
	}

}
