@NullMarked
package dev.eventpatterns.watchnotification;

import org.jspecify.annotations.NullMarked;
