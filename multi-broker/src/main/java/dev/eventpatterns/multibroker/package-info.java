/**
 * Multi-broker: several independent brokers carry what one cannot. A producer's
 * {@link dev.eventpatterns.multibroker.Dispatcher} hands each order to one of them and
 * what a lost one has not confirmed to the others;
 * {@link dev.eventpatterns.multibroker.BrokerHealth} tells who takes orders,
 * {@link dev.eventpatterns.multibroker.SpreadChoice} who gets the next one, and
 * {@link dev.eventpatterns.multibroker.Rendezvous} which broker is an account's. The
 * consumer's {@link dev.eventpatterns.multibroker.ContextLanes} make one queue of all.
 * <p>
 * How the order within an account survives a move. An order that goes to another broker
 * than the one before names the brokers where older ones may still be, which
 * {@link dev.eventpatterns.multibroker.AccountTrails} remembers. The consumer holds it
 * back until it knows that those are done: because it has done them itself, or because a
 * fence that it has put behind them into the other broker's queue has come back. So a
 * producer never has to wait for a dead broker, no order overtakes another, and of the
 * accounts of a dead broker only those stand still of which orders are stuck there.
 */
@NullMarked
package dev.eventpatterns.multibroker;

import org.jspecify.annotations.NullMarked;
