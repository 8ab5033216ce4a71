package io.framebus.bench.media;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mp4parser.Box;
import org.mp4parser.Container;
import org.mp4parser.ParsableBox;
import org.mp4parser.PropertyBoxParserImpl;
import org.mp4parser.boxes.UnknownBox;
import org.mp4parser.boxes.sampleentry.AudioSampleEntry;
import org.mp4parser.boxes.sampleentry.VisualSampleEntry;
import org.mp4parser.support.AbstractBox;
import org.mp4parser.support.AbstractContainerBox;

/**
 * Has mp4parser read a moov or moof box that {@link Mp4Guard} let through. mp4parser reads the fields of a box when they are
 * first asked for, and may throw any RuntimeException then.
 *
 * <p>It does not know the sample entries of AV1 and Opus; they have the fields of the others. Decoder configurations are left
 * to it as unknown boxes, since they have to come out byte by byte as they are in the file: what mp4parser writes of an
 * AudioSpecificConfig is not what it read, and some of them it refuses.
 */
final class Mp4Boxes extends PropertyBoxParserImpl {
    static {
        // It asserts that it would write each box as it was read. Other people's files are not its own bugs.
        ClassLoader loader = AbstractBox.class.getClassLoader();
        if (loader != null) {
            loader.setPackageAssertionStatus("org.mp4parser", false);
        }
    }

    /** Reads {@code content} into an empty moov or moof box. Changes {@code content}. */
    <B extends AbstractContainerBox> B parse(B box, ByteBuffer content) {
        ByteBuffer safe = Mp4Guard.check(box.getType(), content);
        ByteArrayInputStream bytes =
                new ByteArrayInputStream(safe.array(), safe.arrayOffset() + safe.position(), safe.remaining());
        try (ReadableByteChannel channel = Channels.newChannel(bytes)) {
            box.parse(channel, ByteBuffer.allocate(0), safe.remaining(), this);
        } catch (IOException e) {
            throw new MalformedMedia("is malformed: " + MediaFile.reason(e));
        }
        return box;
    }

    @Override
    public ParsableBox createBox(String type, byte[] userType, String parent) {
        return switch (type) {
            case "av01" -> new VisualSampleEntry(type);
            case "Opus" -> new AudioSampleEntry(type);
            case "avcC", "hvcC", "vpcC", "av1C", "esds", "dOps" -> new UnknownBox(type);
            case "trun" -> new Mp4TrackRun();
            default -> super.createBox(type, userType, parent);
        };
    }

    static <B> B require(@Nullable B box, String type) {
        if (box == null) {
            throw new MalformedMedia("box '" + type + "' is missing");
        }
        return box;
    }

    static <B extends Box> @Nullable B first(Container container, Class<B> type) {
        List<B> boxes = container.getBoxes(type);
        return boxes.isEmpty() ? null : boxes.get(0);
    }

    /** The bytes of the first box of a type that is unknown to mp4parser, or null. */
    static @Nullable ByteBuffer bytes(Container container, String type) {
        for (UnknownBox box : container.getBoxes(UnknownBox.class)) {
            if (box.getType().equals(type)) {
                return box.getData().duplicate().rewind().slice();
            }
        }
        return null;
    }
}
