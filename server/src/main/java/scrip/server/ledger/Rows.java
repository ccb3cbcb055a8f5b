package scrip.server.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Command;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;
import scrip.core.ledger.Posting;

/// The rows of one batch as arguments of the database function `write_batch`; the columns are
/// declared in the order of its parameters.
final class Rows {

    /// The one partition for uses and postings of sandboxes, whose clocks jump over years.
    private static final LocalDate SANDBOX_MONTH = LocalDate.of(1, 1, 1);

    final Columns columns = new Columns();
    private final Columns.Ints realm = columns.ints();
    private final Columns.Longs account = columns.longs();
    private final Columns.Longs bookedAt = columns.longs();
    private final Columns.Texts month = columns.texts("date");
    private final Columns.Ints newKeySlot = columns.ints();
    private final Columns.Longs newKeyHigh = columns.longs();
    private final Columns.Longs newKeyLow = columns.longs();
    private final Columns.Ints newSubjectSlot = columns.ints();
    private final Columns.Longs newSubjectHigh = columns.longs();
    private final Columns.Longs newSubjectLow = columns.longs();
    private final Columns.Ints factSlot = columns.ints();
    private final Columns.Longs factSeq = columns.longs();
    private final Columns.Texts factType = columns.texts("text");
    private final Columns.Longs factEffectiveAt = columns.longs();
    private final Columns.Texts factBody = columns.texts("text");
    private final Columns.Ints useSlot = columns.ints();
    private final Columns.Longs useSeq = columns.longs();
    private final Columns.Texts useKey = columns.texts("text");
    private final Columns.Texts useResource = columns.texts("text");
    private final Columns.Ints useStorageYears = columns.ints();
    private final Columns.Longs useQuantity = columns.longs();
    private final Columns.Texts useSubject = columns.texts("text");
    private final Columns.Longs useStorageUntil = columns.longs();
    private final Columns.Longs useFirstSeq = columns.longs();
    private final Columns.Longs useLastSeq = columns.longs();
    private final Columns.Texts useActor = columns.texts("text");
    private final Columns.Texts useRequestId = columns.texts("text");
    private final Columns.Texts useBody = columns.texts("text");
    private final Columns.Texts useAnswer = columns.texts("text");
    private final Columns.Ints postingSlot = columns.ints();
    private final Columns.Longs postingSeq = columns.longs();
    private final Columns.Ints postingLine = columns.ints();
    private final Columns.Texts postingResource = columns.texts("text");
    private final Columns.Ints postingStorageYears = columns.ints();
    private final Columns.Texts postingFrom = columns.texts("text");
    private final Columns.Texts postingTo = columns.texts("text");
    private final Columns.Longs postingPack = columns.longs();
    private final Columns.Longs postingUse = columns.longs();
    private final Columns.Longs postingUnits = columns.longs();
    private final Columns.Ints keySlot = columns.ints();
    private final Columns.Longs keyHigh = columns.longs();
    private final Columns.Longs keyLow = columns.longs();
    private final Columns.Longs keyContentHigh = columns.longs();
    private final Columns.Longs keyContentLow = columns.longs();
    private final Columns.Texts keyKind = columns.texts("text");
    private final Columns.Longs keySeq = columns.longs();
    private final Columns.Texts keyCommand = columns.texts("text");
    private final Columns.Ints subjectSlot = columns.ints();
    private final Columns.Longs subjectHigh = columns.longs();
    private final Columns.Longs subjectLow = columns.longs();
    private final Columns.Longs subjectSeq = columns.longs();

    private final Map<String, List<Map<String, @Nullable Object>>> rare = new LinkedHashMap<>();
    private final SortedSet<LocalDate> months = new TreeSet<>();

    /// The command that booked a use, stored beside it.
    record BookedRequest(
            Submission submission, Submission.Part part, long first, long last, String answer) {}

    /// Adds an account, so that rows can be written for it.
    ///
    /// @return its slot, from 1
    int slot(Realm in, long number, Instant booked) {
        LocalDate first =
                in.isLive()
                        ? YearMonth.from(booked.atOffset(ZoneOffset.UTC)).atDay(1)
                        : SANDBOX_MONTH;
        realm.add(in.number());
        account.add(number);
        bookedAt.add(micros(booked));
        month.add(first.toString());
        if (in.isLive()) {
            months.add(first);
        }
        return realm.size();
    }

