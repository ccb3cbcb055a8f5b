package scrip.core.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import scrip.core.ledger.Account.Rights;
import scrip.core.ledger.Account.Trade;
import scrip.core.license.License;
import scrip.core.order.Order;
import scrip.core.pack.Debt;
import scrip.core.pack.Debts;
import scrip.core.pack.Draw;
import scrip.core.pack.Episode;
import scrip.core.pack.Hold;
import scrip.core.pack.Pack;
import scrip.core.pack.Pool;
import scrip.core.pack.PoolKey;
import scrip.core.pack.UseDraw;
import scrip.core.service.Service;

/// Applies one fact to an account. Replaying all facts of an account gives the account.
public final class Apply {

    private Apply() {}

    /// The account after one more entry.
    ///
    /// @throws IllegalStateException if there is a gap between the last entry and this one
    public static Account apply(Account account, Entry entry) {
        Account at = next(account, entry.seq(), entry.bookedAt());
        return switch (entry.fact()) {
            case Fact.OfProfile fact -> profile(at, fact);
            case Fact.OfTrade fact -> at.with(trade(at.trade(), fact, entry));
            case Fact.OfRights fact -> at.with(rights(at.rights(), fact));
            case Fact.OfPool fact -> {
                Account next = at.with(pool(at.pool(fact.pool()), fact, entry));
                yield fact instanceof Fact.UseBooked use ? counted(next, use) : next;
            }
            case Fact.UseKept(Kept kept) -> at.with(at.stock().with(kept));
            case Fact.KeptDecided(String use, boolean _, var _) ->
                    at.with(at.stock().withoutKept(use));
            case Fact.UseRepeated _, Fact.Noticed _ -> at;
        };
    }

    /// The account after one more use that captured no hold: what [#apply] makes of its fact, by
    /// the only parts of the fact that an account depends on.
    ///
    /// @throws IllegalStateException if there is a gap between the last entry and this one
    public static Account used(
            Account account, long seq, Instant bookedAt, PoolKey key, List<Draw> draws, long owed) {
        Account at = next(account, seq, bookedAt);
        return at.with(used(at.pool(key), draws, owed, seq, bookedAt));
    }

    private static Account next(Account account, long seq, Instant bookedAt) {
        if (seq != account.seq() + 1) {
            throw new IllegalStateException(
                    account.id() + ": entry " + seq + " after " + account.seq());
        }
        return account.at(seq, bookedAt);
    }

    private static Account profile(Account at, Fact.OfProfile fact) {
        Account.Profile profile = at.profile();
        return at.with(
                switch (fact) {
                    case Fact.AccountOpened f ->
                            new Account.Profile(
                                    f.kind(),
                                    f.name(),
                                    f.zone(),
                                    f.defaultStorageYears(),
                                    profile.members(),
                                    profile.consortia());
                    case Fact.NameChanged f -> profile.withName(f.name());
                    case Fact.ZoneChanged f -> profile.withZone(f.zone());
                    case Fact.DefaultStorageChanged f -> profile.withDefaultStorage(f.years());
                    case Fact.MemberAdded f ->
                            profile.withMembers(Copies.with(profile.members(), f.institution()));
                    case Fact.MemberRemoved f ->
                            profile.withMembers(Copies.without(profile.members(), f.institution()));
                    case Fact.ConsortiumJoined f ->
                            profile.withConsortia(Copies.with(profile.consortia(), f.consortium()));
                    case Fact.ConsortiumLeft f ->
                            profile.withConsortia(
                                    Copies.without(profile.consortia(), f.consortium()));
                });
    }

    private static Trade trade(Trade trade, Fact.OfTrade fact, Entry entry) {
        Funds funds = trade.funds();
        return switch (fact) {
            case Fact.AgreementSigned(var agreement) -> trade.withAgreement(agreement);
            case Fact.QuoteMade(var quote) -> trade.withQuote(quote);
            case Fact.QuoteAccepted(var id, var order) ->
                    trade.withQuote(
                            Objects.requireNonNull(trade.quotes().get(id)).acceptedAs(order));
            case Fact.OrderPaid(Order order) -> {
                Trade next = trade.withOrder(order, entry.seq());
                for (var line : order.lines()) {
                    next = next.withProductPaid(line.product());
                }
                yield next;
            }
            case Fact.OfOrder f -> trade.withOrder(f.order(), entry.seq());
            case Fact.PaymentReceived(var payment) -> trade.with(funds.received(payment));
            case Fact.MoneyApplied f -> trade.with(funds.applied(f.order(), f.shares()));
            case Fact.MoneyFreed f -> trade.with(funds.freed(f.order(), f.shares()));
            case Fact.PaymentRecalled f ->
                    trade.with(funds.recalled(f.payment(), entry.effectiveAt()));
            case Fact.PaymentReinstated f ->
                    trade.with(funds.reinstated(f.payment(), f.cured(), entry.effectiveAt()));
            case Fact.MoneyReturned(var money, var shares) ->
                    trade.withReturn(money).with(funds.returned(money.id(), shares));
            case Fact.OfMoneyReturn f -> trade.withReturn(f.moneyReturn());
            case Fact.OfSalesRequest f -> trade.withRequest(f.request());
        };
    }

