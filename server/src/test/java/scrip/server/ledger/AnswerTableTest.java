package scrip.server.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scrip.core.access.Access;
import scrip.core.access.AccessReader;
import scrip.core.access.AccountSource;
import scrip.core.access.Gate;
import scrip.core.access.LastingAnswer;
import scrip.core.catalog.Surface;
import scrip.core.ledger.Account;

/// An answer that is found without its account is the one that the account gives.
class AnswerTableTest {

    private static final String ORG = "first";
    private static final Gate.Question QUESTION = about(LedgerWorld.AI);

    private static Gate.Question about(String feature) {
        return new Gate.Question(LedgerWorld.org(ORG), feature, Surface.API, null, null);
    }

    private static LedgerWorld live() {
        LedgerWorld world = LedgerWorld.fresh();
        world.realm = world.ledger.realms().live();
        world.open(ORG, 1_000);
        return world;
    }

    private static Access computed(LedgerWorld world, Gate.Question question) {
        Reading reading = world.ledger.read(world.realm, question.organization());
        AccessReader.Answered answered =
                new AccessReader.Answered(
                        Gate.answer(
                                List.of(reading.account()),
                                question,
                                LedgerWorld.CATALOGS,
                                reading.now()),
                        reading.now(),
                        List.of(reading.account()));
        world.ledger.keep(world.realm, answered, question, LedgerWorld.CATALOGS, true);
        return answered.access();
    }

    private static AccountSource.@Nullable Known known(LedgerWorld world) {
        return world.ledger.known(
                world.realm,
                QUESTION,
                LedgerWorld.CATALOGS,
                world.ledger.realms().now(world.realm));
    }

    @Test
    void afterEachCommitTheAnswerIsComputedAnew() {
        try (LedgerWorld world = live()) {
            @Nullable Access before = null;
            for (int i = 0; i < 20; i++) {
                assertNull(known(world), "from before the commit");
                Access now = computed(world, QUESTION);
                assertNotEquals(before, now);
                for (int asked = 0; asked < 50; asked++) {
                    AccountSource.Known known = known(world);
                    assertNotNull(known);
                    assertEquals(now, known.answer().access());
                }
                before = now;
                world.accepted(ORG, LedgerWorld.use(ORG, 10), "use-" + i);
            }
        }
    }

    @Test
    void theSameOrganizationHasAnswersOfItsOwnInASandbox() {
        try (LedgerWorld world = LedgerWorld.fresh()) {
            Realm sandbox = world.realm;
            world.open(ORG, 500);
            Access there = computed(world, QUESTION);
            world.realm = world.ledger.realms().live();
            for (int asked = 0; asked < 50; asked++) {
                assertNull(known(world), "known from the sandbox");
            }
            world.open(ORG, 1_000);
            Access here = computed(world, QUESTION);
            assertNotEquals(there, here);
            world.realm = sandbox;
            AccountSource.Known known = known(world);
            assertNotNull(known);
            assertEquals(there, known.answer().access());
        }
    }

    /// A reader that computed it may be overtaken by a commit at any moment.
    @Test
    void nothingIsKeptOnceTheAccountHasChanged() {
        AnswerTable table = new AnswerTable(10);
        KeptAnswers answers = new KeptAnswers();
        answers.end();
        answers.keep(answer(QUESTION), table);
        assertNull(find(table, QUESTION));
    }

    @Test
    void whatTheAccountKeepsNoLongerIsFoundNoLonger() {
        AnswerTable table = new AnswerTable(1_000);
        KeptAnswers answers = new KeptAnswers();
        for (String feature : List.of("a", "b", "c", "d", "e")) {
            answers.keep(answer(about(feature)), table);
        }
        assertNull(find(table, about("a")), "displaced");
        LastingAnswer newer = answer(about("c"));
        answers.keep(newer, table);
        assertSame(newer, find(table, about("c")));
        answers.end();
        for (String feature : List.of("a", "b", "c", "d", "e")) {
            assertNull(find(table, about(feature)), feature);
        }
    }

    @Test
    void anAccountThatLeavesMemoryTakesItsAnswersAlong() {
        try (LedgerWorld world = live()) {
            Account account = world.ledger.read(world.realm, LedgerWorld.org(ORG)).account();
            Ref ref = new Ref(1, LedgerWorld.org(ORG));
            Ref other = new Ref(1, LedgerWorld.org("other"));
            for (Runnable leaving : leavings(new Standings(1), account, ref, other)) {
                leaving.run();
            }
        }
    }

    private static List<Runnable> leavings(
            Standings standings, Account account, Ref ref, Ref other) {
        return List.of(
                () -> checkGone(standings, account, ref, () -> publish(standings, account, other)),
                () -> checkGone(standings, account, ref, () -> publish(standings, account, ref)),
                () ->
                        checkGone(
                                standings,
                                account,
                                ref,
                                () -> standings.accounts().drop(Set.of(ref))),
                () -> checkGone(standings, account, ref, standings::clear));
    }

    private static void checkGone(Standings standings, Account account, Ref ref, Runnable leaving) {
        CommittedAccount committed = publish(standings, account, ref);
        committed.answers().keep(answer(QUESTION), standings.answers());
        assertNotNull(find(standings.answers(), QUESTION));
        leaving.run();
        assertNull(find(standings.answers(), QUESTION));
    }

    private static CommittedAccount publish(Standings standings, Account account, Ref ref) {
        CommittedAccount committed =
                new CommittedAccount(1, account, LogHead.NONE, null, account.seq());
        standings.publish(Map.of(ref, committed), Set.of());
        return committed;
    }

    private static LastingAnswer answer(Gate.Question question) {
        Access access = Gate.answer(List.of(), question, LedgerWorld.CATALOGS, LedgerWorld.START);
        return new LastingAnswer(
                question, LedgerWorld.CATALOGS, List.of(), access, true, 0, Long.MAX_VALUE);
    }

    private static @Nullable LastingAnswer find(AnswerTable table, Gate.Question question) {
        return table.find(question, LedgerWorld.CATALOGS, LedgerWorld.START);
    }
}
