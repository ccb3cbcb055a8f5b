package scrip.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import scrip.server.chain.HeadPlaces;
import scrip.server.connection.Hosts;
import scrip.server.connection.Networks;
import scrip.server.connection.Ports;
import scrip.server.connection.Proxies;
import scrip.server.connection.Tls;
import scrip.server.database.DatabaseFault;
import scrip.server.database.DatabaseLocation;
import scrip.server.federation.InsideAddresses;
import scrip.server.http.AdminToken;
import scrip.server.mail.MailSettings;
import scrip.server.setting.WrongSettings;
import scrip.server.signin.EmergencyUse;
import scrip.server.signin.FactorDemand;
import scrip.server.signin.Site;
import scrip.server.telemetry.LogFormat;
import scrip.server.telemetry.Traces;

/// What the settings say of a server. Each is read by the part that it is for: `start` uses what
/// this reads, and `doctor` asks whether it can be read. [TerminalServer] reads alone what it
/// needs.
///
/// @param origin the public address; null for none
/// @param tls null for none
/// @param mail null for none
/// @param heads where each day's head goes
/// @param demand null for the product's choice
/// @param inside networks inside in which identity providers may be; null for none
/// @param json whether log lines are JSON
/// @param traces null for none
public record ServerSettings(
        DatabaseLocation place,
        Path folder,
        @Nullable String token,
        @Nullable String origin,
        Hosts hosts,
        Proxies proxies,
        @Nullable Tls tls,
        @Nullable MailSettings mail,
        HeadPlaces heads,
        EmergencyUse emergency,
        @Nullable FactorDemand demand,
        @Nullable Networks inside,
        boolean json,
        Traces.@Nullable Collector traces) {

    /// Reads them.
    ///
    /// @throws WrongSettings with everything that cannot be used
    static ServerSettings of(Map<String, String> settings) {
        Reading read = new Reading();
        Optional<Set<String>> _ = read.part(() -> Ports.apart(settings));
        Optional<DatabaseLocation> place = read.part(() -> DatabaseLocation.of(settings));
        Optional<Path> folder = read.part(() -> DatabaseLocation.dataFolder(settings));
        Optional<String> token =
                read.part(() -> AdminToken.given(settings.get("SCRIP_ADMIN_TOKEN")));
        Optional<String> origin = read.part(() -> Site.origin(settings.get(Site.SETTING)));
        Optional<Hosts> hosts =
                read.part(() -> Hosts.of(settings.get("SCRIP_HOSTS"), origin.orElse(null)));
        Optional<Proxies> proxies = read.part(() -> Proxies.of(settings.get("SCRIP_PROXIES")));
        Optional<Tls> tls =
                read.part(() ->
                        Tls.of(
                                settings.get("SCRIP_TLS_CERTIFICATE"),
                                settings.get("SCRIP_TLS_KEY")));
        Optional<MailSettings> mail = read.part(() -> MailSettings.of(settings));
        Optional<HeadPlaces> heads = read.part(() -> HeadPlaces.of(settings));
        Optional<EmergencyUse> emergency =
                read.part(() -> EmergencyUse.of(settings.get("SCRIP_EMERGENCY_TOKEN")));
        Optional<FactorDemand> demand =
                read.part(() -> FactorDemand.of(settings.get(FactorDemand.SETTING)));
        Optional<Networks> inside =
                read.part(() -> InsideAddresses.allowed(settings.get(InsideAddresses.SETTING)));
        Optional<Boolean> json = read.part(() -> LogFormat.isJson(settings.get(LogFormat.SETTING)));
        Optional<Traces.Collector> traces = read.part(() -> Traces.collector(settings));
        read.check();
        return new ServerSettings(
                place.orElseThrow(),
                folder.orElseThrow(),
                token.orElse(null),
                origin.orElse(null),
                hosts.orElseThrow(),
                proxies.orElseThrow(),
                tls.orElse(null),
                mail.orElse(null),
                heads.orElseThrow(),
                emergency.orElseThrow(),
                demand.orElse(null),
                inside.orElse(null),
                json.orElseThrow(),
                traces.orElse(null));
    }

    /// Everything for which a server would not start with them.
    public static List<String> faults(Map<String, String> settings) {
        try {
            ServerSettings _ = of(settings);
            return List.of();
        } catch (WrongSettings wrong) {
            return wrong.faults();
        }
    }

    /// Reads part by part, past what is wrong with one.
    private static final class Reading {

        private final List<String> faults = new ArrayList<>();

        <T> Optional<T> part(Supplier<? extends @Nullable T> reading) {
            try {
                return Optional.ofNullable(reading.get());
            } catch (IllegalArgumentException | DatabaseFault wrong) {
                faults.add(String.valueOf(wrong.getMessage()));
                return Optional.empty();
            }
        }

        void check() {
            if (!faults.isEmpty()) {
                throw new WrongSettings(faults);
            }
        }
    }
}
