/**
 * Producer control flow: what becomes of a queue into which ten times as much is sent as
 * consumers can take, with and without control.
 */
@NullMarked
package dev.eventpatterns.benchmarks.flow;

import org.jspecify.annotations.NullMarked;