    private static Rights rights(Rights rights, Fact.OfRights fact) {
        return switch (fact) {
            case Fact.OfLicense f -> rights.with(f.license());
            case Fact.LicenseReminded f -> {
                License license = rights.licenses().find(f.license());
                if (license == null) {
                    throw new IllegalStateException("no license " + f.license());
                }
                yield rights.with(license.withReminded(license.reminded().passing(f.passed())));
            }
            case Fact.VisitLogged(var visit) -> rights.with(visit);
            case Fact.EmergencyOpened(var emergency) ->
                    rights.with(rights.emergencies().with(emergency));
            case Fact.OfService f -> rights.with(f.service());
            case Fact.ServiceReminded f -> {
                Service service = rights.services().get(f.service());
                if (service == null) {
                    throw new IllegalStateException("no service " + f.service());
                }
                yield rights.with(service.withReminded(service.reminded().passing(f.passed())));
            }
        };
    }

    /// The account with a use counted by the emergency that allowed it (X5).
    private static Account counted(Account account, Fact.UseBooked use) {
        Long emergency = use.emergency();
        return emergency == null
                ? account
                : account.with(
                        account.rights()
                                .with(
                                        account.rights()
                                                .emergencies()
                                                .withUse(emergency, use.pool(), use.quantity())));
    }

    private static Pool pool(Pool pool, Fact.OfPool fact, Entry entry) {
        return switch (fact) {
            case Fact.PackIssued f -> pool.withPack(f.pack());
            case Fact.PackStarted f -> pool.startPack(f.pack());
            case Fact.PackEnded f -> pool.change(f.pack(), Pack::end);
            case Fact.PackClosed f -> pool.change(f.pack(), Pack::close);
            case Fact.PackReminded f ->
                    pool.change(f.pack(), p -> p.withReminded(p.reminded().passing(f.passed())));
            case Fact.UseBooked f -> used(pool, f, entry);
            case Fact.ArrearsRepaid f -> repaid(pool, f.draws());
            case Fact.ArrearsHalfway _ -> {
                Episode episode = pool.episode();
                yield episode == null
                        ? pool
                        : pool.withEpisode(new Episode(episode.startedAt(), true));
            }
            case Fact.PoolSuspended _ -> pool.withSuspended(true);
            case Fact.PoolRestored _ -> pool.withSuspended(false);
            case Fact.LevelWarned f -> pool.withWarned(f.level());
            case Fact.UnitsHeld f -> {
                Pool next = pool.withHold(f.hold());
                for (Draw draw : f.hold().units()) {
                    next = next.change(draw.pack(), p -> p.hold(draw.units()));
                }
                yield next;
            }
            case Fact.HoldClosed f -> unheld(pool, openHold(pool, f.hold()), List.of());
            case Fact.UseCorrected f -> {
                Pool next = pool;
                for (Draw back : f.returns()) {
                    next =
                            next.change(
                                    back.pack(), p -> p.giveBack(back.units(), entry.bookedAt()));
                }
                yield owing(next, next.debts().minusOf(f.use(), f.unowed()), entry.bookedAt());
            }
            case Fact.PackVoided f -> voided(pool, f, entry.bookedAt());
        };
    }

    private static Pool used(Pool pool, Fact.UseBooked use, Entry entry) {
        Pool free =
                use.hold() == null ? pool : unheld(pool, openHold(pool, use.hold()), use.held());
        return used(free, use.draws(), use.owed(), entry.seq(), entry.bookedAt());
    }

    private static Pool used(Pool pool, List<Draw> draws, long owed, long seq, Instant bookedAt) {
        Pool next = pool;
        for (Draw draw : draws) {
            next = next.change(draw.pack(), p -> p.draw(draw.units()));
        }
        return owed == 0 ? next : owing(next, next.debts().plus(new Debt(seq, owed)), bookedAt);
    }

    private static Pool repaid(Pool pool, List<UseDraw> draws) {
        Pool next = pool;
        long units = 0;
        for (UseDraw draw : draws) {
            next = next.change(draw.pack(), p -> p.draw(draw.units()));
            units += draw.units();
        }
        return owing(next, next.debts().minusOldest(units), Instant.EPOCH);
    }

    private static Pool voided(Pool pool, Fact.PackVoided fact, Instant bookedAt) {
        Pool next = pool.change(fact.pack(), Pack::voidWhole);
        for (UseDraw draw : fact.redrawn()) {
            next = next.change(draw.pack(), p -> p.draw(draw.units()));
        }
        var debts = next.debts();
        for (Debt debt : fact.owed()) {
            debts = debts.plus(debt);
        }
        return owing(next, debts, bookedAt);
    }

    /// The pool with changed debts: an episode begins with the first unit owed and ends with the
    /// last (R11).
    private static Pool owing(Pool pool, Debts debts, Instant bookedAt) {
        Pool next = pool.withDebts(debts);
        if (debts.units() == 0) {
            return next.withEpisode(null);
        }
        return pool.episode() == null ? next.withEpisode(new Episode(bookedAt, false)) : next;
    }

    /// The pool without a hold: `drawn` of its units were used, the rest goes back (R15).
    private static Pool unheld(Pool pool, Hold hold, List<Draw> drawn) {
        Pool next = pool.withoutHold(hold.key());
        for (Draw held : hold.units()) {
            long used =
                    drawn.stream()
                            .filter(d -> d.pack() == held.pack())
                            .mapToLong(Draw::units)
                            .sum();
            next = next.change(held.pack(), p -> p.drawHeld(used).unhold(held.units() - used));
        }
        return next;
    }

    private static Hold openHold(Pool pool, String key) {
        Hold hold = pool.hold(key);
        if (hold == null) {
            throw new IllegalStateException("no open hold " + key);
        }
        return hold;
    }
}
