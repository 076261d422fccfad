package dev.eventpatterns.threaddelegate;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do, in place of a stack trace. */
class MissingPluginAnalyzer extends AbstractFailureAnalyzer<MissingPluginException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, MissingPluginException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), "Run \"rabbitmq-plugins enable " + cause.plugin()
				+ "\" on every node of the broker, " + "or leave thread-delegate.partitions at 0.", cause);
	}

}
