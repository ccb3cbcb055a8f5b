package scrip.core.ledger;

import scrip.core.order.LineId;
import scrip.core.service.Service;
import scrip.core.service.Service.Step;
import scrip.core.service.ServiceState;

/// One-time services: scheduled, delivered, and completed by the customer's acceptance alone (S1,
/// S2).
final class Services {

    private Services() {}

    static Answer.Serviced schedule(Case given, Command.ScheduleService ask) {
        Service service = toDeliver(given, ask.service());
        Step step = new Step("scheduled", given.now(), ask.by(), ask.mode(), ask.note(), "", null);
        Service next = service.after(step, ServiceState.SCHEDULED);
        given.add(new Fact.ServiceScheduled(next));
        return new Answer.Serviced(next.state(given.now()));
    }

    static Answer.Serviced deliver(Case given, Command.DeliverService ask) {
        Service service = toDeliver(given, ask.service());
        Step step = new Step("delivered", given.now(), ask.by(), ask.mode(), ask.note(), "", null);
        Service next = service.after(step, ServiceState.DELIVERED);
        given.add(new Fact.ServiceDelivered(next));
        given.notice(NoticeCode.SERVICE_DELIVERED, Subject.of(next));
        return new Answer.Serviced(next.state(given.now()));
    }

    static Answer.Serviced accept(Case given, Command.AcceptService ask) {
        Service service = delivered(given, ask.service());
        Step step =
                new Step(
                        "accepted",
                        given.now(),
                        ask.by(),
                        "",
                        ask.note(),
                        ask.document(),
                        ask.signedOn());
        Service next = service.after(step, ServiceState.ACCEPTED);
        given.add(new Fact.ServiceAccepted(next));
        given.notice(NoticeCode.SERVICE_ACCEPTED, Subject.of(next));
        return new Answer.Serviced(next.state(given.now()));
    }

    static Answer.Serviced reject(Case given, Command.RejectService ask) {
        Service service = delivered(given, ask.service());
        Step step = new Step("rejected", given.now(), ask.by(), "", ask.note(), "", null);
        Service next = service.after(step, ServiceState.SCHEDULED);
        given.add(new Fact.ServiceRejected(next));
        return new Answer.Serviced(next.state(given.now()));
    }

    private static Service toDeliver(Case given, LineId id) {
        Service service = known(given, id);
        if (service.stage() == ServiceState.DELIVERED) {
            throw RefusedException.of(
                    Code.SERVICE_COMPLETED,
                    "service " + id + " is delivered and waits for the customer's acceptance");
        }
        return service;
    }

    private static Service delivered(Case given, LineId id) {
        Service service = known(given, id);
        if (service.stage() != ServiceState.DELIVERED) {
            throw RefusedException.of(
                    Code.NOT_DELIVERED, "service " + id + " has not been delivered yet");
        }
        return service;
    }

    /// The service, if it is neither accepted, on hold nor expired.
    private static Service known(Case given, LineId id) {
        Service service = given.account().rights().services().get(id);
        if (service == null) {
            throw RefusedException.of(Code.UNKNOWN_SERVICE, "no service " + id);
        }
        if (service.stage() == ServiceState.ACCEPTED) {
            throw RefusedException.of(
                    Code.SERVICE_COMPLETED, "service " + id + " was accepted: it is complete");
        }
        if (service.onHold()) {
            throw RefusedException.of(
                    Code.SERVICE_ON_HOLD,
                    "the payment of service " + id + " was recalled by the bank");
        }
        if (service.expiredAt(given.now())) {
            throw RefusedException.of(
                    Code.SERVICE_EXPIRED,
                    "service " + id + " was not delivered before " + service.until());
        }
        return service;
    }
}
