/** Events as AMQP messages: read as they come, and written as they came. */
@NullMarked
package dev.eventpatterns.workflowprocessor.message;

import org.jspecify.annotations.NullMarked;
