/**
 * Channel monitor: how loaded and how healthy is each channel right now? Each queue is
 * asked for what must be fresh, the broker's statistics for the rest, and what both say
 * becomes one sample with a verdict, told to all who want to know. The core is
 * {@link dev.eventpatterns.channelmonitor.ChannelWatch}, which joins the two sources for
 * one channel; {@link dev.eventpatterns.channelmonitor.RateWindow} takes rates from
 * counters, {@link dev.eventpatterns.channelmonitor.ChannelJudge} decides on a
 * {@link dev.eventpatterns.channelmonitor.Verdict} and does not flap,
 * {@link dev.eventpatterns.channelmonitor.QueuePatterns} tells which queues are watched,
 * and {@link dev.eventpatterns.channelmonitor.LatestPerChannel} keeps the monitor from
 * waiting for anybody. The control room remembers samples in
 * {@link dev.eventpatterns.channelmonitor.room.SampleHistory} and decisions in
 * {@link dev.eventpatterns.channelmonitor.room.ControlLog}. Others in the same JVM use
 * {@link dev.eventpatterns.channelmonitor.ChannelSamples}.
 */
@NullMarked
package dev.eventpatterns.channelmonitor;

import org.jspecify.annotations.NullMarked;
