/**
 * Supervisor and consumers: the response time is kept while the load varies. A supervisor
 * looks at the channel once each interval and adds or removes consumers; a consumer that
 * is removed finishes its order first. The core:
 * {@link dev.eventpatterns.supervisorconsumer.ScalingPolicy} says what an
 * {@link dev.eventpatterns.supervisorconsumer.Observation} calls for
 * ({@link dev.eventpatterns.supervisorconsumer.DepthPolicy},
 * {@link dev.eventpatterns.supervisorconsumer.DrainTimePolicy}, which knows the
 * {@link dev.eventpatterns.supervisorconsumer.ArrivalRate}),
 * {@link dev.eventpatterns.supervisorconsumer.Scaler} turns the
 * {@link dev.eventpatterns.supervisorconsumer.Need} into a
 * {@link dev.eventpatterns.supervisorconsumer.Decision} without flapping, and
 * {@link dev.eventpatterns.supervisorconsumer.Allotment} divides the consumers among the
 * instances ({@link dev.eventpatterns.supervisorconsumer.Supervision} holds these
 * together). {@link dev.eventpatterns.supervisorconsumer.Simulation} runs the same code
 * on a {@link dev.eventpatterns.supervisorconsumer.Trace}, and tells what the
 * {@link dev.eventpatterns.supervisorconsumer.Course} was.
 * {@link dev.eventpatterns.supervisorconsumer.PendingReplies} brings replies to those who
 * wait for them.
 */
@NullMarked
package dev.eventpatterns.supervisorconsumer;

import org.jspecify.annotations.NullMarked;
