package dev.eventpatterns.threaddelegate.consumer;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.threaddelegate.Allocation;
import dev.eventpatterns.threaddelegate.Allocation.State;
import dev.eventpatterns.threaddelegate.DelegateCrew;
import dev.eventpatterns.threaddelegate.Dispatcher;
import dev.eventpatterns.threaddelegate.Role;

/** For whoever decides how many delegates there are to be. */
@Component
@Profile(Role.CONSUMER)
class PresentDelegates implements DelegateCrew {

	private final Delegates delegates;

	private final Dispatcher<ReceivedOrder> dispatcher;

	private final OrderConsumer consumer;

	PresentDelegates(Delegates delegates, Dispatcher<ReceivedOrder> dispatcher, OrderConsumer consumer) {
		this.delegates = delegates;
		this.dispatcher = dispatcher;
		this.consumer = consumer;
	}

	@Override
	public int size() {
		return this.delegates.size();
	}

	@Override
	public int busy() {
		return this.delegates.busy();
	}

	@Override
	public int waiting() {
		int waiting = 0;
		for (Allocation row : this.dispatcher.allocations()) {
			switch (row.state()) {
				case READY -> waiting += row.inFlight();
				case RUNNING -> waiting += row.inFlight() - 1;
				default -> {
				}
			}
		}
		return waiting;
	}

	@Override
	public int held() {
		return (int) this.dispatcher.allocations().stream().filter((row) -> row.state() == State.HELD).count();
	}

	@Override
	public long completed() {
		return this.delegates.completed();
	}

	@Override
	public long workedNanos() {
		return this.delegates.workedNanos();
	}

	@Override
	public boolean isServing() {
		return this.consumer.isServing();
	}

	@Override
	public void resize(int wanted) {
		this.delegates.resize(wanted);
	}

}
