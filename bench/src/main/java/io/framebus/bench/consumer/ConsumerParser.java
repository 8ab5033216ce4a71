package io.framebus.bench.consumer;

import io.framebus.bench.text.Values;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How consumers are described in options: {@code hold=2ms,stall=exp(5s)/lognormal(80ms,1.2)}. */
public final class ConsumerParser implements ITypeConverter<ConsumerModel> {
    private static final String WANTED =
            "healthy, recorded=FILE, or hold=TIMES, stall=EVERY/LENGTH or both joined by a comma,"
                    + " as hold=2ms,stall=exp(5s)/lognormal(80ms,1.2)";
    private static final String WANTED_TIMES = "a time (20ms), exp(MEAN), lognormal(MEDIAN,SIGMA) or uniform(MIN,MAX)";
    private static final long MIN_EVERY_NS = 1_000_000;
    private static final double MAX_SIGMA = 4;
    private static final String RECORDED = "recorded=";

    /** For picocli. */
    public ConsumerParser() {}

    @Override
    public ConsumerModel convert(String value) {
        String text = value.strip();
        if (text.startsWith(RECORDED)) {
            return recorded(text, path(text.substring(RECORDED.length())));
        }
        if (text.equals("healthy")) {
            return new ConsumerModel(text, Profile.HEALTHY);
        }
        Distribution hold = null;
        Stalls stalls = null;
        for (String part : split(text, ',', value)) {
            if (part.startsWith("hold=") && hold == null) {
                hold = distribution(part.substring("hold=".length()), value);
            } else if (part.startsWith("stall=") && stalls == null) {
                stalls = stalls(part.substring("stall=".length()), value);
            } else {
                throw new TypeConversionException("'" + value + "' is not " + WANTED);
            }
        }
        return new ConsumerModel(
                text,
                new Profile(
                        hold == null ? Distribution.Constant.ZERO : hold, stalls == null ? new NoStalls() : stalls));
    }

    private static ConsumerModel recorded(String text, Path file) {
        try {
            return new ConsumerModel(text, RecordingReader.read(file));
        } catch (IllegalArgumentException unusable) {
            throw new TypeConversionException(String.valueOf(unusable.getMessage()));
        }
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException notOne) {
            throw new TypeConversionException("'" + text + "' is not a path");
        }
    }

    private static Stalls stalls(String text, String whole) {
        List<String> parts = split(text, '/', whole);
        if (parts.size() != 2) {
            throw new TypeConversionException("'" + whole + "': a stall is EVERY/LENGTH, as 5s/80ms, is " + text);
        }
        Distribution every = distribution(parts.get(0), whole);
        Distribution length = distribution(parts.get(1), whole);
        if (every.meanNs() < MIN_EVERY_NS) {
            throw new TypeConversionException("'" + whole + "': stalls must be 1ms apart or more in the mean");
        }
        if (length.meanNs() <= 0 || length.meanNs() >= every.meanNs()) {
            throw new TypeConversionException("'" + whole
                    + "': a stall is to be shorter than the time from one to the next in the mean, and more than 0");
        }
        return new DrawnStalls(every, length);
    }

    /** Times as they are written in a description. */
    static Distribution distribution(String text, String whole) {
        int open = text.indexOf('(');
        if (open < 0) {
            return new Distribution.Constant(time(text, whole));
        }
        List<String> arguments =
                text.endsWith(")") ? split(text.substring(open + 1, text.length() - 1), ',', whole) : List.of();
        String name = text.substring(0, open);
        if (name.equals("exp") && arguments.size() == 1) {
            return new Distribution.Exponential(positive(arguments.get(0), whole));
        }
        if (name.equals("lognormal") && arguments.size() == 2) {
            return new Distribution.LogNormal(positive(arguments.get(0), whole), sigma(arguments.get(1), whole));
        }
        if (name.equals("uniform") && arguments.size() == 2) {
            long min = time(arguments.get(0), whole);
            long max = time(arguments.get(1), whole);
            if (min <= max) {
                return new Distribution.Uniform(min, max);
            }
        }
        throw new TypeConversionException("'" + whole + "': '" + text + "' is not " + WANTED_TIMES);
    }

    private static long positive(String text, String whole) {
        long ns = time(text, whole);
        if (ns == 0) {
            throw new TypeConversionException("'" + whole + "': '" + text + "' must be more than 0");
        }
        return ns;
    }

    private static long time(String text, String whole) {
        long ns;
        try {
            ns = Values.duration(text).toNanos();
        } catch (TypeConversionException notOne) {
            throw new TypeConversionException("'" + whole + "': '" + text + "' is not " + WANTED_TIMES);
        }
        if (ns > Distribution.MAX_NS) {
            throw new TypeConversionException("'" + whole + "': a time must be at most 24h, is " + text);
        }
        return ns;
    }

    private static double sigma(String text, String whole) {
        if (text.matches("\\d{1,3}(\\.\\d{1,9})?")) {
            double sigma = Double.parseDouble(text);
            if (sigma <= MAX_SIGMA) {
                return sigma;
            }
        }
        throw new TypeConversionException(
                "'" + whole + "': sigma must be a number between 0 and " + MAX_SIGMA + ", is " + text);
    }

    /** The parts between separators that are not in parentheses. */
    private static List<String> split(String text, char separator, String whole) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : separator;
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth < 0 || (i == text.length() && depth != 0)) {
                throw new TypeConversionException("'" + whole + "': parentheses do not match");
            }
            if (c == separator && depth == 0) {
                parts.add(text.substring(from, i).strip());
                from = i + 1;
            }
        }
        return parts;
    }
}
