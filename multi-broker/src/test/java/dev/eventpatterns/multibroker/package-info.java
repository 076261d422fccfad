@NullMarked
package dev.eventpatterns.multibroker;

import org.jspecify.annotations.NullMarked;
