package dev.eventpatterns.supervisorconsumer;

/** The policies that there are. */
public enum Policy {

	/** {@link DepthPolicy}. */
	DEPTH {
		@Override
		ScalingPolicy with(SupervisorConsumerProperties properties) {
			return new DepthPolicy(properties.messagesPerConsumer());
		}
	},

	/** {@link DrainTimePolicy}. */
	DRAIN_TIME {
		@Override
		ScalingPolicy with(SupervisorConsumerProperties properties) {
			return new DrainTimePolicy(properties.targetTime());
		}
	};

	abstract ScalingPolicy with(SupervisorConsumerProperties properties);

}
