/**
 * Trade orders as AMQP 0.9.1 messages, and the queues that hold them: the contract that
 * all pattern modules share with each other and with foreign clients.
 */
@NullMarked
package dev.eventpatterns.trading.amqp;

import org.jspecify.annotations.NullMarked;
