package scrip.server.signin;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Puts the feature together.
@Configuration(proxyBeanMethods = false)
@Import({
    Emergency.class,
    Identities.class,
    Sessions.class,
    SessionAnswers.class,
    SignIn.class,
    SessionRoutes.class,
    Passkeys.class,
    PasskeyRoutes.class,
    SecondFactors.class,
    SecondFactorRoutes.class,
    Links.class,
    Invitations.class,
    Resets.class,
    SetUp.class,
    FourEyes.class,
    Letters.class,
    Addresses.class,
    AddressRoutes.class,
    InvitationRoutes.class
})
public class SignInConfiguration {}
