package scrip.proof.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import scrip.core.ledger.Account;
import scrip.core.organization.OrganizationId;
import scrip.core.organization.OrganizationKind;

/// Plays one history on `core` and the model, and checks after every step whether both show the
/// same state and every invariant holds.
final class Match {

    /// A mismatch.
    ///
    /// @param look the check that showed it; null if the step itself did
    record Mismatch(Step step, @Nullable Step look, String difference) {

        /// What distinguishes this fault from others: what was done, and what differed.
        String kind() {
            int colon = difference.indexOf(':');
            String key = colon < 0 ? difference : difference.substring(0, colon);
            return look == null
                    ? step.verb() + " " + key
                    : "after " + step.verb() + " " + look.subject() + " " + key;
        }
    }

    /// The number of turns after which every check was made.
    private static final int TURNS = 30;

    private final Duel duel;
    private final Known known;
    private final Looks looks;
    private final Tally tally;
    private final List<String> organizations;
    private final Map<OrganizationId, Invariants> invariants = new HashMap<>();

    private final List<Told> history = new ArrayList<>();

    /// A step with the model's answer.
    record Told(Step step, Map<String, Object> expected) {}

    Match(Setting setting, Known known, Tally tally) {
        this.duel = new Duel(setting);
        this.known = known;
        this.tally = tally;
        this.organizations = setting.organizations().stream().map(o -> o.id().value()).toList();
        this.looks = new Looks(new Dice(0), known, organizations);
    }

    MemoryStage stage() {
        return duel.stage();
    }

    /// Plays a step; null if all is well.
    @Nullable Mismatch play(Step step) {
        Duel.Round round = duel.play(step);
        if (round.difference() != null) {
            return new Mismatch(step, null, round.difference());
        }
        history.add(new Told(step, round.expected()));
        known.learn(step, round.outcome());
        tally.count(step, round.outcome());
        for (OrganizationId id : touched(step)) {
            Mismatch fault = look(step, id);
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    /// Compares the notices of every account at the end.
    @Nullable Mismatch playLast(Step last) {
        for (String org : organizations) {
            for (String to : List.of("org", "vendor")) {
                Step notices = looks.notices(last.at(), org, to);
                Duel.Round round = duel.play(notices);
                if (round.difference() != null) {
                    return new Mismatch(notices, null, round.difference());
                }
                history.add(new Told(notices, round.expected()));
            }
        }
        return null;
    }

    /// The history followed by checks of everything in every account, so that it ends with the
    /// final state.
    List<Told> historyWithLastLooks(Step last) {
        for (String org : organizations) {
            Account account = stage().account(new OrganizationId(org), null);
            int turn = Math.floorMod(last.at().toEpochMilli(), TURNS);
            for (Step look : looks.account(last.at(), account, turn)) {
                history.add(new Told(look, duel.play(look).expected()));
            }
        }
        return history;
    }

    private @Nullable Mismatch look(Step step, OrganizationId id) {
        MemoryLedger ledger = stage().ledger(id);
        Account account = stage().account(id, null);
        String broken =
                invariants
                        .computeIfAbsent(id, _ -> new Invariants(ledger))
                        .broken(ledger, stage().now(account));
        if (broken != null) {
            return new Mismatch(step, null, "invariant of " + id + ": " + broken);
        }
        tally.count(ledger);
        if (stage().isBehind(account)) {
            tally.count("clock behind");
        }
        int turn = Math.floorMod(step.at().toEpochMilli(), TURNS);
        List<Step> all = looks.account(step.at(), account, turn);
        if (account.profile().kind() == OrganizationKind.CONSORTIUM) {
            all.addAll(looks.within(step.at(), account, turn));
        }
        for (Step look : all) {
            Duel.Round round = duel.play(look);
            if (round.difference() != null) {
                return new Mismatch(step, look, round.difference());
            }
            tally.count(look, round.outcome());
        }
        return null;
    }

    /// The organizations that a step concerns, by id or by the name of something they own.
    private List<OrganizationId> touched(Step step) {
        Set<String> names = new LinkedHashSet<>();
        collect(step.fields(), names);
        List<OrganizationId> all = new ArrayList<>();
        for (String name : names) {
            String org = organizations.contains(name) ? name : known.owner(name, "");
            if (!org.isEmpty() && all.stream().noneMatch(o -> o.value().equals(org))) {
                all.add(new OrganizationId(org));
            }
        }
        return all;
    }

    private static void collect(@Nullable Object value, Set<String> names) {
        switch (value) {
            case String text -> names.add(text);
            case Map<?, ?> map -> map.values().forEach(inner -> collect(inner, names));
            case List<?> list -> list.forEach(inner -> collect(inner, names));
            case null, default -> {}
        }
    }
}
