package io.desirepath.journey.ingestion;

import io.desirepath.contracts.ProblemType;
import io.desirepath.service.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads bodies by what they are, not by what they are called: gzip begins with two bytes that JSON never begins with. */
final class SentBody {

    private static final int GZIP_1 = 0x1f;
    private static final int GZIP_2 = 0x8b;
    private static final int BUFFER = 64 * 1024;

    private SentBody() {}

    /** The body's content, unpacked if it is gzip. */
    static InputStream unpacked(InputStream body) throws IOException {
        var peeking = new Peeking(body);
        int first = peeking.read();
        int second = first < 0 ? -1 : peeking.read();
        if (second >= 0) {
            peeking.unread(second);
        }
        if (first >= 0) {
            peeking.unread(first);
        }
        return first == GZIP_1 && second == GZIP_2 ? new GZIPInputStream(peeking, BUFFER) : peeking;
    }

    /**
     * The whole content, if it is not larger than allowed.
     *
     * @throws ProblemException INVALID_REQUEST, which clients of the protocol expect also if it is too large
     */
    static byte[] read(InputStream body, int most) {
        try {
            byte[] bytes = unpacked(body).readNBytes(most + 1);
            if (bytes.length > most) {
                throw ProblemException.of(
                        ProblemType.INVALID_REQUEST, "Too large: at most " + most + " bytes, unpacked");
            }
            return bytes;
        } catch (ZipException | java.io.EOFException e) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "The body begins as gzip, but is not gzip");
        } catch (IOException e) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "The body breaks off");
        }
    }

    /** Knows whether more is coming, so that gzip files put one after another are read to the end of the last. */
    private static final class Peeking extends PushbackInputStream {
        Peeking(InputStream in) {
            super(in, 2);
        }

        @Override
        public int available() throws IOException {
            int next = read();
            if (next < 0) {
                return 0;
            }
            unread(next);
            return 1;
        }
    }
}
