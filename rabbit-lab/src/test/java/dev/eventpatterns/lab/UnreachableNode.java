package dev.eventpatterns.lab;

/**
 * Stands where a test needs no node.
 */
final class UnreachableNode implements NodeControl {

	@Override
	public boolean canBeKilled() {
		return false;
	}

	@Override
	public void kill() {
		throw new UnsupportedOperationException();
	}

	@Override
	public void restart() {
		throw new UnsupportedOperationException();
	}

	@Override
	public void freeze() {
		throw new UnsupportedOperationException();
	}

	@Override
	public void thaw() {
		throw new UnsupportedOperationException();
	}

	@Override
	public void stop() {
		throw new UnsupportedOperationException();
	}

	@Override
	public String ctl(String... arguments) {
		throw new UnsupportedOperationException();
	}

}
