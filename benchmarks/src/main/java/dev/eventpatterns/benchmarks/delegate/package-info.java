/**
 * Thread delegate: how close it comes to the least time that its work can take, beside
 * other assignments of accounts to threads and queues that accounts are hashed to; and
 * what it costs beside a plain consumer.
 */
@NullMarked
package dev.eventpatterns.benchmarks.delegate;

import org.jspecify.annotations.NullMarked;
