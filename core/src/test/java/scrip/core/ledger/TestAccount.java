package scrip.core.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.ItemId;
import scrip.core.catalog.Surface;
import scrip.core.ledger.Posting.Book;
import scrip.core.order.LineRequest;
import scrip.core.order.Order;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;
import scrip.core.pack.Draw;
import scrip.core.pack.UseDraw;

/// An institution or a consortium for which every command must be accepted, with everything booked
/// for it.
public final class TestAccount implements Memory {

    private static final OrganizationId ID = new OrganizationId("first");

    private final Catalogs catalogs;
    private final List<Posting> postings = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Long> uses = new HashMap<>();
    private final OrganizationId id;
    private Account account;
    private long ids;
    private int asked;
    private int portion = Advance.PORTION;

    public TestAccount(Catalogs catalogs, Instant opened) {
        this(ID, OrganizationKind.INSTITUTION, catalogs, opened);
    }

    private TestAccount(
            OrganizationId id, OrganizationKind kind, Catalogs catalogs, Instant opened) {
        this.id = id;
        this.account = Account.none(id);
        this.catalogs = catalogs;
        decide(new Command.OpenAccount(kind, "First", ZoneOffset.UTC, null), opened);
    }

    /// A consortium with the institution as its member.
    public static TestAccount consortium(Catalogs catalogs, Instant opened) {
        TestAccount consortium =
                new TestAccount(
                        new OrganizationId("union"), OrganizationKind.CONSORTIUM, catalogs, opened);
        consortium.decide(new Command.AddMember(ID), opened);
        return consortium;
    }

    /// Makes it advance in portions of about that many facts.
    public void inPortionsOf(int facts) {
        portion = facts;
    }

    /// The account as of its last fact.
    public Account account() {
        return account;
    }

    public Account at(Instant now) {
        return Advance.to(account, now).account();
    }

    public List<Posting> postings() {
        return List.copyOf(postings);
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    public Order order(LineRequest line, Instant now) {
        Answer answer =
                decide(new Command.PlaceOrder(List.of(line), true, "Dr Who", false, true), now);
        return ((Answer.Ordered) answer).order();
    }

    /// Orders and pays at once.
    public Order buy(LineRequest line, Instant now) {
        Order order = order(line, now);
        decide(Command.Pay.bySandbox(List.of(order.id())), now);
        return order;
    }

    /// Signs the agreement for a product, without any terms.
    public void sign(String product, Instant now) {
        decide(
                new Command.SignAgreement(
                        product,
                        "A-1",
                        "Dr Who",
                        LocalDate.EPOCH,
                        null,
                        null,
                        null,
                        List.of(),
                        BigDecimal.ZERO,
                        new TreeMap<>()),
                now);
    }

    /// Uses units under a new key.
    ///
    /// @return the key
    public String use(String resource, long quantity, Instant now) {
        decide(
                new Command.Use(id, null, resource, quantity, null, Surface.API, null, null, false),
                now);
        return "key-" + ids;
    }

    /// Decides a command under a new key.
    ///
    /// @throws AssertionError if it is not accepted
    public <A extends Answer> A decide(Command<A> command, Instant now) {
        Decision<A> decision = decided(command, now);
        if (!(decision instanceof Decision.Accepted<A> accepted)) {
            throw new AssertionError(command + ": " + decision);
        }
        accepted.entries().forEach(this::book);
        return accepted.answer();
    }

    private void book(Entry entry) {
        postings.addAll(Posting.of(account, entry));
        account = Apply.apply(account, entry);
        entries.add(entry);
        if (entry.fact() instanceof Fact.UseBooked use) {
            uses.put(use.key(), entry.seq());
        }
    }

    /// The code with which a command is refused.
    ///
    /// @throws AssertionError if it is accepted
    public Code refused(Command<?> command, Instant now) {
        if (decided(command, now) instanceof Decision.Refused<?>(Refusal refusal)) {
            return refusal.code();
        }
        throw new AssertionError(command + " was accepted");
    }

    private <A extends Answer> Decision<A> decided(Command<A> command, Instant now) {
        ids++;
        Envelope<A> envelope =
                new Envelope<>(command, "key-" + ids, new UUID(7, ids << 20), "test", "test");
        Decision<A> decision = Decide.decide(account, envelope, this, catalogs, now, portion);
        while (decision instanceof Decision.Behind<A> behind) {
            behind.entries().forEach(this::book);
            decision = Decide.decide(account, envelope, this, catalogs, now, portion);
        }
        return decision;
    }

    /// The key of the last command.
    public String lastKey() {
        return "key-" + ids;
    }

    /// How often the draws on packs were asked for.
    int asked() {
        return asked;
    }

    @Override
    public @Nullable BookedUse use(String key) {
        Long seq = uses.get(key);
        if (seq == null) {
            return null;
        }
        long left = 0;
        for (Posting posting : postings) {
            if (seq.equals(posting.use())) {
                left += posting.to() == Book.USED ? posting.units() : 0;
                left -= posting.from() == Book.USED ? posting.units() : 0;
            }
        }
        return new BookedUse(seq, postings.getFirst().pool(), null, left);
    }

    @Override
    public boolean isHold(String key, @Nullable OrganizationId organization) {
        return false;
    }

    @Override
    public boolean counted(ItemId resource, String subject) {
        return false;
    }

    @Override
    public List<Draw> drawsOf(long use) {
        Map<Long, Long> byPack = new LinkedHashMap<>();
        for (Posting posting : postings) {
            Long pack = posting.pack();
            Long of = posting.use();
            if (pack != null && of != null && of == use) {
                long sign = posting.from() == Book.USED ? -1 : 1;
                byPack.merge(pack, sign * posting.units(), Long::sum);
            }
        }
        return byPack.entrySet().stream()
                .filter(e -> e.getValue() > 0)
                .map(e -> new Draw(e.getKey(), e.getValue()))
                .toList();
    }

    @Override
    public List<UseDraw> drawsOn(SortedSet<Long> packs) {
        asked++;
        return uses.values().stream()
                .sorted()
                .flatMap(use ->
                        drawsOf(use).stream()
                                .filter(d -> packs.contains(d.pack()))
                                .map(d -> new UseDraw(use, d.pack(), d.units())))
                .toList();
    }
}
