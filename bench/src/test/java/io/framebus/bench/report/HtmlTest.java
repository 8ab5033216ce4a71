package io.framebus.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class HtmlTest {
    @Test
    void shouldMakeMarkupText() {
        assertEquals("a &lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;", Html.text("a <b> & \"c\" 'd'"));
    }

    @Test
    void shouldDropControlCharacters() {
        assertEquals("a\tb\nc", Html.text("a\tb\n\u0000\u001b\u0085c"));
    }

    @Test
    void shouldLeaveAHistogramLogInAScriptAsItIs() {
        String log = "#[Histogram log format version 1.3]\nTag=x,0.001,1.000,2.5,HISTFAAA+/=";
        assertEquals(log, Html.inScript(log));
    }

    @Test
    void shouldNotEndAScriptEarly() {
        assertEquals("&lt;/script>&lt;!-- &amp;lt;", Html.inScript("</script><!-- &lt;"));
    }

    @Test
    void shouldWriteTheSameJsonWithoutMarkup() throws Exception {
        JsonNode node = new ObjectMapper().createObjectNode().put(TestPages.HOSTILE, TestPages.HOSTILE);
        String json = Html.json(node);
        assertFalse(json.contains("<") || json.contains(">"), json);
        assertEquals(node, new ObjectMapper().readTree(json));
    }
}
