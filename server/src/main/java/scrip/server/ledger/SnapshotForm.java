package scrip.server.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import scrip.core.ledger.Account;
import tools.jackson.core.JacksonException;

/// The stored form of a snapshot: JSON without what is empty, compressed. An account is short and
/// mostly names of properties, so a dictionary that has these helps most: an account with one pack
/// takes 70 bytes, of 930 as plain JSON.
public final class SnapshotForm {

    /// The dictionary. What is used most comes last. After a change snapshots that were stored
    /// before can no longer be read and count as wrong: raise `Ledger.CORE` with it.
    private static final byte[] WORDS =
            """
            "agreements":{"quotes":{"unsettled":{"resting":{"payers":{"unapplied":{"owed":{"known":[\
            "productsPaid":["returns":{"requests":{"received":{"payments":{"orders":{"lines":[\
            "services":{"visits":["licenses":[{"members":["consortia":["defaultStorageYears":\
            "placedAt":"confirmedAt":"paidAt":"currency":"USD""amount":{"minor":"holder":"order":"\
            "item":"product":"line":"validity":{"type":"Until""perpetual":"stage":{"type":"Paid"\
            "kept":{"episode":{"startedAt":"halfway":true"debts":["holds":["warned":["key":"use":\
            "origin":{"type":"Bought","order":"0199","line":"storageUntil":"phase":"CLOSED""ENDED"\
            {"id":"institution","seq":1,"bookedAt":"2026-01-01T00:00:00.000000Z",\
            "profile":{"kind":"CONSORTIUM""kind":"INSTITUTION","name":"institution",\
            "zone":"Asia/Shanghai""zone":"Z"},"trade":{"funds":{}},"rights":{},"stock":{"pools":{\
            "aimis/mimi-ai-report@0":{"key":"aimis/mimi-ai-report@0","packs":[{"seq":2,"id":"0199",\
            "origin":{"type":"VendorGrant"},"catalogVersion":"2026-01-01","purchasedAt":"2026-01-01\
            T00:00:00Z","from":"2026-01-01T00:00:00Z","until":"2027-01-01T00:00:00Z",\
            "quantity":1000000000,"phase":"OPEN","available":1000000000,"held":0,"drawn":0,\
            "expired":0,"voided":0,"reminded":{"from":"2026-01-01T00:00:00Z","passed":0}}],\
            "debts":[],"suspended":false}}}}\
            """
                    .getBytes(StandardCharsets.UTF_8);

    private static final int PIECE_BYTES = 4_096;

    private SnapshotForm() {}

    static byte[] of(Account account) {
        return packed(LedgerJson.compact(account));
    }

    /// The stored form of an account given as JSON.
    static byte[] packed(String json) {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setDictionary(WORDS);
            deflater.setInput(json.getBytes(StandardCharsets.UTF_8));
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] piece = new byte[PIECE_BYTES];
            while (!deflater.finished()) {
                out.write(piece, 0, deflater.deflate(piece));
            }
            return out.toByteArray();
        }
    }

    /// The account in a snapshot.
    ///
    /// @throws IllegalArgumentException if it cannot be read
    public static Account account(byte[] body) {
        try {
            return LedgerJson.account(json(body));
        } catch (JacksonException failure) {
            throw new IllegalArgumentException("not an account", failure);
        }
    }

    /// The account in a snapshot as JSON.
    ///
    /// @throws IllegalArgumentException if it is not compressed as it should be
    static String json(byte[] body) {
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(body);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] piece = new byte[PIECE_BYTES];
            while (!inflater.finished()) {
                int length = inflater.inflate(piece);
                if (inflater.needsDictionary()) {
                    inflater.setDictionary(WORDS);
                } else if (length == 0 && !inflater.finished()) {
                    throw new IllegalArgumentException("a snapshot that ends too early");
                }
                out.write(piece, 0, length);
            }
            return out.toString(StandardCharsets.UTF_8);
        } catch (DataFormatException failure) {
            throw new IllegalArgumentException("not a snapshot", failure);
        }
    }
}
