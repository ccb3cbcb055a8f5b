package scrip.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// Up to where reports are booked. Written in place, in turns to two slots, so that one is always
/// whole and no room is needed. Losing the last step only repeats a delivery, whose keys are known.
final class SpoolPosition implements AutoCloseable {

    private static final int SLOT_BYTES = 32;
    private static final int SUMMED_BYTES = 24;
    private static final int SLOTS = 2;

    private final FileChannel channel;
    private long turn;
    private SpoolWriter.Mark mark = new SpoolWriter.Mark(0, 0);

    SpoolPosition(Path file) throws IOException {
        this.channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        for (int slot = 0; slot < SLOTS; slot++) {
            ByteBuffer in = ByteBuffer.allocate(SLOT_BYTES);
            channel.read(in, (long) slot * SLOT_BYTES);
            if (!in.hasRemaining()
                    && in.getLong(SUMMED_BYTES) == sum(in.array())
                    && in.getLong(0) > turn) {
                turn = in.getLong(0);
                mark = new SpoolWriter.Mark(in.getLong(8), in.getLong(16));
            }
        }
        if (channel.size() < (long) SLOTS * SLOT_BYTES) {
            // Its room is taken while there is some.
            write(mark);
            write(mark);
            channel.force(true);
        }
    }

    SpoolWriter.Mark mark() {
        return mark;
    }

    void write(SpoolWriter.Mark reached) throws IOException {
        ByteBuffer out =
                ByteBuffer.allocate(SLOT_BYTES)
                        .putLong(turn + 1)
                        .putLong(reached.segment())
                        .putLong(reached.offset());
        out.putLong(sum(out.array())).flip();
        long at = (turn + 1) % SLOTS * SLOT_BYTES;
        while (out.hasRemaining()) {
            channel.write(out, at + out.position());
        }
        turn++;
        mark = reached;
    }

    private static long sum(byte[] slot) {
        CRC32C sum = new CRC32C();
        sum.update(slot, 0, SUMMED_BYTES);
        return sum.getValue();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
