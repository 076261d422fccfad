package dev.eventpatterns.channelmonitor.room;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ConfigurableApplicationContext;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.WithRabbitLab;
import dev.eventpatterns.trading.service.ControlEvent;

import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.declare;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.get;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.onChannel;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.port;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.publish;
import static dev.eventpatterns.channelmonitor.ChannelMonitorFixtures.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The control room in a real browser, over a real broker. */
@WithRabbitLab(ownNode = true)
class ControlRoomIT {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	private static final JsonMapper JSON = new JsonMapper();

	/**
	 * How much brighter the brighter one of text and ground is, by WCAG 2.2, at its worst
	 * on the page.
	 */
	private static final String WORST_CONTRAST = """
			(() => {
				const parse = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
				const light = (colour) => colour.slice(0, 3).map((part) => part / 255)
					.map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
					.reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
				const ground = (element) => {
					for (let each = element; each; each = each.parentElement) {
						const colour = parse(getComputedStyle(each).backgroundColor);
						if (colour.length === 3 || colour[3] === 1) {
							return colour;
						}
					}
					return [255, 255, 255];
				};
				return [...document.querySelectorAll('body *')]
					.filter((element) => element.checkVisibility() && !element.disabled && !element.closest('.unseen, .skip')
						&& [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
					.map((element) => {
						const [one, other] = [light(parse(getComputedStyle(element).color)), light(ground(element))];
						return [(Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05), element.outerHTML.slice(0, 90)];
					})
					.sort((one, other) => one[0] - other[0])[0].join(' ');
			})()""";

	@SuppressWarnings("NullAway.Init")
	private static ConfigurableApplicationContext service;

	@SuppressWarnings("NullAway.Init")
	private static Browser browser;

	private boolean complaintsAreExpected;

	@BeforeAll
	static void start(Broker broker) throws Exception {
		browser = Browser.startIfInstalled().orElseGet(() -> {
			System.out.println("Skipped: " + Browser.HOW_TO_GET_IT);
			return Assumptions.abort(Browser.HOW_TO_GET_IT);
		});
		declare(broker, "quiet");
		service = service(broker, Map.of("channel-monitor.inbox-uri", "http://localhost:9/inbox"));
		await().atMost(PATIENCE).until(() -> get(port(service), "/decisions").body().contains("\"listening\":true"));
	}

	@AfterAll
	static void end() {
		if (browser != null) {
			browser.close();
		}
		if (service != null) {
			service.close();
		}
	}

	@BeforeEach
	void openThePage() {
		browser.resize(1440, 900, false);
		browser.prefer("light");
		browser.complaints();
		browser.requests();
		browser.open(address());
		awaitText("#live", "Live");
		awaitRow("quiet", "OK");
	}

	@AfterEach
	void nothingElseHasHappened() {
		assertThat(browser.requests()).as("asked of another host")
			.allMatch((url) -> url.startsWith("http://localhost:") || url.startsWith("about:"));
		if (!this.complaintsAreExpected) {
			assertThat(browser.complaints()).as("errors in the console").isEmpty();
		}
	}

	@Test
	void showsAChannelAppearChangeAndVanishWithoutBeingLoadedAgain(Broker broker) throws Exception {
		browser.ask("window.same = true");
		declare(broker, "life");
		awaitRow("life", "OK", "0");
		publish(broker, "life", 7);

		awaitRow("life", "No consumer", "7", "7 messages wait, and nobody takes them");
		awaitText("#announcer", "life is now: No consumer");
		assertThat(browser
			.<List<String>>ask("[...document.querySelectorAll('#rows .name')].map((name) => name.textContent)"))
			.as("the worst comes first")
			.containsSubsequence("life", "quiet");

		try (Connection connection = broker.connectionFactory().newConnection()) {
			Channel channel = connection.createChannel();
			channel.basicConsume("life", true, (tag, message) -> {
			}, (tag) -> {
			});
			awaitRow("life", "OK", "0");
		}
		onChannel(broker, (channel) -> channel.queueDelete("life"));
		await().atMost(PATIENCE).until(() -> browser.row("life").isEmpty());
		assertThat(browser.<Boolean>ask("window.same === true")).isTrue();
	}

