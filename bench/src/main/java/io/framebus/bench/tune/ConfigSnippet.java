package io.framebus.bench.tune;

import io.framebus.bench.text.Values;
import java.time.Duration;
import java.util.Locale;

/** The answer as Java to paste. */
final class ConfigSnippet {
    private static final String INDENT = "        ";

    private ConfigSnippet() {}

    /** A statement that makes a {@code StreamConfig}; its imports are those of {@link #imports}. */
    static String of(Scenario scenario, Capacity capacity) {
        StringBuilder code = new StringBuilder("StreamConfig config = StreamConfig.builder()\n");
        code.append(INDENT).append(".capacityFrames(").append(capacity.frames()).append(")\n");
        code.append(INDENT)
                .append(".capacityBytes(")
                .append(shifted(capacity.bytes()))
                .append(")\n");
        code.append(INDENT)
                .append(".resync(Resync.")
                .append(scenario.settings().resync().name())
                .append(")\n");
        String maxLag = policies(scenario.maxLag());
        if (!maxLag.isEmpty()) {
            code.append(INDENT).append(".maxLag(").append(maxLag).append(")\n");
        }
        return code.append(INDENT).append(".build();\n").toString();
    }

    /** What the statement needs. */
    static String imports() {
        return """
                import io.framebus.MaxLagPolicy;
                import io.framebus.Resync;
                import io.framebus.StreamConfig;
                import java.time.Duration;
                """;
    }

    private static String shifted(int bytes) {
        int bits = Integer.numberOfTrailingZeros(bytes);
        return bits >= 20 ? (bytes >> 20) + " << 20" : bits >= 10 ? (bytes >> 10) + " << 10" : String.valueOf(bytes);
    }

    /** The policies of {@code --max-lag}, which was read before. */
    private static String policies(String option) {
        StringBuilder code = new StringBuilder();
        for (String limit : option.split(",", -1)) {
            if (!limit.strip().equals("none")) {
                String policy = policy(limit.strip());
                code.append(code.isEmpty() ? policy : ".or(" + policy + ")");
            }
        }
        return code.toString();
    }

    private static String policy(String limit) {
        String name = limit.substring(0, limit.indexOf('='));
        String argument = limit.substring(limit.indexOf('=') + 1);
        return switch (name) {
            case "cumulative" -> "MaxLagPolicy.cumulative(" + argument.strip() + ")";
            case "within" -> {
                String[] parts = argument.split("/", -1);
                yield "MaxLagPolicy.within(" + parts[0].strip() + ", " + duration(parts[1]) + ")";
            }
            case "behind-live" -> "MaxLagPolicy.behindLive(" + duration(argument) + ")";
            case "stalled-for" -> "MaxLagPolicy.stalledFor(" + duration(argument) + ")";
            default -> throw new IllegalStateException(limit);
        };
    }

    private static String duration(String text) {
        Duration time = Values.duration(text);
        return time.toNanos() % 1_000_000 == 0
                ? String.format(Locale.ROOT, "Duration.ofMillis(%d)", time.toMillis())
                : String.format(Locale.ROOT, "Duration.ofNanos(%dL)", time.toNanos());
    }
}
