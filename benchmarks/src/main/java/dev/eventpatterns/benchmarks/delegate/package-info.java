/**
 * Thread delegate: how close it comes to the least time that its work can take, beside
 * queues that accounts are hashed to.
 */
@NullMarked
package dev.eventpatterns.benchmarks.delegate;

import org.jspecify.annotations.NullMarked;