    /// The account number of a slot.
    long account(int slot) {
        return account.get(slot - 1);
    }

    void newKey(int slot, Digest key) {
        newKeySlot.add(slot);
        newKeyHigh.add(key.high());
        newKeyLow.add(key.low());
    }

    void newSubject(int slot, Digest subject) {
        newSubjectSlot.add(slot);
        newSubjectHigh.add(subject.high());
        newSubjectLow.add(subject.low());
    }

    void fact(int slot, Entry entry) {
        factSlot.add(slot);
        factSeq.add(entry.seq());
        factType.add(LedgerJson.nameOf(entry.fact()));
        factEffectiveAt.add(micros(entry.effectiveAt()));
        factBody.add(LedgerJson.write(entry.fact()));
    }

    void use(int slot, long seq, Fact.UseBooked use, @Nullable BookedRequest asked) {
        useSlot.add(slot);
        useSeq.add(seq);
        useKey.add(use.key());
        useResource.add(use.pool().resource().toString());
        useStorageYears.add(use.pool().storageYears());
        useQuantity.add(use.quantity());
        useSubject.add(use.subject());
        Instant until = use.storageUntil();
        useStorageUntil.add(until == null ? 0 : micros(until));
        useFirstSeq.add(asked == null ? 0 : asked.first());
        useLastSeq.add(asked == null ? 0 : asked.last());
        useActor.add(asked == null ? null : asked.submission().actor());
        useRequestId.add(asked == null ? null : asked.submission().requestId());
        useBody.add(asked == null ? null : asked.part().body());
        useAnswer.add(asked == null ? null : asked.answer());
    }

    void posting(int slot, long seq, int line, Posting posting) {
        postingSlot.add(slot);
        postingSeq.add(seq);
        postingLine.add(line);
        postingResource.add(posting.pool().resource().toString());
        postingStorageYears.add(posting.pool().storageYears());
        postingFrom.add(posting.from().name());
        postingTo.add(posting.to().name());
        Long pack = posting.pack();
        Long use = posting.use();
        postingPack.add(pack == null ? 0 : pack);
        postingUse.add(use == null ? 0 : use);
        postingUnits.add(posting.units());
    }

    /// Adds the key of a use; the answer is stored in `uses`.
    void keyOfUse(int slot, Digest key, Digest content, long seq) {
        key(slot, key, content, "U", seq, null);
    }

    /// Adds the key of a command; the answer is stored in `commands`.
    void keyOfCommand(int slot, Digest key, Digest content, Submission.Part part) {
        String kind = part.command() instanceof Command.HoldUnits ? "H" : "C";
        key(slot, key, content, kind, 0, part.seed().toString());
    }

    private void key(
            int slot, Digest key, Digest content, String kind, long seq, @Nullable String command) {
        keySlot.add(slot);
        keyHigh.add(key.high());
        keyLow.add(key.low());
        keyContentHigh.add(content.high());
        keyContentLow.add(content.low());
        keyKind.add(kind);
        keySeq.add(seq);
        keyCommand.add(command);
    }

    void subject(int slot, Digest subject, long seq) {
        subjectSlot.add(slot);
        subjectHigh.add(subject.high());
        subjectLow.add(subject.low());
        subjectSeq.add(seq);
    }

    /// Adds a row to a table that uses do not touch.
    ///
    /// @return the row, to be filled with its columns
    Map<String, @Nullable Object> rare(String table, int slot) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("slot", slot);
        rare.computeIfAbsent(table, _ -> new ArrayList<>()).add(row);
        return row;
    }

    /// The rows of rare tables as one document; null if there are none.
    @Nullable String rareJson() {
        return rare.isEmpty() ? null : LedgerJson.write(rare);
    }

    /// The months whose partitions the live realm's rows need.
    SortedSet<LocalDate> months() {
        return months;
    }

    /// Whether there is anything to confirm or to write.
    boolean isEmpty() {
        return newKeySlot.size() == 0
                && newSubjectSlot.size() == 0
                && factSlot.size() == 0
                && keySlot.size() == 0
                && rare.isEmpty();
    }

    static @Nullable Long microsOrNull(@Nullable Instant instant) {
        return instant == null ? null : micros(instant);
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
