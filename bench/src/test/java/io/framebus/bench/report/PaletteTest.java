package io.framebus.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Colours that can be told from what they are on, by the ratios of the Web Content Accessibility Guidelines. */
class PaletteTest {
    private static final double TEXT = 4.5;
    private static final double GRAPHICS = 3;

    private final List<Map<String, String>> themes = themes();

    /** Light, dark and print, as they stand in the style sheet. */
    private static List<Map<String, String>> themes() {
        return Pattern.compile(":root \\{([^}]*)}")
                .matcher(PageResources.text("report.css"))
                .results()
                .map(block -> {
                    Map<String, String> colours = new HashMap<>();
                    Matcher colour =
                            Pattern.compile("--([a-z0-9-]+): (#[0-9a-f]{6})").matcher(block.group(1));
                    while (colour.find()) {
                        colours.put(colour.group(1), colour.group(2));
                    }
                    return colours;
                })
                .toList();
    }

    private static double luminance(String colour) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    private static void assertContrast(double least, Map<String, String> theme, String a, String b) {
        double one = luminance(theme.get(a));
        double other = luminance(theme.get(b));
        double contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        assertTrue(contrast >= least, a + " on " + b + " in " + theme + ": " + contrast);
    }

    @Test
    void shouldHaveTheSameColoursInEveryTheme() {
        assertEquals(3, themes.size());
        themes.forEach(theme -> assertEquals(themes.get(0).keySet(), theme.keySet()));
    }

    @Test
    void shouldTellTextFromPaper() {
        for (Map<String, String> theme : themes) {
            for (String text : List.of("ink", "soft", "link", "limit")) {
                assertContrast(TEXT, theme, text, "paper");
            }
            assertContrast(TEXT, theme, "ink", "raised");
            for (String level : List.of("ok", "bad", "odd")) {
                assertContrast(TEXT, theme, level, level + "-paper");
                assertContrast(TEXT, theme, "ink", level + "-paper");
            }
        }
    }

    @Test
    void shouldTellLinesFromPaper() {
        for (Map<String, String> theme : themes) {
            for (int n = 0; n < SeriesRules.MAX_SERIES; n++) {
                assertContrast(GRAPHICS, theme, "s" + n, "paper");
            }
            assertContrast(GRAPHICS, theme, "hiccup", "paper");
        }
    }

    /** As {@link HeatMap} chooses between the two. */
    @Test
    void shouldTellTheValueOfACellFromItsShade() {
        for (Map<String, String> theme : themes) {
            for (int shade = 0; shade < 7; shade++) {
                assertContrast(TEXT, theme, shade >= 4 ? "on-dark" : "on-light", "h" + shade);
            }
        }
    }

    @Test
    void shouldShadeInOneDirection() {
        for (Map<String, String> theme : themes) {
            double direction = luminance(theme.get("h6")) - luminance(theme.get("h0"));
            for (int shade = 1; shade < 7; shade++) {
                double step = luminance(theme.get("h" + shade)) - luminance(theme.get("h" + (shade - 1)));
                assertTrue(step * direction > 0, "h" + shade + " in " + theme);
            }
        }
    }
}
