package scrip.server.use;

import java.util.List;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.emergency.EmergencyId;
import scrip.core.ledger.Answer;
import scrip.core.ledger.Answer.PackUnits;

/// What a capture, a release or a correction has changed, in the form of the contract.
///
/// @param drawn null for a correction
record SettledView(
        ItemId resource,
        @Nullable Integer storageYears,
        @Nullable List<PackUnits> drawn,
        List<PackUnits> returned,
        long arrears,
        long available,
        @Nullable EmergencyId emergency) {

    static SettledView of(Answer.Settled settled) {
        return new SettledView(
                settled.pool().resource(),
                settled.pool().storageTerm(),
                settled.drawn(),
                settled.returned(),
                settled.arrears(),
                settled.available(),
                settled.emergency());
    }

    static SettledView of(Answer.Corrected corrected) {
        return new SettledView(
                corrected.pool().resource(),
                corrected.pool().storageTerm(),
                null,
                corrected.returned(),
                corrected.arrears(),
                corrected.available(),
                null);
    }
}
