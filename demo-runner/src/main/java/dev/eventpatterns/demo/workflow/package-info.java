/** The workflow processor: an order that a consumer cannot read finds help. */
@NullMarked
package dev.eventpatterns.demo.workflow;

import org.jspecify.annotations.NullMarked;
