package scrip.server;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import scrip.server.chain.HeadPlaces;
import scrip.server.connection.Networks;
import scrip.server.connection.Perimeter;
import scrip.server.database.DatabaseLocation;
import scrip.server.mail.MailSettings;
import scrip.server.signin.EmergencyUse;
import scrip.server.signin.FactorDemand;

/// The options of a server.
///
/// @param port 0 for any free port
/// @param meteringPort for product services; 0 for any free port, null for none
/// @param tokenFile where the emergency token is stored unless `token` gives it; the key of license
///   files is beside it
/// @param origin where browsers reach it through a proxy; null if they use its port on this machine
/// @param demo whether the demo is played first, in a sandbox
/// @param perimeter what the operator decided about the ports
/// @param mail the mail server to send by; null for none
/// @param heads where each day's head goes
/// @param emergency when the emergency token opens anything
/// @param demand whose roles need a second factor; null for the product's choice, which is nobody's
///   in a demo
/// @param inside networks inside in which identity providers may be; null for none
public record ServerOptions(
        DatabaseLocation place,
        String host,
        int port,
        @Nullable Integer meteringPort,
        Path tokenFile,
        @Nullable String token,
        @Nullable String origin,
        boolean demo,
        Perimeter perimeter,
        @Nullable MailSettings mail,
        HeadPlaces heads,
        EmergencyUse emergency,
        @Nullable FactorDemand demand,
        @Nullable Networks inside) {

    public ServerOptions(
            DatabaseLocation place, String host, int port, Path tokenFile, @Nullable String token) {
        this(place, host, port, tokenFile, token, null, false);
    }

    public ServerOptions(
            DatabaseLocation place,
            String host,
            int port,
            Path tokenFile,
            @Nullable String token,
            @Nullable String origin,
            boolean demo) {
        this(place, host, port, 0, tokenFile, token, origin, demo);
    }

    public ServerOptions(
            DatabaseLocation place,
            String host,
            int port,
            @Nullable Integer meteringPort,
            Path tokenFile,
            @Nullable String token,
            @Nullable String origin,
            boolean demo) {
        this(
                place,
                host,
                port,
                meteringPort,
                tokenFile,
                token,
                origin,
                demo,
                Perimeter.standard(),
                null,
                HeadPlaces.NONE,
                EmergencyUse.UNTIL_ADMINISTRATOR,
                null,
                null);
    }

    /// These, with other people who need a second factor.
    public ServerOptions with(FactorDemand other) {
        return with(perimeter, mail, emergency, other, inside);
    }

    /// These, with networks inside in which identity providers may be.
    public ServerOptions with(Networks other) {
        return with(perimeter, mail, emergency, demand, other);
    }

    /// These, with other decisions about the ports.
    public ServerOptions with(Perimeter other) {
        return with(other, mail, emergency, demand, inside);
    }

    /// These, with a mail server to send by.
    public ServerOptions with(@Nullable MailSettings other) {
        return with(perimeter, other, emergency, demand, inside);
    }

    /// These, with another use of the emergency token.
    public ServerOptions with(EmergencyUse other) {
        return with(perimeter, mail, other, demand, inside);
    }

    private ServerOptions with(
            Perimeter ports,
            @Nullable MailSettings letters,
            EmergencyUse use,
            @Nullable FactorDemand factors,
            @Nullable Networks allowed) {
        return new ServerOptions(
                place,
                host,
                port,
                meteringPort,
                tokenFile,
                token,
                origin,
                demo,
                ports,
                letters,
                heads,
                use,
                factors,
                allowed);
    }
}
