package io.framebus.bench.text;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them: three or four digits and a unit. */
public final class Units {
    private Units() {}

    /** A count with separators. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A count of things: {@code 1 stream}, {@code 8 streams}. */
    public static String count(long value, String thing) {
        return count(value) + ' ' + thing + (value == 1 ? "" : "s");
    }

    /** A number per second, whole. */
    public static String rate(double perSecond) {
        return count(Math.round(perSecond));
    }

    /** A time, as {@link #time(double)} shows it. */
    public static String time(long ns) {
        return time((double) ns);
    }

    /** A time, as {@link #time(double)} shows it. */
    public static String time(Duration time) {
        return time((double) time.toNanos());
    }

    /** A time in the unit that suits it, three digits: {@code 640 ns}, {@code 8.15 us}, {@code 50 ms}, {@code 2 s}. */
    public static String time(double ns) {
        if (ns < 1e3) {
            return three(ns) + " ns";
        }
        if (ns < 999.5e3) {
            return three(ns / 1e3) + " us";
        }
        if (ns < 999.5e6) {
            return three(ns / 1e6) + " ms";
        }
        return three(ns / 1e9) + " s";
    }

    /** A number of bytes, as {@link #bytes(double)} shows it. */
    public static String bytes(long bytes) {
        return bytes((double) bytes);
    }

    /** A number of bytes in binary units: {@code 512 B}, {@code 4 MiB}. */
    public static String bytes(double bytes) {
        if (bytes < 1024) {
            return three(bytes) + " B";
        }
        if (bytes < 1 << 20) {
            return three(bytes / 1024) + " KiB";
        }
        if (bytes < 1 << 30) {
            return three(bytes / (1 << 20)) + " MiB";
        }
        return three(bytes / (1 << 30)) + " GiB";
    }

    /** A number of bytes per second in decimal units. */
    public static String byteRate(double bytesPerSecond) {
        if (bytesPerSecond < 999.5e3) {
            return three(bytesPerSecond / 1e3) + " kB/s";
        }
        return bytesPerSecond < 999.5e6 ? three(bytesPerSecond / 1e6) + " MB/s" : three(bytesPerSecond / 1e9) + " GB/s";
    }

    /** A number of bytes per second as a bitrate. */
    public static String bitrate(double bytesPerSecond) {
        double bits = 8 * bytesPerSecond;
        if (bits < 999.5e3) {
            return three(bits / 1e3) + " kbit/s";
        }
        return bits < 999.5e6 ? three(bits / 1e6) + " Mbit/s" : three(bits / 1e9) + " Gbit/s";
    }

    /** A share in percent. Says 100 or 0 only where that is exact. */
    public static String percent(long part, long whole) {
        if (whole == 0) {
            return "-";
        }
        return part == whole ? "100 %" : share((double) part / whole);
    }

    /** A share from 0 to 1 in percent. Says 100 or 0 only where that is exact. */
    public static String share(double share) {
        if (share == 0 || share == 1) {
            return share == 0 ? "0 %" : "100 %";
        }
        double percent = share < 1 ? Math.min(99.99, Math.max(0.01, 100 * share)) : 100 * share;
        return String.format(Locale.ROOT, "%.2f %%", percent);
    }

    /** Three significant digits, more where the whole part has more, and no zeros behind the point. */
    public static String three(double value) {
        double magnitude = Math.abs(value);
        int digits = magnitude < 9.995 ? 2 : magnitude < 99.95 ? 1 : 0;
        String text = String.format(Locale.ROOT, "%,." + digits + "f", value);
        return digits == 0 ? text : text.replaceAll("\\.?0+$", "");
    }
}
