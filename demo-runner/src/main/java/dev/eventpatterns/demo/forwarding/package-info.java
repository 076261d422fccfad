/**
 * Event forwarding, demonstrated: orders pass from intake to forwarder to store while the
 * broker and each of the three are killed in turn, once with fire-and-forget and once
 * guaranteed.
 */
@NullMarked
package dev.eventpatterns.demo.forwarding;

import org.jspecify.annotations.NullMarked;
