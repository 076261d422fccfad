package dev.eventpatterns.channelmonitor.room;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The machine's own Chromium, without a window. It is asked for by its path: nothing is
 * fetched.
 */
final class Browser implements AutoCloseable {

	/** What to tell whoever has none. */
	static final String HOW_TO_GET_IT = "Chromium and its driver are not installed, so the tests of the control room"
			+ " are left out; on Debian `apt-get install chromium chromium-driver` gets them";

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ChromeDriver driver;

	private Browser(Path chromium, Path driver) {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(chromium.toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
				"--disable-background-networking", "--disable-component-update", "--no-first-run", "--lang=en",
				"--hide-scrollbars", "--force-color-profile=srgb");
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		logs.enable(LogType.PERFORMANCE, Level.ALL);
		options.setCapability("goog:loggingPrefs", logs);
		this.driver = new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(driver.toFile()).usingAnyFreePort().build(),
				options);
		this.driver.manage().timeouts().pageLoadTimeout(PATIENCE).scriptTimeout(PATIENCE);
	}

	/** Starts it, or nothing where it is not installed. */
	static Optional<Browser> startIfInstalled() {
		Optional<Path> chromium = find("chromium", "google-chrome");
		Optional<Path> driver = find("chromedriver");
		return (chromium.isPresent() && driver.isPresent())
				? Optional.of(new Browser(chromium.orElseThrow(), driver.orElseThrow())) : Optional.empty();
	}

	private static Optional<Path> find(String... names) {
		String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
		return Stream.of(names)
			.flatMap((name) -> Stream.of(path.split(":")).map((folder) -> Path.of(folder, name)))
			.filter(Files::isExecutable)
			.findFirst();
	}

	void open(String address) {
		this.driver.get("about:blank");
		this.driver.get(address);
	}

	/** Shows the page as on a screen of this size, in CSS pixels. */
	void resize(int width, int height, boolean mobile) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", mobile));
	}

	/** Shows the page to somebody who likes it light or dark. */
	void prefer(String scheme) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme),
						Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
	}

	/** Runs a script's expression in the page. */
	@SuppressWarnings("unchecked")
	<T> T ask(String expression, Object... arguments) {
		return (T) this.driver.executeScript("return (" + expression + ")", arguments);
	}

	/**
	 * The text that can be seen in an element, or an empty one where there is none such.
	 */
	String text(String selector) {
		String text = ask("(document.querySelector(arguments[0])?.checkVisibility()"
				+ " ? document.querySelector(arguments[0]).innerText : '')", selector);
		return Objects.requireNonNullElse(text, "").replaceAll("\\s+", " ");
	}

	WebElement element(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	/** Clicks with a script: nothing may lie over what moves. */
	void click(String selector) {
		this.driver.executeScript("document.querySelector(arguments[0]).click()", selector);
	}

	/** What a channel's row says; empty where it is not shown. */
	String row(String queue) {
		String text = ask("([...document.querySelectorAll('#rows .row')].find((row) =>"
				+ " row.querySelector('.name').textContent === arguments[0])?.innerText ?? '')", queue);
		return Objects.requireNonNullElse(text, "");
	}

	/** Chooses a channel by its row. */
	void choose(String queue) {
		this.driver.executeScript("[...document.querySelectorAll('#rows .row')].find((row) =>"
				+ " row.querySelector('.name').textContent === arguments[0]).click()", queue);
	}

	/** The errors that the browser has noted since the last call. */
	List<String> complaints() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
			.map(LogEntry::getMessage)
			.toList();
	}

	/** The addresses that the page has asked for since the last call. */
	List<String> requests() {
		List<String> requests = new ArrayList<>();
		JsonMapper json = new JsonMapper();
		for (LogEntry entry : this.driver.manage().logs().get(LogType.PERFORMANCE).getAll()) {
			JsonNode message = json.readTree(entry.getMessage()).path("message");
			if (message.path("method").asString("").equals("Network.requestWillBeSent")) {
				requests.add(message.path("params").path("request").path("url").asString(""));
			}
		}
		return requests;
	}

	/** What is seen of the page, as a PNG. */
	byte[] picture() {
		Object data = this.driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png")).get("data");
		return Base64.getDecoder().decode(String.valueOf(data));
	}

	void savePicture(Path file) throws IOException {
		Files.createDirectories(file.getParent());
		Files.write(file, picture());
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
