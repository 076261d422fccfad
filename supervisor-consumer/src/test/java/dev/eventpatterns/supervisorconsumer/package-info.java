@NullMarked
package dev.eventpatterns.supervisorconsumer;

import org.jspecify.annotations.NullMarked;
