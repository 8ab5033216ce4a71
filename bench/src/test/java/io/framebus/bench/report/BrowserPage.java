package io.framebus.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** A file in a tab of a browser. One tab for each browser. */
public final class BrowserPage {
    private final DevTools tools;
    private final String session;

    private BrowserPage(DevTools tools, String session) {
        this.tools = tools;
        this.session = session;
    }

    /**
     * Opens a file and waits until it is loaded.
     *
     * @param scripts whether the file's scripts run
     */
    public static BrowserPage open(DevTools tools, Path file, boolean scripts) throws Exception {
        String target = tools.call("", "Target.createTarget", DevTools.fields().put("url", "about:blank"))
                .get("targetId")
                .asText();
        String session = tools.call(
                        "",
                        "Target.attachToTarget",
                        DevTools.fields().put("targetId", target).put("flatten", true))
                .get("sessionId")
                .asText();
        BrowserPage page = new BrowserPage(tools, session);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            page.call(domain + ".enable", DevTools.fields());
        }
        page.call("Emulation.setScriptExecutionDisabled", DevTools.fields().put("value", !scripts));
        page.call(
                "Emulation.setDeviceMetricsOverride",
                DevTools.fields()
                        .put("width", 1200)
                        .put("height", 1000)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
        page.call("Page.navigate", DevTools.fields().put("url", file.toUri().toString()));
        tools.await("Page.loadEventFired");
        return page;
    }

    private JsonNode call(String method, ObjectNode fields) throws Exception {
        return tools.call(session, method, fields);
    }

    /** The value of an expression in the page; a promise is waited for. */
    public JsonNode evaluate(String expression) throws Exception {
        JsonNode result = call(
                "Runtime.evaluate",
                DevTools.fields()
                        .put("expression", expression)
                        .put("returnByValue", true)
                        .put("awaitPromise", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + result.get("exceptionDetails"));
        }
        return result.get("result").path("value");
    }

    public String text(String expression) throws Exception {
        return evaluate(expression).asText();
    }

    public int count(String selector) throws Exception {
        return evaluate("document.querySelectorAll(`" + selector + "`).length").asInt();
    }

    /** What is wider than its place on the page, so that some of it is out of sight: name, width and what it has, in pixels. */
    public List<String> outOfSight() throws Exception {
        List<String> found = new ArrayList<>();
        evaluate("Array.from(document.querySelectorAll('.scroll, .drawing'))"
                        + ".filter(one => one.scrollWidth > one.clientWidth)"
                        + ".map(one => `${one.getAttribute('aria-label') || one.closest('figure').textContent.slice(0, 40)}:"
                        + " ${one.scrollWidth} of ${one.clientWidth}`)")
                .forEach(one -> found.add(one.asText()));
        return found;
    }

    /** Presses and releases a key, and waits until the page has drawn what came of it. */
    public void press(String key, int code, String text) throws Exception {
        ObjectNode down = DevTools.fields()
                .put("type", text.isEmpty() ? "rawKeyDown" : "keyDown")
                .put("key", key)
                .put("code", key)
                .put("windowsVirtualKeyCode", code);
        if (!text.isEmpty()) {
            down.put("text", text);
        }
        call("Input.dispatchKeyEvent", down);
        call(
                "Input.dispatchKeyEvent",
                DevTools.fields()
                        .put("type", "keyUp")
                        .put("key", key)
                        .put("code", key)
                        .put("windowsVirtualKeyCode", code));
        evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))");
    }

    /** Presses the tabulator until the element that has the focus is called so. */
    public void tabTo(String label) throws Exception {
        for (int n = 0; n < 60; n++) {
            press("Tab", 9, "");
            if (text("document.activeElement.getAttribute('aria-label') || document.activeElement.textContent")
                    .equals(label)) {
                return;
            }
        }
        throw new AssertionError("'" + label + "' cannot be reached with the tabulator");
    }

    /** As the system's setting for dark or light. */
    public void prefer(String colours) throws Exception {
        ObjectNode fields = DevTools.fields();
        fields.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", colours);
        call("Emulation.setEmulatedMedia", fields);
    }

    /** As on paper. */
    public void print() throws Exception {
        call("Emulation.setEmulatedMedia", DevTools.fields().put("media", "print"));
    }

    /** What the page looks like from top to bottom. */
    public void picture(Path file) throws Exception {
        JsonNode size = call("Page.getLayoutMetrics", DevTools.fields()).get("cssContentSize");
        ObjectNode fields = DevTools.fields().put("format", "png").put("captureBeyondViewport", true);
        fields.putObject("clip")
                .put("x", 0)
                .put("y", 0)
                .put("width", size.get("width").asInt())
                .put("height", size.get("height").asInt())
                .put("scale", 1);
        JsonNode shot = call("Page.captureScreenshot", fields);
        Files.write(file, Base64.getDecoder().decode(shot.get("data").asText()));
    }

    /** Everything the browser complained of. */
    public List<JsonNode> complaints() {
        return Stream.of("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")
                .flatMap(kind -> tools.told(kind).stream())
                .toList();
    }

    /** The addresses of everything it loaded. */
    public List<String> requests() {
        return tools.told("Network.requestWillBeSent").stream()
                .map(request -> request.get("request").get("url").asText())
                .toList();
    }
}
