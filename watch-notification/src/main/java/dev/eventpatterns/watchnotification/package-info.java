/**
 * Watch notification: services learn of changed values without a connection held to any
 * of them. A service registers where its queue is; on a change the server connects to
 * each, leaves a notice, waits for the confirm, disconnects and ticks it off. Who cannot
 * be reached is retried and told the latest value once it can. The core is
 * {@link dev.eventpatterns.watchnotification.Watch}, one service's watch, and
 * {@link dev.eventpatterns.watchnotification.WatchRegistry}, which knows all of them and
 * puts together each {@link dev.eventpatterns.watchnotification.Round}, with
 * {@link dev.eventpatterns.watchnotification.RetryPolicy} and
 * {@link dev.eventpatterns.watchnotification.Slots} for what goes wrong;
 * {@link dev.eventpatterns.watchnotification.AllowList}, which keeps the server from
 * connecting just anywhere; {@link dev.eventpatterns.watchnotification.NoticeSigner}, by
 * which a service knows the server; and
 * {@link dev.eventpatterns.watchnotification.RevisionGate}, by which it tells new from
 * old.
 */
@NullMarked
package dev.eventpatterns.watchnotification;

import org.jspecify.annotations.NullMarked;
