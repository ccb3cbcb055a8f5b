package scrip.server.overview;

import java.time.Instant;
import java.util.List;
import scrip.core.catalog.ItemId;
import scrip.core.ledger.Entry;
import scrip.core.ledger.Fact;
import scrip.core.order.Share;
import scrip.core.organization.OrganizationId;
import scrip.core.pack.Debt;
import scrip.core.pack.Draw;
import scrip.core.pack.PackId;
import scrip.core.pack.PoolKey;
import scrip.core.pack.UseDraw;
import scrip.server.emergency.EmergencyView;
import scrip.server.license.LicenseView;
import scrip.server.license.VisitView;
import scrip.server.order.OrderView;
import scrip.server.order.QuoteView;
import scrip.server.order.SalesRequestView;
import scrip.server.organization.AgreementView;
import scrip.server.pack.PackView;
import scrip.server.payment.MoneyReturnView;
import scrip.server.payment.PaymentView;
import scrip.server.service.ServiceView;
import scrip.server.use.KeptView;

/// Shows the facts of an account in the terms of the contract, with all content as it was when the
/// fact was booked.
final class FactViews {

    private final OrganizationId account;
    private final Packs packs;

    /// Shows facts of an account.
    ///
    /// @param packs resolves every pack that a fact names
    FactViews(OrganizationId account, Packs packs) {
        this.account = account;
        this.packs = packs;
    }

    /// Resolves packs: facts refer to a pack by the sequence number of the fact that issued it,
    /// people by its id.
    interface Packs {
        PackId id(PoolKey pool, long seq);
    }

    /// A fact with its position in the history.
    record EntryView(long seq, String type, Instant effectiveAt, Instant bookedAt, FactView fact) {}

    EntryView of(Entry entry) {
        return new EntryView(
                entry.seq(),
                FactType.of(entry.fact()),
                entry.effectiveAt(),
                entry.bookedAt(),
                view(entry.fact(), entry.bookedAt()));
    }

    private FactView view(Fact fact, Instant at) {
        return switch (fact) {
            case Fact.OfProfile profile -> profile(profile);
            case Fact.OfTrade trade -> trade(trade, at);
            case Fact.OfRights rights -> rights(rights, at);
            case Fact.OfPool pool -> pool(pool);
            case Fact.UseRepeated(String key, var resource, String subject) ->
                    new FactView.Repeat(key, resource, subject);
            case Fact.UseKept(var kept) -> new FactView.Kept(KeptView.of(kept));
            case Fact.KeptDecided(String use, boolean accepted, var bookedOn) ->
                    new FactView.Decision(use, accepted, bookedOn);
            case Fact.Noticed(var code, var subject, var quantity) ->
                    new FactView.Notice(code.name(), subject, quantity);
        };
    }

    private static FactView profile(Fact.OfProfile fact) {
        return switch (fact) {
            case Fact.AccountOpened(var kind, String name, var zone, Integer years) ->
                    new FactView.Opening(kind.name(), name, zone.getId(), years);
            case Fact.NameChanged(String name) -> new FactView.Name(name);
            case Fact.ZoneChanged(var zone) -> new FactView.Zone(zone.getId());
            case Fact.DefaultStorageChanged(Integer years) -> new FactView.DefaultStorage(years);
            case Fact.MemberAdded(var institution) -> new FactView.Member(institution);
            case Fact.MemberRemoved(var institution) -> new FactView.Member(institution);
            case Fact.ConsortiumJoined(var consortium) -> new FactView.Consortium(consortium);
            case Fact.ConsortiumLeft(var consortium) -> new FactView.Consortium(consortium);
        };
    }

    private FactView trade(Fact.OfTrade fact, Instant at) {
        return switch (fact) {
            case Fact.AgreementSigned(var agreement) ->
                    new FactView.Agreement(AgreementView.of(agreement));
            case Fact.QuoteMade(var quote) ->
                    new FactView.Quote(QuoteView.of(quote, quote.quotedAt()));
            case Fact.QuoteAccepted(var quote, var order) ->
                    new FactView.QuoteAcceptance(quote, order);
            case Fact.OfOrder o -> new FactView.Order(OrderView.of(o.order(), at));
            case Fact.PaymentReceived(var payment) -> new FactView.Payment(PaymentView.of(payment));
            case Fact.MoneyApplied(var order, var shares) ->
                    new FactView.OrderMoney(order, shares(shares));
            case Fact.MoneyFreed(var order, var shares) ->
                    new FactView.OrderMoney(order, shares(shares));
            case Fact.PaymentRecalled(var payment, var amount, var owed) ->
                    new FactView.Recall(payment, amount, owed);
            case Fact.PaymentReinstated(var payment, var amount, var cured) ->
                    new FactView.Reinstatement(payment, amount, cured);
            case Fact.MoneyReturned(var money, var shares) ->
                    new FactView.Return(MoneyReturnView.of(money), shares(shares));
            case Fact.OfMoneyReturn m ->
                    new FactView.Return(MoneyReturnView.of(m.moneyReturn()), null);
            case Fact.OfSalesRequest s ->
                    new FactView.SalesRequest(SalesRequestView.of(account, s.request()));
        };
    }

