/** The workflow processor: how fast it stores, finds and sends back. */
@NullMarked
package dev.eventpatterns.benchmarks.workflow;

import org.jspecify.annotations.NullMarked;
