package dev.eventpatterns.threaddelegate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.CustomExchange;
import org.springframework.amqp.core.Declarable;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.core.QueueBuilder;
import org.springframework.amqp.core.TopicExchange;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

import dev.eventpatterns.trading.amqp.OrderTopology;
import dev.eventpatterns.trading.service.ControlEvent;

/**
 * One queue with its sidings, and an exchange for what has been done with it. The queues
 * have a single active consumer: two instances would each hold a part of an account's
 * events and not know of each other, so what the first had comes back before the second
 * gets anything.
 */
@Configuration(proxyBeanMethods = false)
public class ThreadDelegateTopology {

	/** Fanout exchange of the processed events. */
	public static final String PROCESSED_EXCHANGE = "thread-delegate.processed";

	/** Exchange that shares the orders out to the partitions, by their routing key. */
	public static final String PARTITIONED_EXCHANGE = "thread-delegate.partitioned";

	/** Fanout exchange on which instances tell that they live. */
	public static final String MEMBERS_EXCHANGE = "thread-delegate.members";

	/** Topic exchange of decisions, of this module and of others. */
	public static final String CONTROL_EXCHANGE = ControlEvent.EXCHANGE;

	/** All partitions get alike, where the exchange asks for a weight. */
	private static final String WEIGHT = "1";

	private static final int MEMBER_EXPIRY_MILLIS = 60_000;

	/** A label that is dropped takes what is in its siding with it: so many never are. */
	private static final int OUT_OF_REACH = 1_000_000;

	@Bean
	Declarables threadDelegate(ThreadDelegateProperties properties) {
		List<Declarable> declared = new ArrayList<>();
		declared.add(new FanoutExchange(PROCESSED_EXCHANGE));
		declared.add(new TopicExchange(CONTROL_EXCHANGE));
		String orders = properties.queue().orders();
		if (properties.partitions() == 0) {
			declare(declared, orders, properties);
			return new Declarables(declared);
		}
		CustomExchange partitioned = new CustomExchange(PARTITIONED_EXCHANGE,
				properties.partitionHash().exchangeType());
		declared.add(partitioned);
		for (int number = 1; number <= properties.partitions(); number++) {
			Queue partition = declare(declared, partition(orders, number), properties);
			declared.add(BindingBuilder.bind(partition).to(partitioned).with(WEIGHT).noargs());
		}
		return new Declarables(declared);
	}

	/** Fails with an unknown exchange type where the broker lacks the plugin. */
	static void declarePartitioned(Connection connection, PartitionHash hash) throws IOException {
		Channel channel = connection.createChannel();
		if (channel != null) {
			channel.exchangeDeclare(PARTITIONED_EXCHANGE, hash.exchangeType(), true);
		}
	}

	private static Queue declare(List<Declarable> declared, String orders, ThreadDelegateProperties properties) {
		Queue queue = one(OrderTopology.orderQueue(orders));
		declared.add(queue);
		for (int siding = 1; siding <= properties.sidings(); siding++) {
			declared.add(one(OrderTopology.orderQueue(siding(orders, siding))));
		}
		declared.add(one(QueueBuilder.durable(labels(orders)).quorum().deliveryLimit(OUT_OF_REACH).build()));
		return queue;
	}

	@Bean
	Member member() {
		return new Member(UUID.randomUUID().toString());
	}

	/** What is of no use once nobody listens is gone soon. */
	@Bean
	@Profile(Role.CONSUMER)
	Declarables membership(ThreadDelegateProperties properties, Member member) {
		if (properties.partitions() == 0) {
			return new Declarables();
		}
		FanoutExchange exchange = new FanoutExchange(MEMBERS_EXCHANGE);
		Queue queue = QueueBuilder.durable(members(member.name()))
			.expires(MEMBER_EXPIRY_MILLIS)
			.ttl(MEMBER_EXPIRY_MILLIS)
			.build();
		return new Declarables(exchange, queue, BindingBuilder.bind(queue).to(exchange));
	}

	private static Queue one(Queue queue) {
		queue.addArgument("x-single-active-consumer", true);
		return queue;
	}

	/**
	 * The queue of a partition.
	 * @param orders the name that they have in common
	 * @param number which partition, from 1; 0: the queue where there are no partitions
	 * @return its name
	 */
	public static String partition(String orders, int number) {
		return (number == 0) ? orders : orders + "." + number;
	}

	/**
	 * The queue on which an instance hears of others.
	 * @param member the instance's name
	 * @return its name
	 */
	public static String members(String member) {
		return MEMBERS_EXCHANGE + "." + member;
	}

	/**
	 * The queue that an account's orders go to while there are too many of them.
	 * @param orders the queue that they come from
	 * @param number which siding, from 1
	 * @return its name
	 */
	public static String siding(String orders, int number) {
		return orders + ".siding." + number;
	}

	/**
	 * The queue that says whose orders are in the sidings, and which accounts are held.
	 * @param orders the queue that they come from
	 * @return its name
	 */
	public static String labels(String orders) {
		return orders + ".siding.labels";
	}

	/**
	 * The lock of whoever consumes from a queue and its sidings.
	 * @param orders the queue
	 * @return its name
	 */
	public static String lock(String orders) {
		return orders + ".lock";
	}

	@Bean
	Declarables workflow() {
		return OrderTopology.workflow();
	}

}