    private static FactView rights(Fact.OfRights fact, Instant at) {
        return switch (fact) {
            case Fact.OfLicense l -> new FactView.License(LicenseView.of(l.license(), at));
            case Fact.LicenseReminded(var license, int passed) ->
                    new FactView.LicenseReminder(license, passed);
            case Fact.VisitLogged(var visit) -> new FactView.Visit(VisitView.of(visit));
            case Fact.EmergencyOpened(var emergency) ->
                    new FactView.Emergency(EmergencyView.of(emergency, at));
            case Fact.OfService s -> new FactView.Service(ServiceView.of(s.service(), at));
            case Fact.ServiceReminded(var service, int passed) ->
                    new FactView.ServiceReminder(service, passed);
        };
    }

    private FactView pool(Fact.OfPool fact) {
        ItemId resource = fact.pool().resource();
        Integer years = fact.pool().storageTerm();
        return switch (fact) {
            case Fact.PackIssued(var pool, var pack) ->
                    new FactView.PackIssue(PackView.of(pool, pack));
            case Fact.PackStarted f ->
                    new FactView.PackStep(resource, years, packs.id(f.pool(), f.pack()));
            case Fact.PackEnded f ->
                    new FactView.PackStep(resource, years, packs.id(f.pool(), f.pack()));
            case Fact.PackClosed f ->
                    new FactView.PackEnd(resource, years, packs.id(f.pool(), f.pack()), f.units());
            case Fact.PackReminded f ->
                    new FactView.PackReminder(
                            resource, years, packs.id(f.pool(), f.pack()), f.passed());
            case Fact.UseBooked use -> use(use);
            case Fact.ArrearsRepaid f ->
                    new FactView.Repayment(resource, years, ofUses(f.pool(), f.draws()));
            case Fact.ArrearsHalfway _, Fact.PoolSuspended _, Fact.PoolRestored _ ->
                    new FactView.Pool(resource, years);
            case Fact.LevelWarned f -> new FactView.Level(resource, years, f.level().name());
            case Fact.UnitsHeld f ->
                    new FactView.Hold(
                            resource,
                            years,
                            f.hold().key(),
                            f.hold().organization(),
                            f.hold().endsAt(),
                            units(f.pool(), f.hold().units()));
            case Fact.HoldClosed f -> new FactView.HoldEnd(resource, years, f.hold());
            case Fact.UseCorrected f ->
                    new FactView.Correction(
                            resource,
                            years,
                            f.use(),
                            f.key(),
                            f.unowed(),
                            units(f.pool(), f.returns()),
                            f.whole(),
                            f.reason());
            case Fact.PackVoided f ->
                    new FactView.Voiding(
                            resource,
                            years,
                            packs.id(f.pool(), f.pack()),
                            ofUses(f.pool(), f.undone()),
                            ofUses(f.pool(), f.redrawn()),
                            owed(f.owed()));
        };
    }

    private FactView use(Fact.UseBooked use) {
        return new FactView.Use(
                use.pool().resource(),
                use.pool().storageTerm(),
                use.key(),
                use.organization(),
                use.quantity(),
                use.eventAt(),
                use.late(),
                use.reported(),
                use.surface().name(),
                use.subject(),
                use.hold(),
                units(use.pool(), use.draws()),
                units(use.pool(), use.held()),
                use.owed(),
                use.storageUntil(),
                use.emergency());
    }

    private static List<FactView.ShareView> shares(List<Share> shares) {
        return shares.stream().map(s -> new FactView.ShareView(s.payment(), s.amount())).toList();
    }

    private List<FactView.UnitsView> units(PoolKey pool, List<Draw> draws) {
        return draws.stream()
                .map(d -> new FactView.UnitsView(packs.id(pool, d.pack()), d.units()))
                .toList();
    }

    private List<FactView.UseUnitsView> ofUses(PoolKey pool, List<UseDraw> draws) {
        return draws.stream()
                .map(d -> new FactView.UseUnitsView(d.use(), packs.id(pool, d.pack()), d.units()))
                .toList();
    }

    private static List<FactView.OwedUnitsView> owed(List<Debt> debts) {
        return debts.stream().map(d -> new FactView.OwedUnitsView(d.use(), d.units())).toList();
    }
}
