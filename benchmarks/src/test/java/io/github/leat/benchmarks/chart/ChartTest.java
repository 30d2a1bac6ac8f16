package io.github.leat.benchmarks.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ChartTest {
    private static final Bar OURS = new Bar("Leat", true, 100, 80, 120);

    @Test
    void barsAreWellFormedAndTextsAreEscaped() throws Exception {
        Document svg = parse(BarChart.draw(
                "a < b & \"c\"", "note >", Map.of("x & y", List.of(OURS, new Bar("<peer>", false, 50, 50, 50)))));

        assertThat(texts(svg, "text")).contains("a < b & \"c\"", "note >", "x & y", "<peer>", "Leat", "100", "50");
        assertThat(texts(svg, "title")).containsExactly("a < b & \"c\"");
    }

    @Test
    void barEndsAtItsMedianOnTheScale() throws Exception {
        Document svg = parse(BarChart.draw("t", "n", Map.of("x", List.of(OURS))));

        Element bar = elements(svg, "rect").stream()
                .filter(rect -> rect.getAttribute("class").equals("own"))
                .findFirst()
                .orElseThrow();
        // the scale goes from 0 at 240 to 120 at 730
        assertThat(Double.parseDouble(bar.getAttribute("x"))).isEqualTo(240);
        assertThat(Double.parseDouble(bar.getAttribute("width"))).isBetween(408.2, 408.4);
        assertThat(elements(svg, "path").stream().map(path -> path.getAttribute("d")))
                .anyMatch(moves -> moves.startsWith("M566.7 ") && moves.contains("H730"));
    }

    @Test
    void linesGoThroughKnownPoints() throws Exception {
        Series series = new Series(
                "Leat", List.of(new Series.Point(10, 1, 1, 1), new Series.Point(100, 10, 10, 10), point(1_000, 100)));
        Document svg = parse(LineChart.draw("t", "MB", LineChart.Spread.TO_SCALE, List.of(series)));

        // both axes are logarithmic: the middle point is in the middle, from 100 to 630 and from 375 up to 74
        assertThat(elements(svg, "path").stream()
                        .filter(path -> path.getAttribute("class").equals("line s0"))
                        .map(path -> path.getAttribute("d")))
                .containsExactly("M100 375L365 224.5L630 74");
        assertThat(texts(svg, "text")).contains("1", "10", "100", "1,000", "MB", "Leat");
    }

    @Test
    void pointsStandEvenlyWhereTheyAreToldTo() throws Exception {
        Series series = new Series("Leat", List.of(point(0, 5), point(0.1, 5), point(50, 5)));
        Document svg = parse(LineChart.draw("t", "%", LineChart.Spread.EVEN, List.of(series)));

        assertThat(elements(svg, "path").stream()
                        .filter(path -> path.getAttribute("class").equals("line s0"))
                        .map(path -> path.getAttribute("d")))
                .containsExactly("M100 74L365 74L630 74");
        assertThat(texts(svg, "text")).contains("0", "0.1", "50");
    }

    @Test
    void labelsOfLinesThatMeetDoNotStandOnEachOther() throws Exception {
        List<Series> series = List.of(
                new Series("a", List.of(point(1, 5), point(2, 0.1))),
                new Series("b", List.of(point(1, 5), point(2, 0.1))),
                new Series("c", List.of(point(1, 5), point(2, 0.1))));
        Document svg = parse(LineChart.draw("t", "x", LineChart.Spread.TO_SCALE, series));

        List<Double> places = elements(svg, "text").stream()
                .filter(text -> List.of("a", "b", "c").contains(text.getTextContent()))
                .map(text -> Double.parseDouble(text.getAttribute("y")))
                .sorted()
                .toList();
        assertThat(places).hasSize(3);
        assertThat(places.get(1) - places.get(0)).isGreaterThanOrEqualTo(18);
        assertThat(places.get(2) - places.get(1)).isGreaterThanOrEqualTo(18);
        assertThat(places.get(2)).isLessThanOrEqualTo(385);
    }

    @Test
    void scalesMarkRoundValues() {
        assertThat(Scale.fromZero(53, 0, 100).ticks()).containsExactly(0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0);
        assertThat(Scale.around(3, 2_000, 0, 100).ticks()).containsExactly(1.0, 10.0, 100.0, 1_000.0, 10_000.0);
        assertThat(Scale.around(4, 50, 0, 100).logarithmic()).isFalse();
        assertThat(List.of(Scale.label(0.1), Scale.label(2.5), Scale.label(12_345), Scale.label(0)))
                .containsExactly("0.1", "2.5", "12,345", "0");
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new Bar("x", true, 3, 4, 5)).hasMessageContaining("x: 4.0, 3.0, 5.0");
        assertThatThrownBy(() -> BarChart.draw("empty", "", Map.of())).hasMessageContaining("empty");
        assertThatThrownBy(() -> LineChart.draw("none", "", LineChart.Spread.EVEN, List.of()))
                .hasMessageContaining("0 lines");
    }

    private static Series.Point point(double x, double y) {
        return new Series.Point(x, y, y, y);
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(Document svg, String name) {
        return elements(svg, name).stream().map(Element::getTextContent).toList();
    }

    private static List<Element> elements(Document svg, String name) {
        NodeList found = svg.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
