/** Where supervisor and flow controller hear how the channels are. */
@NullMarked
package dev.eventpatterns.blueprint.monitor;

import org.jspecify.annotations.NullMarked;