	@Test
	void drawsTheChosenChannelFromWhatItRemembersAndGoesOn(Broker broker) throws Exception {
		declare(broker, "drawn");
		publish(broker, "drawn", 5);
		awaitRow("drawn", "No consumer");

		browser.choose("drawn");

		awaitText("#chosen-name", "drawn");
		awaitText("#chosen-why", "5 messages wait");
		await().atMost(PATIENCE).until(() -> points() > 2);
		int before = points();
		await().atMost(PATIENCE).until(() -> points() > before);
		await().atMost(PATIENCE).until(() -> painted("--ready") > 20);
		assertThat(browser.text("#figures")).contains("Waiting 5", "Consumers 0", "Drained in –");

		browser.open(address() + "/#queue=drawn");

		awaitText("#chosen-name", "drawn");
		await().atMost(PATIENCE).until(() -> points() >= before);
		onChannel(broker, (channel) -> channel.queueDelete("drawn"));
	}

	/** How many of the chart's pixels have a colour. */
	private static long painted(String colour) {
		return browser.<Long>ask(
				"""
						(() => {
							const probe = document.createElement('i');
							probe.style.color = `var(${arguments[0]})`;
							document.body.append(probe);
							const wanted = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
							probe.remove();
							const canvas = document.querySelector('#chart');
							const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
							let found = 0;
							for (let i = 0; i < data.length; i += 4) {
								found += wanted.every((part, index) => Math.abs(data[i + index] - part) < 12) && data[i + 3] > 200;
							}
							return found;
						})()""",
				colour);
	}

	@Test
	void showsADecisionWithItsWhyAndMarksItInTheChart(Broker broker) throws Exception {
		browser.choose("quiet");
		assertThat(browser.text("#log-empty") + browser.text("#log")).isNotEmpty();

		tell(broker,
				ControlEvent.now("supervisor-consumer", "scale-up", "quiet", 2, 6, "depth 40 asks for 6 consumers"));
		tell(broker, ControlEvent.now("producer-control-flow", "throttled", "quiet", null, 80.5, "high water"));
		tell(broker, ControlEvent.now("a-newcomer", "did-something", "elsewhere", null, null, ""));

		awaitText("#log", "Supervisor", "Scale up", "2 → 6 consumers", "quiet", "depth 40 asks for 6 consumers");
		awaitText("#log", "Flow control", "Throttled", "unthrottled → 80.5/s", "high water");
		awaitText("#log", "a-newcomer", "Did something", "elsewhere", "no reason was told");
		await().atMost(PATIENCE).until(() -> painted("--accent") > 20);

		browser.click("#only-chosen");
		await().atMost(PATIENCE).until(() -> !browser.text("#log").contains("a-newcomer"));
		assertThat(browser.text("#log")).contains("Scale up");

		browser.open(address());
		awaitText("#log", "depth 40 asks for 6 consumers");
	}

	@Test
	void tellsHeldAccountsAndHowMuchWaitsInTheInbox(Broker broker) throws Exception {
		assertThat(browser.element("#inbox-link").getDomProperty("href")).isEqualTo("http://localhost:9/inbox");

		for (int i = 0; i < 3; i++) {
			tell(broker, ControlEvent.now("thread-delegate", "held", "quiet", null, 2, "A-136, B-123"));
			tell(broker, ControlEvent.now("workflow-processor", "inbox", "workflow.events", null, 5, ""));
		}

		awaitText("#held", "2", "A-136, B-123");
		awaitText("#inbox", "5", "events wait for a person");
		awaitText("#log", "Held accounts", "2 accounts");
		assertThat(linesOfTheLog("Held accounts")).as("a line only when the number changes").isEqualTo(1);

		tell(broker, ControlEvent.now("thread-delegate", "held", "quiet", null, 0, ""));

		awaitText("#held", "0", "no account waits for a repair");
		awaitText("#log", "2 → 0 accounts");
	}

	private static long linesOfTheLog(String text) {
		return browser.<Long>ask("[...document.querySelectorAll('#log li')]"
				+ ".filter((line) => line.innerText.includes(arguments[0])).length", text);
	}

