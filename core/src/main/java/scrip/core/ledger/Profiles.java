package scrip.core.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import scrip.core.catalog.Catalog;
import scrip.core.catalog.Catalogs;
import scrip.core.catalog.Item;
import scrip.core.catalog.ItemId;
import scrip.core.license.License;
import scrip.core.order.Order;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;
import scrip.core.pack.Pack;
import scrip.core.pack.PackId;
import scrip.core.pack.PackPhase;
import scrip.core.pack.PoolKey;
import scrip.core.time.Period;

/// What the vendor records about an account: its organization, members, agreements, approvals,
/// bonus packs; and what the account says of its licenses (L9).
final class Profiles {

    private Profiles() {}

    static Answer.Done open(Draft draft, Command.OpenAccount ask) {
        Account account = draft.account();
        Fact opened =
                new Fact.AccountOpened(
                        ask.kind(), ask.name(), ask.zone(), ask.defaultStorageYears());
        if (!account.exists()) {
            draft.add(opened);
            return new Answer.Done();
        }
        Account.Profile p = account.profile();
        if (!opened.equals(
                new Fact.AccountOpened(p.kind(), p.name(), p.zone(), p.defaultStorageYears()))) {
            throw RefusedException.of(
                    Code.ORGANIZATION_EXISTS, account.id() + " exists with other content");
        }
        return new Answer.Done();
    }

    static Answer.Done changeName(Draft draft, Command.ChangeName ask) {
        if (!ask.name().equals(draft.account().profile().name())) {
            draft.add(new Fact.NameChanged(ask.name()));
        }
        return new Answer.Done();
    }

    static Answer.Done changeZone(Draft draft, Command.ChangeZone ask) {
        if (!ask.zone().equals(draft.account().zone())) {
            draft.add(new Fact.ZoneChanged(ask.zone()));
        }
        return new Answer.Done();
    }

    static Answer.Done changeDefaultStorage(Draft draft, Command.ChangeDefaultStorage ask) {
        if (!Objects.equals(ask.years(), draft.account().profile().defaultStorageYears())) {
            draft.add(new Fact.DefaultStorageChanged(ask.years()));
        }
        return new Answer.Done();
    }

    static Answer.Done addMember(Draft draft, OrganizationId institution) {
        Account account = draft.account();
        if (account.profile().kind() != OrganizationKind.CONSORTIUM
                || institution.equals(account.id())) {
            throw RefusedException.of(
                    Code.WRONG_SCOPE, "only institutions are members, only of consortia");
        }
        if (!account.profile().members().contains(institution)) {
            draft.add(new Fact.MemberAdded(institution));
        }
        return new Answer.Done();
    }

    static Answer.Done removeMember(Draft draft, OrganizationId institution) {
        if (!draft.account().profile().members().contains(institution)) {
            throw RefusedException.of(
                    Code.NOT_MEMBER, institution + " is not a member of " + draft.account().id());
        }
        draft.add(new Fact.MemberRemoved(institution));
        return new Answer.Done();
    }

    static Answer.Done joinConsortium(Draft draft, OrganizationId consortium) {
        if (draft.account().profile().kind() != OrganizationKind.INSTITUTION) {
            throw RefusedException.of(
                    Code.WRONG_SCOPE, "a consortium cannot be a member of another");
        }
        if (!draft.account().profile().consortia().contains(consortium)) {
            draft.add(new Fact.ConsortiumJoined(consortium));
        }
        return new Answer.Done();
    }

    static Answer.Done leaveConsortium(Draft draft, OrganizationId consortium) {
        if (draft.account().profile().consortia().contains(consortium)) {
            draft.add(new Fact.ConsortiumLeft(consortium));
        }
        return new Answer.Done();
    }

    /// Activates an order that waited for the vendor. After the 24 hours of O3 everything counts
    /// from the approval (O8).
    static Answer.Ordered approve(Draft draft, Catalogs catalogs, Command.ApproveOrder ask) {
        Order order = Orders.known(draft, ask.order());
        Instant purchasedAt = order.purchasedAt();
        if (!order.awaitsApproval() || purchasedAt == null) {
            throw RefusedException.of(
                    Code.APPROVAL_NOT_AWAITED, "order " + order.id() + " waits for no approval");
        }
        boolean late = order.breached(draft.now());
        new Activation(draft, catalogs, order).activate(late ? draft.now() : purchasedAt);
        return new Answer.Ordered(Orders.known(draft, order.id()));
    }

    static Answer.Granted grant(
            Draft draft, Envelope<?> envelope, Catalogs catalogs, Command.GrantPack ask) {
        Item item = Uses.metered(catalogs, ItemId.of(ask.resource()), draft.now());
        Uses.checkQuantity(ask.quantity());
        String version =
                catalogs.lastSelling(item.id(), draft.now()).map(Catalog::version).orElseThrow();
        PoolKey key = Uses.poolKey(draft.account(), item, ask.storageYears());
        if (key == null) {
            throw Uses.termMissing();
        }
        var zone = draft.account().zone();
        Instant from = ask.from() == null ? draft.now() : ask.from();
        Instant until =
                ask.until() == null
                        ? Period.until(Period.anchor(from, zone), Activation.YEAR_MONTHS, zone)
                        : ask.until();
        if (!until.isAfter(from) || !until.isAfter(draft.now())) {
            throw RefusedException.of(
                    Code.TERM_NOT_OFFERED, "a pack ends after its start and after now");
        }
        if (Period.endsTooLate(until, zone)) {
            throw RefusedException.of(
                    Code.TERM_NOT_OFFERED,
                    "a pack ends in the year " + Period.YEAR_MAX + " or before");
        }
        PackId id = new PackId(envelope.id(0));
        Pack pack =
                Pack.granted(
                        draft.nextSeq(), id, version, from, until, ask.quantity(), draft.now());
        draft.add(new Fact.PackIssued(key, pack));
        if (pack.phase() == PackPhase.OPEN) {
            Pools.topUp(draft, key, draft.now());
        }
        return new Answer.Granted(id);
    }

    /// Tells a license to end at its end, or not to (L9).
    static Answer.Licensed end(Draft draft, Command.EndLicense ask) {
        OrganizationId holder = ask.holder() == null ? draft.account().id() : ask.holder();
        List<License> all =
                draft.account().rights().licenses().stream()
                        .filter(l ->
                                l.item().equals(ItemId.of(ask.item())) && l.holder().equals(holder))
                        .filter(l -> !l.isPerpetual() && l.form() != License.Form.CAPACITY)
                        .toList();
        if (all.isEmpty()) {
            throw RefusedException.of(
                    Code.UNKNOWN_LICENSE, holder + " has no license of " + ask.item() + " to end");
        }
        boolean any = false;
        for (License license : all) {
            if (draft.now().isBefore(license.lastEnd())) {
                any = true;
                if (license.endsAtUntil() != ask.atEnd()) {
                    draft.add(new Fact.LicenseEndChanged(license.withEndsAtUntil(ask.atEnd())));
                }
            }
        }
        if (!any) {
            throw RefusedException.of(
                    Code.LICENSE_ENDED, "the license of " + ask.item() + " has ended already");
        }
        return new Answer.Licensed(
                draft.account().rights().licenses().stream()
                        .filter(l -> l.id().equals(all.getLast().id()))
                        .map(l -> l.state(draft.now()))
                        .findFirst()
                        .orElseThrow());
    }
}
