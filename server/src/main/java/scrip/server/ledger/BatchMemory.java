package scrip.server.ledger;

import java.sql.SQLException;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Memory;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Draw;
import scrip.core.pack.UseDraw;

/// The past of one account as one command of a batch sees it: the keys and subjects that earlier
/// commands of the batch took or freed, then the database. A batch ends before a command that asks
/// for uses or draws of an account the batch has touched, so uses and draws come from the database
/// alone.
final class BatchMemory implements Memory {

    private final Batch batch;
    private final Slot slot;
    private final PastStore past;
    private @Nullable BookedUse lastUse;

    BatchMemory(Batch batch, Slot slot, PastStore past) {
        this.batch = batch;
        this.slot = slot;
        this.past = past;
    }

    /// The use last asked for: a correction of it may free its subject.
    @Nullable BookedUse lastUse() {
        return lastUse;
    }

    @Override
    public @Nullable BookedUse use(String key) {
        if (slot.number() == 0) {
            return null;
        }
        try {
            lastUse = past.use(slot.ref(), slot.number(), key);
            return lastUse;
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    @Override
    public boolean isHold(String key, @Nullable OrganizationId organization) {
        Digest digest = Digest.of(key);
        KnownKey taken = batch.taken(slot, digest);
        if (taken != null) {
            return taken.hold();
        }
        try {
            return slot.number() != 0 && past.isHold(slot.number(), digest, organization);
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    @Override
    public boolean counted(ItemId resource, String subject) {
        return batch.counted(slot, Digest.ofSubject(resource, subject));
    }

    @Override
    public List<Draw> drawsOf(long use) {
        try {
            return past.drawsOf(slot.number(), use);
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }

    @Override
    public List<UseDraw> drawsOn(SortedSet<Long> packs) {
        try {
            return past.drawsOn(slot.number(), packs);
        } catch (SQLException failure) {
            throw new SqlFailure(failure);
        }
    }
}
