package dev.eventpatterns.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.eventpatterns.demo.report.Table.Tone;

/**
 * What the user sees while a demonstration plays: lines that stay, and below them one
 * that is written over and over. Where the output is no terminal, that one becomes a
 * plain line now and then.
 */
public final class Terminal {

	/** Fits the narrowest terminal that is still in use. */
	public static final int WIDTH = 80;

	private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(3);

	private static final Duration REPAINT = Duration.ofMillis(100);

	private static final Map<Tone, String> COLOURS = Map.of(Tone.GOOD, "\u001b[1;32m", Tone.BAD, "\u001b[1;31m");

	private final PrintStream out;

	private final boolean live;

	private final boolean colour;

	private final LongSupplier nanos;

	private String current = "";

	private long lastPlain;

	private boolean muted;

	Terminal(PrintStream out, boolean live, boolean colour, LongSupplier nanos) {
		this.out = out;
		this.live = live;
		this.colour = colour;
		this.nanos = nanos;
		this.lastPlain = nanos.getAsLong();
	}

	/**
	 * The terminal that the command was started on.
	 * @param environment the environment's variables; NO_COLOR and TERM count
	 * @return the terminal
	 */
	static Terminal system(Map<String, String> environment) {
		boolean terminal = System.console() != null && !"dumb".equals(environment.get("TERM"));
		boolean colour = terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
		return new Terminal(System.out, terminal, colour, System::nanoTime);
	}

	/**
	 * Writes a line that stays.
	 * @param line the line
	 */
	public synchronized void say(String line) {
		if (this.muted) {
			return;
		}
		erase();
		this.out.println(line);
		this.out.flush();
		redraw();
	}

	/**
	 * Writes a text that stays behind a label, wrapped at the terminal's width.
	 * @param label up to nine characters
	 * @param text the text
	 */
	public void say(String label, String text) {
		String indent = String.format("%-10s", label);
		StringBuilder line = new StringBuilder(indent);
		for (String word : text.split(" ")) {
			if (line.length() > indent.length() && line.length() + word.length() > WIDTH) {
				say(line.toString().stripTrailing());
				line = new StringBuilder(" ".repeat(indent.length()));
			}
			line.append(word).append(' ');
		}
		say(line.toString().stripTrailing());
	}

	/**
	 * Keeps showing how far things are until that is closed.
	 * @param text asked for several times a second, on a thread of its own
	 * @return ends the showing
	 */
	public Showing show(Supplier<String> text) {
		Thread painter = new Thread(() -> {
			while (!Thread.currentThread().isInterrupted()) {
				progress(text.get());
				LockSupport.parkNanos(REPAINT.toNanos());
			}
		}, "progress");
		painter.setDaemon(true);
		painter.start();
		return () -> {
			painter.interrupt();
			progressDone();
		};
	}

	/**
	 * Shows how far things are, in place of what was shown before.
	 * @param text what to show; cut where it is wider than the terminal
	 */
	public synchronized void progress(String text) {
		if (this.muted) {
			return;
		}
		String line = (text.length() < WIDTH) ? text : text.substring(0, WIDTH - 1);
		if (this.live) {
			erase();
			this.current = line;
			redraw();
		}
		else if (this.nanos.getAsLong() - this.lastPlain >= PLAIN_INTERVAL.toNanos()) {
			this.lastPlain = this.nanos.getAsLong();
			this.out.println(line);
			this.out.flush();
		}
	}

	/**
	 * Shows a step of something that may take long: in place of what was shown before, or
	 * as a line that stays where nothing can be written over.
	 * @param text what is being done
	 */
	public void step(String text) {
		if (this.live) {
			progress(text);
		}
		else {
			say(text);
		}
	}

	/**
	 * Takes the line that is written over away.
	 */
	public synchronized void progressDone() {
		erase();
		this.current = "";
	}

	/**
	 * Writes a last line, and nothing ever after.
	 * @param line the line
	 */
	synchronized void sayLast(String line) {
		progressDone();
		say(line);
		this.muted = true;
	}

	/**
	 * Colours a figure, where the terminal has colours and the user likes them.
	 * @param text the figure
	 * @param tone what it decides
	 * @return the figure, of the same visible length
	 */
	public String paint(String text, Tone tone) {
		String code = COLOURS.get(tone);
		return (this.colour && code != null) ? code + text + "\u001b[0m" : text;
	}

	/** A line that is kept up to date until this is closed. */
	@FunctionalInterface
	public interface Showing extends AutoCloseable {

		@Override
		void close();

	}

	private void erase() {
		if (this.live && !this.current.isEmpty()) {
			this.out.print("\r" + " ".repeat(this.current.length()) + "\r");
		}
	}

	private void redraw() {
		if (this.live && !this.current.isEmpty()) {
			this.out.print(this.current);
			this.out.flush();
		}
	}

}