	@Test
	void showsNamesAndReasonsAsTheTextThatTheyAre(Broker broker) throws Exception {
		String name = "<img src=x onerror=window.hacked=1>";
		String reason = "<script>window.hacked=2</script><b>bold</b> für 漢字";
		declare(broker, name);
		publish(broker, name, 1);
		tell(broker, ControlEvent.now("<i>source", "<u>kind", name, null, null, reason));
		tell(broker, ControlEvent.now("thread-delegate", "held", name, null, 1, reason));

		awaitRow(name, "No consumer");
		browser.choose(name);
		awaitText("#chosen-name", name);
		awaitText("#log", reason, "<i>source", "<u>kind");
		awaitText("#held", reason);
		await().atMost(PATIENCE).until(() -> points() > 0);

		assertThat(browser.<Boolean>ask("window.hacked === undefined")).isTrue();
		assertThat(browser.<Long>ask("document.querySelectorAll('img, b, u, body script').length")).isZero();
		onChannel(broker, (channel) -> channel.queueDelete(name));
		tell(broker, ControlEvent.now("thread-delegate", "held", name, null, 0, ""));
	}

	@Test
	void dropsWhatIsNoDecisionAndGoesOnListening(Broker broker) throws Exception {
		onChannel(broker, (channel) -> {
			channel.basicPublish("control", "rubbish", null, "rubbish".getBytes());
			channel.basicPublish("control", "a.b", null, "{\"source\":\"a\",\"kind\":\"held\",\"at\":null}".getBytes());
			channel.basicPublish("control", "", null, new byte[200_000]);
		});
		tell(broker, ControlEvent.now("multi-broker", "drained", "quiet", 3, 2, "after the rubbish"));

		awaitText("#log", "Brokers", "Drained", "3 → 2", "after the rubbish");
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(get(port(service), "/actuator/prometheus").body())
				.containsPattern("channel_monitor_control_events_total\\{kind=\"dropped\"} [1-9]"));
	}

	@Test
	void saysThatFiguresAreOldWhileTheBrokerIsAwayAndGoesOnByItself(Broker broker) throws Exception {
		publish(broker, "quiet", 4);
		awaitRow("quiet", "No consumer", "4");

		// One announcement takes the place of the other.
		browser
			.ask("(window.said = [], new MutationObserver(() => window.said.push(document.querySelector('#announcer')"
					+ ".textContent)).observe(document.querySelector('#announcer'), { childList: true, subtree: true,"
					+ " characterData: true }), true)");
		broker.kill();
		try {
			awaitText("#banner", "The broker does not answer. All figures are old");
			awaitRow("quiet", "Unknown", "4", "s old");
			awaitText("#attention", "as of", "nothing was measured since");
			await().atMost(PATIENCE)
				.until(() -> browser.<String>ask("window.said.join()").contains("The broker does not answer"));
			assertThat(browser.text("#waiting")).contains("–", "not known at present");
			browser.choose("quiet");
			awaitText("#chosen-age", "measured", "ago");
		}
		finally {
			broker.restart();
		}

		awaitRow("quiet", "No consumer", "4");
		await().atMost(PATIENCE).until(() -> browser.text("#banner").isEmpty());
		await().atMost(PATIENCE).until(() -> {
			tell(broker, ControlEvent.now("multi-broker", "joined", "quiet", null, null, "heard again"));
			return browser.text("#log").contains("heard again");
		});
		onChannel(broker, (channel) -> channel.queuePurge("quiet"));
	}

	@Test
	void leafsThroughAThousandChannelsAndSaysWhenTheMonitorIsGone(Broker broker) throws Exception {
		Broker other = broker.withVirtualHost("thousand");
		declare(other, IntStream.range(0, 1_000).mapToObj((i) -> "queue-" + i).toArray(String[]::new));
		publish(other, "queue-777", 3);
		try (ConfigurableApplicationContext many = service(other, Map.of("channel-monitor.interval", "1s"))) {
			browser.open("http://localhost:" + port(many));

			awaitText("#chips", "All 1,000");
			awaitText("#page", "1 to ", " of 1,000 channels");
			assertThat(browser.text("#held")).as("nobody tells of it here").contains("unknown", "nobody has told");
			assertThat(browser.text("#inbox")).contains("unknown", "nobody has told");
			awaitRow("queue-777", "No consumer");
			assertThat(rows()).as("only a page is drawn").isLessThan(60);
			assertThat(browser.<String>ask("document.querySelector('#rows .name').textContent")).isEqualTo("queue-777");

			browser.click("#next");
			await().atMost(PATIENCE).until(() -> browser.row("queue-777").isEmpty());
			browser.element("#search").sendKeys("UE-99");
			await().atMost(PATIENCE)
				.until(() -> browser.<String>ask("document.querySelector('#page').textContent")
					.endsWith(" of 11 channels"));
			assertThat(browser.row("queue-990")).isNotEmpty();
			browser.element("#search").sendKeys(" nothing");
			awaitText("#rows-empty", "No channel is like that.");
			browser.ask("(document.querySelector('#search').value = '', document.querySelector('#search')"
					+ ".dispatchEvent(new Event('input')))");
			browser.click(".chip[data-verdict='NO_CONSUMER']");
			await().atMost(PATIENCE).until(() -> rows() == 1);
		}

		awaitText("#live", "Connection lost");
		awaitText("#banner", "Figures are old. Trying again.");
		browser.requests();
		this.complaintsAreExpected = true;
	}

	private static long rows() {
		return browser.<Long>ask("document.querySelectorAll('#rows .row').length");
	}

	@Test
	void fitsAPhoneWithoutScrollingSideways(Broker broker) throws Exception {
		tell(broker, ControlEvent.now("supervisor-consumer", "scale-down", "quiet", 12, 1,
				"a-reason-that-has-no-place-to-break-" + "x".repeat(200)));
		awaitText("#log", "a-reason-that-has-no-place-to-break");
		for (int width : List.of(360, 390, 768, 1100, 1920)) {
			for (boolean large : List.of(false, true)) {
				browser.resize(width, 844, width < 768);
				browser.ask("document.documentElement.classList.toggle('large', arguments[0])", large);

				await().atMost(PATIENCE)
					.untilAsserted(() -> assertThat(browser.<Long>ask("document.documentElement.scrollWidth"))
						.as("at a width of %s, large type: %s", width, large)
						.isLessThanOrEqualTo(width));
			}
		}
	}

	@Test
	void canBeReadInTheLightAndInTheDark(Broker broker) throws Exception {
		tell(broker, ControlEvent.now("supervisor-consumer", "scale-up", "quiet", 1, 2, "for the contrast"));
		awaitText("#log", "for the contrast");
		assertThat(brightness()).isGreaterThan(600);
		assertThat(contrast()).isGreaterThanOrEqualTo(4.5);

		browser.prefer("dark");

		await().atMost(PATIENCE).until(() -> brightness() < 150);
		assertThat(contrast()).isGreaterThanOrEqualTo(4.5);

		browser.click("#theme");
		await().atMost(PATIENCE).until(() -> brightness() > 600);
		browser.click("#theme");
		await().atMost(PATIENCE).until(() -> brightness() < 150);
		browser.click("#theme");
		assertThat(browser.text("#theme")).contains("system");
	}

	private static long brightness() {
		return browser.<Long>ask("getComputedStyle(document.body).backgroundColor.match(/\\d+/g)"
				+ ".reduce((sum, part) => sum + Number(part), 0)");
	}

	private static double contrast() {
		String worst = browser.ask(WORST_CONTRAST);
		double ratio = Double.parseDouble(worst.substring(0, worst.indexOf(' ')));
		assertThat(ratio).as(worst).isPositive();
		return ratio;
	}

	@Test
	void canBeUsedByKeyboardAlone() {
		browser.ask("document.querySelector('#rows .row').focus()");
		browser.element("#rows .row").sendKeys(Keys.ENTER);
		await().atMost(PATIENCE).until(() -> points() > 1);
		browser.element("#chart").sendKeys(Keys.HOME);
		browser.element("#chart").sendKeys(Keys.END);

		awaitText("#readout", "Figures above are of this moment");
		assertThat(browser.<Boolean>ask("[...document.querySelectorAll('button, input, select, a')]"
				+ ".every((each) => (each.innerText || each.getAttribute('aria-label') || each.labels?.[0]?.innerText"
				+ " || each.labels?.[0]?.textContent || '').trim() !== '' || each.hidden)"))
			.as("all have a name")
			.isTrue();
	}

	private static int points() {
		return Integer.parseInt(browser.<String>ask("(document.querySelector('#chart').dataset.points ?? '0')"));
	}

	private static void awaitRow(String queue, String... parts) {
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(browser.row(queue)).contains(parts));
	}

	private static void awaitText(String selector, String... parts) {
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(browser.text(selector)).contains(parts));
	}

	private static void tell(Broker broker, ControlEvent event) throws Exception {
		onChannel(broker,
				(channel) -> channel.basicPublish("control", event.routingKey(), null, JSON.writeValueAsBytes(event)));
	}

	private static String address() {
		return "http://localhost:" + port(service);
	}

}
