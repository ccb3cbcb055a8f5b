package scrip.core.ledger;

import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;

/// Records the members of a consortium, on the accounts of both sides (R21).
final class Membership {

    private Membership() {}

    static Answer.Done add(Case given, Command.AddMember ask) {
        OrganizationId institution = ask.institution();
        Account account = given.account();
        if (account.profile().kind() != OrganizationKind.CONSORTIUM
                || institution.equals(account.id())) {
            throw RefusedException.of(
                    Code.WRONG_SCOPE, "only institutions are members, only of consortia");
        }
        if (!account.profile().members().contains(institution)) {
            given.add(new Fact.MemberAdded(institution));
        }
        return new Answer.Done();
    }

    static Answer.Done remove(Case given, Command.RemoveMember ask) {
        OrganizationId institution = ask.institution();
        if (!given.account().profile().members().contains(institution)) {
            throw RefusedException.of(
                    Code.NOT_MEMBER, institution + " is not a member of " + given.account().id());
        }
        given.add(new Fact.MemberRemoved(institution));
        return new Answer.Done();
    }

    static Answer.Done join(Case given, Command.JoinConsortium ask) {
        OrganizationId consortium = ask.consortium();
        if (given.account().profile().kind() != OrganizationKind.INSTITUTION) {
            throw RefusedException.of(
                    Code.WRONG_SCOPE, "a consortium cannot be a member of another");
        }
        if (!given.account().profile().consortia().contains(consortium)) {
            given.add(new Fact.ConsortiumJoined(consortium));
        }
        return new Answer.Done();
    }

    static Answer.Done leave(Case given, Command.LeaveConsortium ask) {
        OrganizationId consortium = ask.consortium();
        if (given.account().profile().consortia().contains(consortium)) {
            given.add(new Fact.ConsortiumLeft(consortium));
        }
        return new Answer.Done();
    }
}
