package dev.eventpatterns.demo.report;

import java.nio.file.Path;
import java.util.List;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ReportPageTest {

	@Test
	void writesAPageThatParsesWithoutAnError() {
		String html = new ReportPage(ReportFixtures.reportOf(ReportFixtures.keptPromise())).html();

		Parser parser = Parser.htmlParser().setTrackErrors(10);
		Jsoup.parse(html, "", parser);

		assertThat(parser.getErrors()).isEmpty();
	}

	@Test
	void saysTheResultInWordsAndInATableWithHeadings() {
		Document page = page(ReportFixtures.keptPromise());

		assertThat(page.select(".headline").text()).startsWith("Of 12,000 orders answered 202");
		Element table = page.selectFirst("section > .scroll > table");
		assertThat(table).isNotNull();
		assertThat(table.select("caption").text()).isEqualTo("What was measured");
		assertThat(table.select("thead th[scope=col]").eachText()).containsExactly("without", "with");
		assertThat(table.select("tbody th[scope=row]").eachText()).containsExactly("orders", "lost", "at the store");
		assertThat(table.select("td.bad").eachText()).containsExactly("34");
		assertThat(table.select("td.good").eachText()).containsExactly("0");
	}

	@Test
	void escapesWhateverItIsGiven() {
		Document page = page(ReportFixtures.hostileSection());

		assertThat(page.select(".headline").text()).isEqualTo(ReportFixtures.HOSTILE);
		assertThat(page.select("script")).hasSize(3);
		assertThat(page.select("canvas").first().attr("aria-label")).startsWith(ReportFixtures.HOSTILE);
		assertThat(charts(page).get(0).get(0).get("title").asString()).isEqualTo(ReportFixtures.HOSTILE);
	}

	@Test
	void carriesTheChartsAsDataWithTheirMarks() {
		Document page = page(ReportFixtures.keptPromise());

		JsonNode time = charts(page).get(0).get(0);
		assertThat(time.get("kind").asString()).isEqualTo("time");
		assertThat(time.at("/series/0/points/1/y").asInt()).isEqualTo(34);
		assertThat(time.at("/marks/0/label").asString()).isEqualTo("broker");
		assertThat(charts(page).get(0).get(1).get("kind").asString()).isEqualTo("stack");
	}

	@Test
	void listsTheFiguresOfEveryChartForThoseWhoCannotSeeIt() {
		Document page = page(ReportFixtures.keptPromise());

		assertThat(page.select("figure")).allSatisfy((figure) -> {
			assertThat(figure.select("canvas[role=img][aria-label]")).hasSize(1);
			assertThat(figure.select("details table tbody tr")).isNotEmpty();
		});
		assertThat(page.select("figure.time tbody tr").last().text()).isEqualTo("1.5 34 0");
		assertThat(page.select("figure.time tbody").text()).contains("0.7 0 0 broker");
	}

	@Test
	void needsNoNetwork() {
		Document page = page(ReportFixtures.keptPromise());

		assertThat(page.select("[src], link:not([href^=data:]), a[href^=http]")).isEmpty();
		assertThat(page.select("style").html()).doesNotContain("url(", "@import");
		assertThat(page.html()).contains("Chart.js v4.5.1").doesNotContain("sourceMappingURL");
	}

	@Test
	void namesAllPatternsAtTheTopWhenThereAreSeveral() {
		Document one = page(ReportFixtures.keptPromise());
		Document two = page(ReportFixtures.keptPromise(), ReportFixtures.brokenPromise("ambulance"));

		assertThat(one.select("nav")).isEmpty();
		assertThat(two.select("nav a").eachAttr("href")).containsExactly("#event-forwarding", "#ambulance");
		assertThat(two.select("#ambulance .verdict").text()).isEqualTo("promise broken");
	}

	@Test
	void sumsUpSeveralPatternsInOneTable() {
		Document one = page(ReportFixtures.keptPromise());
		Document two = page(ReportFixtures.keptPromise().summedUp("34 lost", "0 lost", "3 duplicates"),
				ReportFixtures.brokenPromise("thread-delegate"));

		assertThat(one.select("#summary")).isEmpty();
		assertThat(two.select("#summary th[scope=row]").eachText()).containsExactly("event-forwarding",
				"thread-delegate");
		assertThat(two.select("#summary td").eachText()).containsExactly("34 lost", "0 lost", "3 duplicates", "34", "0",
				"-");
		assertThat(two.select("#summary td.bad").eachText()).containsExactly("0");
	}

	@Test
	void createsTheFoldersAboveTheFile(@TempDir Path folder) throws Exception {
		Path file = folder.resolve("a/b/report.html");

		new ReportPage(ReportFixtures.reportOf(ReportFixtures.keptPromise())).write(file);

		assertThat(file).content().startsWith("<!DOCTYPE html>").endsWith("</html>\n");
	}

	private static Document page(Section... sections) {
		return Jsoup.parse(new ReportPage(ReportFixtures.reportOf(sections)).html());
	}

	private static List<JsonNode> charts(Document page) {
		String json = page.select("#charts").first().data();
		return List.copyOf(new JsonMapper().readTree(json).values());
	}

}
