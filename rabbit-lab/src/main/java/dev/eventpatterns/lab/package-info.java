/**
 * A real RabbitMQ on demand, for tests, demos and benchmarks: found or fetched, started
 * in private, and broken on purpose.
 * <p>
 * {@link dev.eventpatterns.lab.RabbitLab} gives brokers;
 * {@link dev.eventpatterns.lab.Broker} is killed, frozen, restarted and connected to;
 * {@link dev.eventpatterns.lab.WithRabbitLab} hands one to a JUnit test;
 * {@link dev.eventpatterns.lab.GuardedProcess} is any process that must not outlive the
 * JVM that started it.
 */
@NullMarked
package dev.eventpatterns.lab;

import org.jspecify.annotations.NullMarked;
