package io.framebus.bench.load;

import io.framebus.bench.text.Values;
import picocli.CommandLine.ITypeConverter;

/** How frames are published. */
enum Publishing {
    /** One after the other, each seen as soon as it is published. */
    EACH,
    /** Those of a stream that are due together as a {@link io.framebus.FrameBatch}, seen together. */
    BATCH;

    static final class Converter implements ITypeConverter<Publishing> {
        @Override
        public Publishing convert(String value) {
            return Values.constant(Publishing.class, value);
        }
    }
}
