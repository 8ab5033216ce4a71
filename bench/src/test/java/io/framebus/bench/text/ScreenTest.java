package io.framebus.bench.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class ScreenTest {
    private static Screen terminal(Map<String, String> environment) {
        return Screen.of(true, environment, ColorWhen.AUTO, () -> 132);
    }

    @Test
    void shouldTakeTheWidthFromTheEnvironmentThenFromTheTerminal() {
        assertEquals(100, terminal(Map.of("COLUMNS", "100")).columns());
        assertEquals(132, terminal(Map.of()).columns());
        assertEquals(132, terminal(Map.of("COLUMNS", "wide")).columns());
        assertEquals(132, terminal(Map.of("COLUMNS", "0")).columns());
        assertEquals(80, Screen.of(true, Map.of(), ColorWhen.AUTO, () -> 0).columns());
        assertEquals(20, terminal(Map.of("COLUMNS", "3")).columns());
    }

    @Test
    void shouldWriteAsMuchAsItLikesToAPipe() {
        assertEquals(Screen.PLAIN, Screen.of(false, Map.of("COLUMNS", "80"), ColorWhen.AUTO, () -> 80));
    }

    @Test
    void shouldNotRewriteLinesOnADumbTerminal() {
        assertEquals(Screen.PLAIN, terminal(Map.of("TERM", "dumb")));
        assertTrue(terminal(Map.of("TERM", "xterm")).interactive());
    }

    @ParameterizedTest
    @CsvSource({
        "auto,true,,true",
        "auto,true,1,false",
        "auto,false,,false",
        "never,true,,false",
        "always,true,1,true",
        "always,false,1,true"
    })
    void shouldHaveColoursWhereTheyAreWanted(String when, boolean terminal, String noColor, boolean colourful) {
        Map<String, String> environment = noColor == null ? Map.of("NO_COLOR", "") : Map.of("NO_COLOR", noColor);
        Screen screen = Screen.of(terminal, environment, new ColorWhen.Converter().convert(when), () -> 80);
        assertEquals(colourful, screen.colourful());
        assertEquals(colourful ? "\u001b[31mx\u001b[0m" : "x", screen.paint(Style.BAD, "x"));
    }

    @Test
    void shouldHaveNoColoursOnADumbTerminal() {
        assertFalse(terminal(Map.of("TERM", "dumb")).colourful());
    }

    @ParameterizedTest
    @CsvSource({"'24 80\n',80", "'50 211',211", "'0 0\n',0", "'stty: not a tty',0", "'',0", "'80',0"})
    void shouldReadWhatSttySays(String size, int columns) {
        assertEquals(columns, Terminal.columns(size.replace("\\n", "\n")));
    }
}
