/**
 * Sends events back to where they came from: marked before, published, confirmed, and
 * marked again.
 */
@NullMarked
package dev.eventpatterns.workflowprocessor.resend;

import org.jspecify.annotations.NullMarked;
