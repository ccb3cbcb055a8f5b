package scrip.server.rehearse;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import scrip.core.catalog.Surface;
import scrip.core.ledger.Command;
import scrip.core.order.LineId;
import scrip.core.organization.OrganizationId;
import scrip.server.ledger.Ledger.Directed;
import scrip.server.rehearse.ScenarioNames.Owned;

/// Translates the verbs of scenarios into commands.
final class Verbs {

    private final Stage stage;
    private final ScenarioNames names;
    private final Checks checks;
    private final Purchases purchases;
    private int agreements;

    Verbs(Stage stage, ScenarioNames names, Checks checks) {
        this.stage = stage;
        this.names = names;
        this.checks = checks;
        this.purchases = new Purchases(stage.who(), names, checks);
    }

    /// The command of a verb, and the account it is for.
    Directed command(String verb, StepFields f, Instant now) {
        return switch (verb) {
            case "sign" -> own(f, sign(f, now));
            case "zone" -> own(f, new Command.ChangeZone(ZoneId.of(f.text("zone"))));
            case "grant" -> own(f, grant(f));
            case "end" -> end(f);
            case "use" -> use(f, f.whole("quantity"));
            case "spend" -> use(f, Math.addExact(available(f), f.whole("beyond")));
            case "hold" ->
                    new Directed(
                            account(f),
                            new Command.HoldUnits(
                                    f.organization("org"),
                                    f.organizationOrNull("within"),
                                    f.text("resource"),
                                    f.whole("quantity"),
                                    f.intOrNull("storage_years"),
                                    f.intOrNull("hours")));
            case "emergency" -> new Directed(account(f), emergency(f));
            case "capture" ->
                    names.holds
                            .get(f.text("hold"))
                            .to(hold ->
                                    new Command.CaptureHold(null, hold, f.wholeOrNull("quantity")));
            case "release" ->
                    names.holds.get(f.text("hold")).to(hold -> new Command.ReleaseHold(null, hold));
            case "decide" -> {
                String use = f.text("key");
                yield names.used(use).to(u -> new Command.DecideKept(u, f.flag("accept", true)));
            }
            case "correct" -> {
                Owned<String> use = names.used(f.text("key"));
                yield use.to(u ->
                        new Command.CorrectUse(null, u, f.whole("quantity"), f.text("reason")));
            }
            case "schedule", "deliver", "accept", "reject" ->
                    names.lines.get(f.text("service")).to(line -> service(verb, line, f));
            default -> purchases.command(verb, f);
        };
    }

    /// A command to the organization that the step names.
    static Directed own(StepFields f, Command<?> command) {
        return new Directed(f.organization("org"), command);
    }

    private Command<?> sign(StepFields f, Instant now) {
        agreements++;
        LocalDate signed = f.dateOrNull("signed");
        return new Command.SignAgreement(
                f.text("product"),
                f.textOr("number", "A-" + agreements),
                f.textOr("signer", stage.who()),
                signed == null ? LocalDate.ofInstant(now, ZoneOffset.UTC) : signed,
                f.textOrNull("file"),
                f.dateOrNull("from"),
                f.dateOrNull("until"),
                f.prices("prices"),
                BigDecimal.ZERO,
                new TreeMap<>(f.<Long>map("bonus")));
    }

    private Command<?> grant(StepFields f) {
        ZoneId zone = stage.account(f.organization("org"), null).zone();
        return new Command.GrantPack(
                f.text("resource"),
                f.whole("quantity"),
                f.intOrNull("storage_years"),
                instant(f.anyOrNull("starts"), zone, 0),
                instant(f.anyOrNull("until"), zone, 1));
    }

    /// An instant, or the start of a local date; a date that is the last of a period means its end.
    private static @Nullable Instant instant(@Nullable Object value, ZoneId zone, int daysMore) {
        return value instanceof LocalDate date
                ? date.plusDays(daysMore).atStartOfDay(zone).toInstant()
                : (Instant) value;
    }

    private Command<?> emergency(StepFields f) {
        return new Command.OpenEmergency(
                f.organization("org"),
                f.organizationOrNull("within"),
                f.has("item") ? f.text("item") : f.textOrNull("resource"),
                f.intOrNull("storage_years"),
                f.textOr("doctor", stage.who()),
                f.textOr("reason", "emergency"),
                f.intOrNull("hours"));
    }

    private Directed end(StepFields f) {
        OrganizationId holder = f.organization("org");
        OrganizationId account = checks.accountOfLicense(holder, f.item("item"));
        return new Directed(
                account,
                new Command.EndLicense(
                        f.text("item"),
                        account.equals(holder) ? null : holder,
                        f.flag("at_end", true)));
    }

    private long available(StepFields f) {
        return checks.poolOf(stage.account(account(f), null), f).available();
    }

    private static Directed use(StepFields f, long quantity) {
        return new Directed(
                account(f),
                new Command.Use(
                        f.organization("org"),
                        f.organizationOrNull("within"),
                        f.text("resource"),
                        quantity,
                        f.intOrNull("storage_years"),
                        Surface.valueOf(f.textOr("surface", "api").toUpperCase(Locale.ROOT)),
                        f.instantOrNull("event_at"),
                        f.textOrNull("subject"),
                        f.flag("reported", false)));
    }

    /// The account whose units are used: the consortium on whose behalf, or the user itself.
    private static OrganizationId account(StepFields f) {
        OrganizationId within = f.organizationOrNull("within");
        return within == null ? f.organization("org") : within;
    }

    private Command<?> service(String verb, LineId line, StepFields f) {
        String by = f.textOr("by", stage.who());
        String mode = f.textOr("mode", "");
        String note = f.textOr("note", "");
        return switch (verb) {
            case "schedule" -> new Command.ScheduleService(line, mode, by, note);
            case "deliver" -> new Command.DeliverService(line, mode, by, note);
            case "accept" ->
                    new Command.AcceptService(line, by, note, f.textOr("document", ""), null);
            default -> new Command.RejectService(line, by, note);
        };
    }
}
