package io.framebus.bench.media;

import java.nio.ByteBuffer;

/**
 * Checks the tables of one moov or moof box before mp4parser makes an object of each of their entries: a table has to have
 * the entries that it claims, and nobody needs more of them than there may be access units.
 */
final class Mp4TableGuard {
    private long samplesOfRuns;

    /** Checks the content of a box. Boxes that are no tables pass: what they cost depends on their size alone. */
    void check(String type, ByteBuffer content) {
        switch (type) {
            case "stts", "ctts", "co64" -> checkEntries(type, content, 4, 8, MediaLimits.MAX_UNITS);
            case "stsc" -> checkEntries(type, content, 4, 12, MediaLimits.MAX_UNITS);
            case "stco", "stss" -> checkEntries(type, content, 4, 4, MediaLimits.MAX_UNITS);
            case "elst" -> checkEntries(type, content, 4, content.get(0) == 1 ? 20 : 12, MediaLimits.MAX_EDITS);
            case "stsz" -> checkSizes(content);
            case "trun" -> checkRun(content);
            default -> {}
        }
    }

    private static void checkSizes(ByteBuffer stsz) {
        int commonSize = stsz.getInt(4);
        if (commonSize == 0) {
            checkEntries("stsz", stsz, 8, 4, Integer.MAX_VALUE);
        } else if (stsz.getInt(8) < 0) {
            throw new MalformedMedia("box 'stsz' claims " + Integer.toUnsignedString(stsz.getInt(8)) + " samples");
        }
        checkSamples(stsz.getInt(8));
    }

    /** A table whose count is at {@code countAt}, with its entries behind. */
    private static void checkEntries(String type, ByteBuffer table, int countAt, int entryBytes, int limit) {
        long count = table.getInt(countAt) & 0xFFFF_FFFFL;
        long room = (table.limit() - countAt - 4L) / entryBytes;
        if (count > room) {
            throw new MalformedMedia("box '" + type + "' claims " + count + " entries, its size has room for " + room);
        }
        if (count > limit) {
            throw new MalformedMedia("box '" + type + "' has " + count + " entries, more than the limit of " + limit);
        }
    }

    /** Samples of a run need not have bytes in the box, but mp4parser makes an object of each all the same. */
    private void checkRun(ByteBuffer trun) {
        int flags = trun.getInt(0);
        long samples = trun.getInt(4) & 0xFFFF_FFFFL;
        int sampleBytes = 4 * Integer.bitCount(flags & 0xF00);
        long room = trun.limit() - 8L - 4L * Integer.bitCount(flags & 0x5);
        if (samples > MediaLimits.MAX_UNITS || samples * sampleBytes > room) {
            throw new MalformedMedia("box 'trun' claims " + samples + " samples in " + Math.max(0, room) + " bytes");
        }
        samplesOfRuns += samples;
        checkSamples(samplesOfRuns);
    }

    private static void checkSamples(long samples) {
        if (samples > MediaLimits.MAX_UNITS) {
            throw UnitBudget.exceeded();
        }
    }
}
