package scrip.server.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import scrip.core.catalog.Catalogs;
import scrip.server.ledger.Ledger;
import scrip.server.ledger.Outcome;
import scrip.server.ledger.Realm;
import scrip.server.rehearse.Play;
import scrip.server.rehearse.RealStage;
import scrip.server.rehearse.Rehearsal;
import scrip.server.rehearse.Scenario;
import scrip.server.rehearse.Scenario.Step;
import scrip.server.rehearse.StepFields;

/// Plays several stories together, in the order of time.
final class Storyteller {

    private static final String WHO = "demo";

    private final Ledger ledger;
    private final Realm realm;
    private final Instant now;
    private final Play play;
    private final DailyUses dailyUses = new DailyUses();
    private final List<CompletableFuture<Outcome>> flying = new ArrayList<>();
    private Map<String, String> people = Map.of();
    private Instant clock = Instant.MIN;

    private record Event(Instant at, Runnable happening) {}

    Storyteller(Ledger ledger, Realm realm, Catalogs catalogs, Instant now) {
        this.ledger = ledger;
        this.realm = realm;
        this.now = now;
        play = new Play(new RealStage(ledger, realm, catalogs, now, WHO, CompletableFuture::join));
    }

    /// Plays the stories up to now.
    ///
    /// @param arrive brings in the people before anything happens now: how the server names each of
    ///   them when signed in, by e-mail
    /// @return the number of events played
    int play(List<Scenario> stories, Supplier<Map<String, String>> arrive) {
        List<Event> events = new ArrayList<>();
        stories.forEach(story -> add(events, story));
        events.sort(Comparator.comparing(Event::at));
        events.stream().filter(e -> e.at.isBefore(now)).forEach(this::happen);
        moveTo(now);
        people = arrive.get();
        events.stream().filter(e -> !e.at.isBefore(now)).forEach(this::happen);
        return events.size();
    }

    private void add(List<Event> events, Scenario story) {
        Instant begins = story.begins();
        events.add(new Event(begins, () -> play.open(story.organizations(), begins)));
        Instant at = begins;
        for (Step step : story.steps()) {
            at = step.at() == null ? at : step.at().isAfter(now) ? now : step.at();
            if (Scenario.DAILY.equals(step.verb())) {
                dailyUses
                        .of(story, step.fields())
                        .forEach(use -> events.add(new Event(use.at(), () -> send(use))));
            } else {
                events.add(new Event(at, () -> play(story, step)));
            }
        }
    }

    private void happen(Event event) {
        moveTo(event.at);
        event.happening.run();
    }

    private void moveTo(Instant at) {
        if (at.isAfter(clock)) {
            land();
            play.moveTo(at);
            clock = at;
        }
    }

    private void play(Scenario story, Step step) {
        land();
        StepFields f = step.fields();
        String by = people.get(f.textOr("by", ""));
        StepFields named = by == null ? f : f.with("by", by);
        Step here = new Step(step.line(), null, step.verb(), named, step.expect());
        String failure = Rehearsal.play(play, here).failure();
        if (failure != null) {
            throw new IllegalStateException(
                    "%s:%d: %s: %s".formatted(story.file(), step.line(), step.verb(), failure));
        }
    }

    /// Submits a use without waiting for its answer.
    private void send(DailyUses.Use use) {
        flying.add(
                ledger.submit(
                        realm, use.account(), use.command(), use.command().subject(), WHO, WHO));
    }

    /// Waits for the uses in flight. A refusal is part of the story.
    private void land() {
        for (CompletableFuture<Outcome> use : flying) {
            if (use.join() instanceof Outcome.Unavailable(Outcome.Reason reason)) {
                throw new IllegalStateException("the ledger does not answer: " + reason);
            }
        }
        flying.clear();
    }
}
