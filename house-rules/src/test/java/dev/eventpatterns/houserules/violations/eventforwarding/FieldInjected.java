package dev.eventpatterns.houserules.violations.eventforwarding;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;

/** Breaks: no field injection. */
public final class FieldInjected {

	@Autowired
	@Nullable PlainCore core;

}
