package scrip.server.signin;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/// A QR code as the path of an SVG picture. It is drawn here: its text is a secret that no other
/// server is asked to draw.
///
/// @param size the width and height, with the margin, in modules
/// @param path the dark modules, one unit wide each
record QrCode(int size, String path) {

    /// The margin that readers need, in modules.
    private static final int MARGIN = 4;

    static QrCode of(String text) {
        ByteMatrix modules;
        try {
            modules = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException tooLong) {
            throw new IllegalStateException(tooLong);
        }
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            int x = 0;
            while (x < modules.getWidth()) {
                int from = x;
                while (x < modules.getWidth() && modules.get(x, y) == 1) {
                    x++;
                }
                if (x > from) {
                    path.append(
                            "M%d %dh%dv1h-%dz"
                                    .formatted(from + MARGIN, y + MARGIN, x - from, x - from));
                }
                x++;
            }
        }
        return new QrCode(modules.getWidth() + 2 * MARGIN, path.toString());
    }
}
