package dev.eventpatterns.workflowprocessor.inbox;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A real Chromium without a window, of this machine. Whatever it is asked for, it waits
 * for.
 */
final class Browser implements AutoCloseable {

	private static final Duration PATIENCE = InboxFixtures.PATIENCE;

	private static final List<String> CHROMIUMS = List.of("chromium", "chromium-browser", "google-chrome",
			"google-chrome-stable");

	private final ChromeDriver driver;

	private final String address;

	private Browser(ChromeDriver driver, String address) {
		this.driver = driver;
		this.address = address;
	}

	/** Skips the test where there is no browser. */
	static Browser on(int port) {
		Optional<Path> chromium = CHROMIUMS.stream().flatMap((name) -> onPath(name).stream()).findFirst();
		Optional<Path> chromedriver = onPath("chromedriver");
		Assumptions.assumeTrue(chromium.isPresent() && chromedriver.isPresent(),
				"Skipped: there is no Chromium with its driver. On Debian and Ubuntu: apt-get install chromium chromium-driver");
		ChromeOptions options = new ChromeOptions();
		options.setBinary(chromium.orElseThrow().toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
				"--no-first-run", "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
				"--lang=en", "--window-size=1440,900");
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		options.setCapability("goog:loggingPrefs", logs);
		ChromeDriverService service = new ChromeDriverService.Builder()
			.usingDriverExecutable(chromedriver.orElseThrow().toFile())
			.usingAnyFreePort()
			.withSilent(true)
			.build();
		return new Browser(new ChromeDriver(service, options), "http://localhost:" + port);
	}

	private static Optional<Path> onPath(String name) {
		return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
			.map((folder) -> Path.of(folder, name))
			.filter(Files::isExecutable)
			.findFirst();
	}

	/** Opens a page of the service, such as "/?state=ALL". */
	Browser open(String path) {
		this.driver.get(this.address + path);
		return this;
	}

	Browser signIn(String name, String password) {
		open("/login");
		type("input[name=username]", name);
		type("input[name=password]", password);
		click("form button");
		return this;
	}

	/** Signs in, and waits for the inbox. */
	Browser enter(String name, String password) {
		signIn(name, password);
		see("#who", name);
		return this;
	}

	/** Forgets who is signed in. */
	Browser leave() {
		this.driver.get(this.address + "/public/favicon.svg");
		this.driver.manage().deleteAllCookies();
		return this;
	}

	WebElement find(String css) {
		return await().atMost(PATIENCE)
			.ignoreExceptions()
			.until(() -> this.driver.findElement(By.cssSelector(css)), WebElement::isDisplayed);
	}

	/** Also where the page draws an element anew at that moment. */
	Browser click(String css) {
		await().atMost(PATIENCE).ignoreExceptions().until(() -> {
			WebElement element = this.driver.findElement(By.cssSelector(css));
			boolean still = isStill(element);
			if (still) {
				element.click();
			}
			return still;
		});
		return this;
	}

	/**
	 * Clicks what is named so, with or without a number behind: a button, a link, or a
	 * tab.
	 */
	Browser press(String name) {
		Pattern named = Pattern.compile(Pattern.quote(name) + "[\\s(]*[\\d,]*\\)?");
		await("press " + name).atMost(PATIENCE).ignoreExceptions().until(() -> {
			String scope = has("dialog[open]") ? "dialog[open] " : "";
			for (WebElement button : this.driver
				.findElements(By.cssSelector(scope + "button," + scope + "a.button," + scope + "nav a"))) {
				if (button.isDisplayed() && named.matcher(button.getText()).matches() && isStill(button)) {
					button.click();
					return true;
				}
			}
			return false;
		});
		return this;
	}

	/** What moves, since something above it has just come, would be missed. */
	private boolean isStill(WebElement element) {
		return Boolean.TRUE.equals(this.driver.executeAsyncScript("""
				const [element, done] = arguments;
				const place = () => JSON.stringify(element.getBoundingClientRect());
				const before = place();
				requestAnimationFrame(() => requestAnimationFrame(() => done(place() === before)));""", element));
	}

	Browser type(String css, CharSequence... keys) {
		find(css).sendKeys(keys);
		return this;
	}

	/** Replaces what is in a field at once: typing a megabyte takes too long. */
	Browser replace(String css, String text) {
		find(css);
		js("const field = document.querySelector(arguments[0]); field.value = arguments[1];"
				+ "field.dispatchEvent(new Event('input', { bubbles: true }))", css, text);
		return this;
	}

	/** Types to whatever has the focus. */
	Browser keys(CharSequence... keys) {
		new Actions(this.driver).sendKeys(keys).perform();
		return this;
	}

	Browser shiftTab() {
		new Actions(this.driver).keyDown(Keys.SHIFT).sendKeys(Keys.TAB).keyUp(Keys.SHIFT).perform();
		return this;
	}

	/** Waits until an element shows a text, whatever its case. */
	Browser see(String css, String text) {
		await().atMost(PATIENCE)
			.ignoreExceptions()
			.untilAsserted(() -> assertThat(text(css).replaceAll("\\s+", " ")).as(css).containsIgnoringCase(text));
		return this;
	}

	Browser dontSee(String css) {
		await("no " + css).atMost(PATIENCE).until(() -> !has(css));
		return this;
	}

	Browser waitFor(String css) {
		find(css);
		return this;
	}

	boolean has(String css) {
		try {
			return this.driver.findElements(By.cssSelector(css)).stream().anyMatch(WebElement::isDisplayed);
		}
		catch (StaleElementReferenceException ex) {
			return false;
		}
	}

	/** What is to be read in an element, empty where there is none. */
	String text(String css) {
		try {
			return this.driver.findElement(By.cssSelector(css)).getText();
		}
		catch (NoSuchElementException | StaleElementReferenceException ex) {
			return "";
		}
	}

	int count(String css) {
		return this.driver.findElements(By.cssSelector(css)).size();
	}

	Object js(String script, Object... arguments) {
		return ((JavascriptExecutor) this.driver).executeScript(script, arguments);
	}

	/** What is after the host in the address. */
	String path() {
		return this.driver.getCurrentUrl().substring(this.address.length());
	}

	/** The id of what has the focus. */
	String focused() {
		return this.driver.switchTo().activeElement().getDomAttribute("id");
	}

	/** The text of what has the focus. */
	String focusedText() {
		return this.driver.switchTo().activeElement().getText();
	}

	/** Loses the session, as time does, and leaves the page as it is. */
	Browser forgetSession() {
		this.driver.manage().deleteCookieNamed("JSESSIONID");
		return this;
	}

	@SuppressWarnings("unchecked")
	Browser contrastIsEnough(String what) {
		try (InputStream script = Browser.class.getResourceAsStream("/inbox/contrast.js")) {
			String source = new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
			Map<String, Object> answer = (Map<String, Object>) js(source);
			assertThat((Long) answer.get("checked")).as(what).isGreaterThan(3);
			assertThat((List<String>) answer.get("found")).as(what).isEmpty();
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Browser size(int width, int height) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
		this.driver.manage().window().setSize(new Dimension(Math.max(width, 500), height));
		return this;
	}

	Browser colours(String scheme) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
		return this;
	}

	void screenshot(Path file) throws IOException {
		Files.createDirectories(file.getParent());
		Files.write(file, this.driver.getScreenshotAs(OutputType.BYTES));
	}

	/**
	 * What the console complains about, but for answers that the page itself tells of.
	 */
	List<String> complaints() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
			.map((entry) -> entry.getMessage())
			.filter((message) -> !message.contains("the server responded with a status of 4"))
			.toList();
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
