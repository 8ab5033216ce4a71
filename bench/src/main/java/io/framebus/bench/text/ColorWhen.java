package io.framebus.bench.text;

import java.util.Map;
import picocli.CommandLine.ITypeConverter;

/** When output has colours. */
public enum ColorWhen {
    /** On a terminal that has them, unless NO_COLOR is set. */
    AUTO,
    ALWAYS,
    NEVER;

    boolean applies(boolean terminal, Map<String, String> environment) {
        return switch (this) {
            case AUTO ->
                terminal
                        && environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !"dumb".equals(environment.get("TERM"));
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }

    /** For picocli. */
    public static final class Converter implements ITypeConverter<ColorWhen> {
        @Override
        public ColorWhen convert(String value) {
            return Values.constant(ColorWhen.class, value);
        }
    }
}
