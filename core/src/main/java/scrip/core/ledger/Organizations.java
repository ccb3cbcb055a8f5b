package scrip.core.ledger;

import java.util.Objects;

/// Opens the account of an organization, and records changes of its name, zone and default storage
/// term (T4, R4).
final class Organizations {

    private Organizations() {}

    static Answer.Done open(Case given, Command.OpenAccount ask) {
        Account account = given.account();
        Fact opened =
                new Fact.AccountOpened(
                        ask.kind(), ask.name(), ask.zone(), ask.defaultStorageYears());
        if (!account.exists()) {
            given.add(opened);
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

    static Answer.Done changeName(Case given, Command.ChangeName ask) {
        if (!ask.name().equals(given.account().profile().name())) {
            given.add(new Fact.NameChanged(ask.name()));
        }
        return new Answer.Done();
    }

    static Answer.Done changeZone(Case given, Command.ChangeZone ask) {
        if (!ask.zone().equals(given.account().zone())) {
            given.add(new Fact.ZoneChanged(ask.zone()));
        }
        return new Answer.Done();
    }

    static Answer.Done changeDefaultStorage(Case given, Command.ChangeDefaultStorage ask) {
        if (!Objects.equals(ask.years(), given.account().profile().defaultStorageYears())) {
            given.add(new Fact.DefaultStorageChanged(ask.years()));
        }
        return new Answer.Done();
    }
}
