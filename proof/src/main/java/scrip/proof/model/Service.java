package scrip.proof.model;

import java.time.Instant;

/** A one-time service for one organization (S1, S2). */
final class Service implements Timed {
    enum State {
        PURCHASED,
        SCHEDULED,
        DELIVERED,
        ACCEPTED,
        EXPIRED,
        ON_HOLD
    }

    private static final int[] REMINDER_DAYS = {30, 7};

    final Account account;
    final Order order;
    Instant until;
    State state = State.PURCHASED;

    private State beforeHold = State.PURCHASED;
    private State beforeEnd = State.PURCHASED;

    /** S2: a service delivered in time never expires, even if it was rejected since. */
    boolean deliveredOnce;

    Service(Account account, Order order, Instant until) {
        this.account = account;
        this.order = order;
        this.until = until;
    }

    private boolean awaitsDelivery() {
        boolean open = state == State.PURCHASED || state == State.SCHEDULED;
        return open && !deliveredOnce;
    }

    void schedule() {
        refuseIfClosed();
        Refusal.unless(state != State.DELIVERED, "SERVICE_COMPLETED");
        state = State.SCHEDULED;
    }

    void deliver(Instant now) {
        refuseIfClosed();
        Refusal.unless(state != State.DELIVERED, "SERVICE_COMPLETED");
        state = State.DELIVERED;
        deliveredOnce = true;
        account.tellOrg(now, "SERVICE_DELIVERED");
    }

    /** S1: the user's acceptance alone completes it. */
    void accept(Instant now) {
        refuseIfClosed();
        Refusal.unless(state == State.DELIVERED, "NOT_DELIVERED");
        state = State.ACCEPTED;
        account.tellVendor(now, "SERVICE_ACCEPTED");
    }

    void reject() {
        refuseIfClosed();
        Refusal.unless(state == State.DELIVERED, "NOT_DELIVERED");
        state = State.SCHEDULED;
    }

    private void refuseIfClosed() {
        Refusal.unless(state != State.ACCEPTED, "SERVICE_COMPLETED");
        Refusal.unless(state != State.ON_HOLD, "SERVICE_ON_HOLD");
        Refusal.unless(state != State.EXPIRED, "SERVICE_EXPIRED");
    }

    /** R17: services of a recalled order that are not yet accepted are on hold. */
    void recall() {
        if (state != State.ACCEPTED && state != State.ON_HOLD) {
            beforeHold = state == State.EXPIRED ? beforeEnd : state;
            state = State.ON_HOLD;
        }
    }

    /** R17: when paid again, it continues where it was, with a year from then. */
    void resume(Instant end) {
        if (state == State.ON_HOLD) {
            state = beforeHold;
            until = end;
        }
    }

    @Override
    public void dues(NextDue next) {
        if (awaitsDelivery()) {
            for (int days : REMINDER_DAYS) {
                next.consider(Calendar.daysBefore(until, days));
            }
            next.consider(until);
        }
    }

    @Override
    public void fire(Instant at) {
        if (!awaitsDelivery()) {
            return;
        }
        for (int days : REMINDER_DAYS) {
            if (at.equals(Calendar.daysBefore(until, days))) {
                account.tellBoth(at, "SERVICE_ENDING_IN_" + days + "_DAYS");
            }
        }
        if (at.equals(until)) {
            beforeEnd = state;
            state = State.EXPIRED;
            account.tellBoth(at, "SERVICE_EXPIRED");
        }
    }
}
