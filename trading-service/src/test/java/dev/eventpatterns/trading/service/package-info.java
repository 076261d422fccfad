/** Tests on a real broker. */
@NullMarked
package dev.eventpatterns.trading.service;

import org.jspecify.annotations.NullMarked;
