package dev.eventpatterns.threaddelegate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What {@link Sidings} knows of a siding in use. */
final class Siding<E> {

	final SidingLabel label;

	final SidedContext<E> context;

	private final Yard<E> yard;

	/** Events in memory whose copies have not come back, by their places. */
	private final Map<String, E> copies = new HashMap<>();

	/** What was stored before the label was. */
	private final List<E> stored = new ArrayList<>();

	private boolean labelled;

	private String lastPut = "";

	private boolean lastPutIsBack;

	Siding(SidingLabel label, SidedContext<E> context, Yard<E> yard) {
		this.label = label;
		this.context = context;
		this.yard = yard;
	}

	/** From now on what is stored in the siding counts. */
	void labelled() {
		this.labelled = true;
		this.stored.forEach(this.yard::settle);
		this.stored.clear();
	}

	void stored(E event) {
		if (this.labelled) {
			this.yard.settle(event);
		}
		else {
			this.stored.add(event);
		}
	}

	/** Puts an event in. */
	void put(String place, E event) {
		putting(place);
		this.yard.put(this.label, place, event);
	}

	/** Puts a copy of an event in memory in. */
	void copy(String place, E event) {
		this.copies.put(place, event);
		put(place, event);
	}

	/** Puts a mark behind what is in the siding, of which nothing is known. */
	void mark(String place) {
		putting(place);
		this.yard.mark(this.label, place);
	}

	private void putting(String place) {
		this.lastPut = place;
		this.lastPutIsBack = false;
	}

	/** The event in memory that came back, or null if it is not in memory. */
	@Nullable E takeCopy(String place) {
		return this.copies.remove(place);
	}

	/** What was put in at a place has come back, and with it all before. */
	void back(String place) {
		if (place.equals(this.lastPut)) {
			this.lastPutIsBack = true;
		}
	}

	/** Whether all that was put in has come back and is done. */
	boolean isEmpty() {
		return this.lastPutIsBack && this.context.allReturnedAreDone();
	}

	/** It is not in use any more, since all that was in it is done. */
	void close() {
		this.yard.unlabel(this.label);
		this.stored.forEach(this.yard::settle);
	}

}
