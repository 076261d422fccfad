package dev.eventpatterns.lab;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a JUnit test class a real broker: test methods and constructors take a
 * {@link Broker} or a {@link RabbitLab} as parameter, and the {@code spring.rabbitmq.*}
 * properties of a Spring test point to it without another line.
 * <p>
 * The broker starts on first use, serves all classes of this JVM and ends with it; every
 * class sees a virtual host of its own. A test that calls {@link Broker#kill()} or its
 * like on a broker which somebody else runs is skipped.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RabbitLabExtension.class)
public @interface WithRabbitLab {

	/**
	 * Whether the class gets a node that it shares with nobody, because it kills or
	 * freezes it. Ends with the class.
	 * @return true for a node of its own
	 */
	boolean ownNode() default false;

	/**
	 * How many nodes the class needs, from 1 to 9; more than one are its own.
	 * @return the number of nodes
	 */
	int nodes() default 1;

	/**
	 * Whether the nodes form one cluster.
	 * @return true for a cluster
	 */
	boolean clustered() default false;

	/**
	 * Plugins to enable beside management and Prometheus; naming any makes the node the
	 * class's own.
	 * @return names such as {@code rabbitmq_shovel}
	 */
	String[] plugins() default {};

}
